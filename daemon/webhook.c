/* Webhooks. */
#include "daemon/webhook.h"

#include "compose/hook.h"
#include "daemon/webhook_flight.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { TIMEOUT_S = 30, TIMEOUT_MAX_S = 3600, FLIGHTS = 16 };

struct webhook {
	struct carrier_home home;
	struct webhook_target target;
	struct webhook_flight *flights;
};

static void webhook_close(void *carrier)
{
	struct webhook *webhook = carrier;

	if (!webhook)
		return;
	free(webhook->target.url);
	free(webhook->target.token);
	free(webhook->target.ca_file);
	free(webhook->target.proxy);
	explicit_bzero(webhook, sizeof(*webhook));
	free(webhook);
}

static void close_half_open(struct webhook **webhook)
{
	webhook_close(*webhook);
}

/* Is it a URL with a host, and protected unless that was waived? */
static int check_url(const struct webhook *webhook, struct err *err)
{
	const char *url = webhook->target.url;

	if (strncasecmp(url, "https://", 8) == 0 && url[8])
		return 0;
	if (strncasecmp(url, "http://", 7) != 0 || !url[7])
		return err_set(err, -EINVAL,
			N_("the url does not begin with https://"));
	if (!webhook->target.allow_http)
		return err_set(err, -EINVAL,
			N_("the url is not https; \"allow_http\": true in the "
			   "secret file permits it"));
	return 0;
}

static int copy_texts(struct webhook *webhook, const struct secret *secret)
{
	const struct {
		const char *key;
		char **to;
	} texts[] = {
		{"url", &webhook->target.url},
		{"token", &webhook->target.token},
		{"ca_file", &webhook->target.ca_file},
		{"proxy", &webhook->target.proxy},
	};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		if (str_dup(secret_text(secret, texts[i].key), texts[i].to) < 0)
			return -ENOMEM;
	return 0;
}

static bool is_cloudevent(const struct channel *channel)
{
	return channel->format &&
	       strcmp(channel->format, hook_format_name[HOOK_CLOUDEVENTS]) == 0;
}

static int webhook_open(const struct carrier_home *home,
	const struct channel *channel, const struct secret *secret, void **ret,
	struct err *err)
{
	CLEANUP(close_half_open)
	struct webhook *webhook = calloc(1, sizeof(*webhook));
	int r = webhook ? copy_texts(webhook, secret) : -ENOMEM;

	if (r < 0)
		return r;
	webhook->home = *home;
	webhook->target.allow_http = secret_is_yes(secret, "allow_http");
	webhook->target.allow_private = secret_is_yes(secret, "allow_private");
	webhook->target.is_cloudevent = is_cloudevent(channel);
	webhook->target.timeout_s =
		(long)secret_number(secret, "timeout_s", TIMEOUT_S);
	r = check_url(webhook, err);
	if (r == 0 && (webhook->target.timeout_s < 1 ||
			      webhook->target.timeout_s > TIMEOUT_MAX_S))
		r = err_set(err, -ERANGE,
			N_("timeout_s is %s; it must be 1 to 3600"),
			STR_INT(webhook->target.timeout_s));
	if (r == 0)
		r = webhook_sign_parse(secret_text(secret, "secret"),
			&webhook->target.key, err);
	if (r == 0)
		r = webhook_sign_parse(secret_text(secret, "secret_old"),
			&webhook->target.old_key, err);
	if (r == 0)
		*ret = TAKE(webhook);
	return r;
}

static int webhook_pack(
	const struct carrier_job *job, struct parcel *ret, struct err *err)
{
	const struct message *message = job->message;
	json_auto_t *model =
		json_loads(message->model ? message->model : "", 0, NULL);
	struct page_reader reader = {.audience = job->channel->audience};
	int r;

	(void)text_lang_find(message->locale, &reader.lang);
	ret->date = message->created_at;
	wire_id(ret->id, job->instance, message->key);
	r = hook_add(&ret->body, model, &reader,
		&(struct hook_envelope){
			.format = is_cloudevent(job->channel) ? HOOK_CLOUDEVENTS
							      : HOOK_STANDARD,
			.date = ret->date,
			.id = ret->id,
			.instance = job->instance,
		});
	if (r == -E2BIG)
		return err_set(
			err, r, N_("the message is too long for a webhook"));
	if (r == -EINVAL)
		return err_set(err, r,
			N_("this nudged does not understand the message; was "
			   "it queued by a newer one?"));
	return r;
}

/* Takes the flight off the list and gives its parcel back. */
static void on_landed(struct webhook_flight *flight,
	const struct carrier_result *result, void *userdata)
{
	struct webhook *webhook = userdata;
	struct parcel *parcel = flight->parcel;
	struct webhook_flight **p = &webhook->flights;

	while (*p != flight)
		p = &(*p)->next;
	*p = flight->next;
	webhook_flight_free(flight);
	webhook->home.done(parcel, result, webhook->home.userdata);
}

static void webhook_send(void *carrier, struct parcel *parcel)
{
	static const struct carrier_result no_memory = {
		.class = CARRIER_TEMPORARY,
		.phase = "connect",
		.detail = "not enough memory, or libcurl lacks what the "
			  "channel asks for",
	};
	struct webhook *webhook = carrier;
	struct webhook_flight *flight = calloc(1, sizeof(*flight));

	if (!flight) {
		webhook->home.done(parcel, &no_memory, webhook->home.userdata);
		return;
	}
	*flight = (struct webhook_flight){
		.target = &webhook->target,
		.parcel = parcel,
		.curl = webhook->home.curl,
		.landed = on_landed,
		.userdata = webhook,
		.next = webhook->flights,
	};
	webhook->flights = flight;
	if (!webhook_flight_start(flight))
		on_landed(flight, &no_memory, webhook);
}

static void webhook_cut(void *carrier)
{
	static const struct carrier_result stopped = {
		.class = CARRIER_UNCERTAIN,
		.phase = "answer",
		.detail = "nudged ended before the answer came",
	};
	struct webhook *webhook = carrier;

	while (webhook->flights) {
		webhook_flight_stop(webhook->flights);
		on_landed(webhook->flights, &stopped, webhook);
	}
}

static const struct secret_key keys[] = {
	{"url", SECRET_TEXT, true},
	{"secret", SECRET_TEXT, false},
	{"secret_old", SECRET_TEXT, false},
	{"token", SECRET_TEXT, false},
	{"ca_file", SECRET_TEXT, false},
	{"proxy", SECRET_TEXT, false},
	{"allow_http", SECRET_YES, false},
	{"allow_private", SECRET_YES, false},
	{"timeout_s", SECRET_NUMBER, false},
};

const struct carrier_kind webhook_kind = {
	.name = "webhook",
	.keys = keys,
	.n_keys = ARRAY_LEN(keys),
	.backoff = &backoff_http,
	.rate = {.n = 10, .period_us = 1000000, .burst = 10},
	.most = FLIGHTS,
	.drain_s = 10,
	.is_idempotent = true,
	.open = webhook_open,
	.pack = webhook_pack,
	.send = webhook_send,
	.cut = webhook_cut,
	.close = webhook_close,
};
