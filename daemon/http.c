/* Carrying over HTTP. */
#include "daemon/http.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { TIMEOUT_S = 30, TIMEOUT_MAX_S = 3600 };

struct http {
	struct carrier_home home;
	struct http_target target;
	struct http_flight *flights, *resting;
	int n_flights;
	struct parcel *line, **line_end; /* that wait for one to land */
};

static void free_resting(struct http *http)
{
	while (http->resting) {
		struct http_flight *next = http->resting->next;

		http_flight_free(http->resting);
		http->resting = next;
	}
}

void http_close(void *carrier)
{
	struct http *http = carrier;

	if (!http)
		return;
	free_resting(http);
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
	if (target->timeout_s < 1 || target->timeout_s > TIMEOUT_MAX_S)
		return err_set(err, -ERANGE,
			N_("timeout_s is %s; it must be 1 to 3600"),
			STR_INT(target->timeout_s));
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
	http->line_end = &http->line;
	http->target = *service;
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

static void depart(struct http *http, struct parcel *parcel);

static void depart_next(struct http *http)
{
	struct parcel *parcel = http->line;

	if (!parcel || http->n_flights == HTTP_FLIGHTS)
		return;
	http->line = TAKE(parcel->next);
	if (!http->line)
		http->line_end = &http->line;
	depart(http, parcel);
}

/* Takes the flight off the list and gives its parcel back. */
static void on_landed(struct http_flight *flight,
	const struct carrier_result *result, void *userdata)
{
	struct http *http = userdata;
	struct parcel *parcel = flight->parcel;
	struct http_flight **p = &http->flights;

	while (*p != flight)
		p = &(*p)->next;
	*p = flight->next;
	http->n_flights--;
	http_flight_rest(flight);
	flight->next = http->resting;
	http->resting = flight;
	http->home.done(parcel, result, http->home.userdata);
	depart_next(http);
	/* Idle, there is nothing to keep them for. */
	if (http->n_flights == 0)
		free_resting(http);
}

/* One that rests, or a new one. */
static struct http_flight *take_flight(struct http *http)
{
	struct http_flight *flight = http->resting;

	if (flight) {
		http->resting = flight->next;
		return flight;
	}
	flight = calloc(1, sizeof(*flight));
	if (flight)
		*flight = (struct http_flight){
			.target = &http->target,
			.curl = http->home.curl,
			.landed = on_landed,
			.userdata = http,
		};
	return flight;
}

static void depart(struct http *http, struct parcel *parcel)
{
	static const struct carrier_result no_memory = {
		.class = CARRIER_TEMPORARY,
		.phase = "connect",
		.detail = "not enough memory, or libcurl lacks what the "
			  "channel asks for",
	};
	struct http_flight *flight = take_flight(http);

	if (!flight) {
		http->home.done(parcel, &no_memory, http->home.userdata);
		depart_next(http);
		return;
	}
	flight->parcel = parcel;
	flight->next = http->flights;
	http->flights = flight;
	http->n_flights++;
	if (!http_flight_start(flight))
		on_landed(flight, &no_memory, http);
}

void http_send(void *carrier, struct parcel *parcel)
{
	struct http *http = carrier;

	*http->line_end = parcel;
	http->line_end = &parcel->next;
	depart_next(http);
}

/* What stands in line has never left. */
static void give_back(struct http *http)
{
	static const struct carrier_result stayed = {.class = CARRIER_STAYED};
	struct parcel *parcel = TAKE(http->line);

	http->line_end = &http->line;
	while (parcel) {
		struct parcel *next = TAKE(parcel->next);

		http->home.done(parcel, &stayed, http->home.userdata);
		parcel = next;
	}
}

void http_cut(void *carrier)
{
	static const struct carrier_result stopped = {
		.class = CARRIER_UNCERTAIN,
		.phase = "answer",
		.detail = "nudged ended before the answer came",
	};
	struct http *http = carrier;

	give_back(http);
	while (http->flights) {
		http_flight_stop(http->flights);
		on_landed(http->flights, &stopped, http);
	}
}
