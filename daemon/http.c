/* Carrying over HTTP. */
#include "daemon/http.h"

#include "daemon/http_thread.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { TIMEOUT_S = 30 };

struct http {
	struct carrier_home home;
	struct http_target target;
	struct http_queue queue;
};

void http_close(void *carrier)
{
	struct http *http = carrier;

	if (!http)
		return;
	http_thread_leave(http->home.http, &http->queue);
	http_queue_done(&http->queue);
	http_target_done(&http->target);
	explicit_bzero(http, sizeof(*http));
	free(http);
}

static void close_half_open(struct http **http)
{
	http_close(*http);
}

/* Is it a URL with a host, and protected unless that was waived? */
static int check_url(const struct http_target *target, struct err *err)
{
	const char *url = target->url;

	if (strncasecmp(url, "https://", 8) == 0 && url[8])
		return 0;
	if (strncasecmp(url, "http://", 7) != 0 || !url[7])
		return err_set(err, -EINVAL,
			N_("the url does not begin with https://"));
	if (!target->allow_http)
		return err_set(err, -EINVAL,
			N_("the url is not https; \"allow_http\": true in the "
			   "secret file permits it"));
	return 0;
}

static int copy_texts(struct http_target *target, const struct channel *channel,
	const struct secret *secret)
{
	const struct {
		const char *text;
		char **to;
	} texts[] = {
		{secret_text(secret, "url"), &target->url},
		{secret_text(secret, "token"), &target->token},
		{secret_text(secret, "secret"), &target->secret},
		{secret_text(secret, "secret_old"), &target->secret_old},
		{secret_text(secret, "ca_file"), &target->ca_file},
		{secret_text(secret, "proxy"), &target->proxy},
		{channel->format, &target->format},
	};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		if (str_dup(texts[i].text, texts[i].to) < 0)
			return -ENOMEM;
	return 0;
}

static int fill_target(struct http_target *target,
	const struct channel *channel, const struct secret *secret,
	struct err *err)
{
	int r = copy_texts(target, channel, secret);

	if (r < 0)
		return r;
	target->allow_http = secret_is_yes(secret, "allow_http");
	target->allow_private = secret_is_yes(secret, "allow_private");
	target->timeout_s = (long)secret_number(secret, "timeout_s", TIMEOUT_S);
	r = check_url(target, err);
	if (r < 0)
		return r;
	return target->service->open ? target->service->open(target, err) : 0;
}

/* What service leaves open is filled in from channel and secret. */
static int open_target(const struct carrier_home *home,
	const struct http_target *service, const struct channel *channel,
	const struct secret *secret, void **ret, struct err *err)
{
	CLEANUP(close_half_open) struct http *http = calloc(1, sizeof(*http));
	int r;

	if (!http)
		return -ENOMEM;
	http->home = *home;
	http->target = *service;
	http_queue_init(&http->queue, &http->target);
	r = fill_target(&http->target, channel, secret, err);
	if (r == 0)
		*ret = TAKE(http);
	return r;
}

int http_open(const struct carrier_home *home, const struct channel *channel,
	const struct secret *secret, void **ret, struct err *err)
{
	const struct carrier_kind *kind = carrier_find(channel->kind);

	return open_target(home,
		&(struct http_target){.service = kind->http,
			.is_idempotent = kind->is_idempotent},
		channel, secret, ret, err);
}

int http_open_service(const struct carrier_home *home,
	const struct http_service *service, const struct secret *secret,
	void **ret, struct err *err)
{
	static const struct channel none = {0};

	return open_target(home, &(struct http_target){.service = service},
		&none, secret, ret, err);
}

void http_prepare(void *carrier, struct parcel *parcel)
{
	struct http *http = carrier;

	http_queue_prepare(&http->queue, parcel);
}

void http_send(void *carrier, struct parcel *parcel)
{
	struct http *http = carrier;

	parcel->home = &http->home;
	if (!parcel->draft)
		http_queue_prepare(&http->queue, parcel);
	http_thread_send(http->home.http, &http->queue, parcel);
}

void http_cut(void *carrier)
{
	struct http *http = carrier;

	http_thread_cut(http->home.http, &http->queue);
}
