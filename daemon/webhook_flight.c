/* One webhook on its way. */
#include "daemon/webhook_flight.h"

#include "base/clock.h"
#include "daemon/loop_curl.h"
#include "daemon/reach.h"
#include "daemon/webhook_answer.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
	ANSWER_MAX = 64 * 1024, /* more is not read */
	CONNECT_S = 10,
	STALL_S = 15,
};

/* What stands behind the host of a URL, "" where that is nothing. */
static const char *path_of(const char *url)
{
	const char *host = strstr(url, "://");
	const char *path = host ? strpbrk(host + 3, "/?") : NULL;

	return path && path[1] ? path : "";
}

/* The beginning of the answer, unless it repeats what is secret: many
 * servers say "Cannot POST /the/whole/path". */
static const char *quotable(const struct webhook_flight *flight)
{
	const struct webhook_target *target = flight->target;
	const char *answer = str_get(&flight->answer);
	const char *path = path_of(target->url);

	if ((*path && strstr(answer, path)) ||
		(target->token && strstr(answer, target->token)))
		return "";
	return answer;
}

static void on_end(CURL *easy, CURLcode code, void *userdata)
{
	struct webhook_flight *flight = userdata;
	struct webhook_answer answer = {
		.code = code,
		.is_forbidden = flight->is_forbidden,
		.body = quotable(flight),
		.now = clock_now(),
	};
	struct curl_header *retry;
	struct carrier_result result;
	curl_off_t sent = 0;

	(void)curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &answer.status);
	(void)curl_easy_getinfo(easy, CURLINFO_SIZE_UPLOAD_T, &sent);
	answer.is_sent = sent > 0;
	if (curl_easy_header(easy, "Retry-After", 0, CURLH_HEADER, -1,
		    &retry) == CURLHE_OK)
		answer.retry_after = retry->value;
	webhook_answer_judge(&answer, &result);
	flight->landed(flight, &result, flight->userdata);
}

/* Keeps the beginning; a flood ends the transfer. */
static size_t on_answer(char *bytes, size_t size, size_t n, void *userdata)
{
	struct webhook_flight *flight = userdata;

	n *= size;
	if (flight->answer.len + n > ANSWER_MAX)
		return 0;
	str_add_n(&flight->answer, bytes, n);
	return n;
}

static curl_socket_t on_open(
	void *userdata, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct webhook_flight *flight = userdata;
	const struct webhook_target *target = flight->target;

	(void)purpose;
	/* With a proxy only the proxy is seen, which is the
	 * administrator's. */
	if (!target->allow_private && !target->proxy &&
		!reach_is_public(&address->addr)) {
		flight->is_forbidden = true;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC,
		address->protocol);
}

static bool add_header(struct webhook_flight *flight, const char *line)
{
	struct curl_slist *more = curl_slist_append(flight->headers, line);

	if (more)
		flight->headers = more;
	return more;
}

static void add_signatures(
	struct str *line, const struct webhook_flight *flight, int64_t at)
{
	const struct webhook_sign_key *keys[] = {
		&flight->target->key, &flight->target->old_key};
	const struct parcel *parcel = flight->parcel;

	str_add(line, "webhook-signature:");
	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		if (keys[i]->n == 0)
			continue;
		str_add_char(line, ' ');
		webhook_sign(line, keys[i], parcel->id, at, &parcel->body);
	}
}

static bool add_headers(struct webhook_flight *flight)
{
	AUTO_STR id = {0};
	AUTO_STR time = {0};
	AUTO_STR signatures = {0};
	int64_t at = clock_now();

	str_addf(&id, "webhook-id: %s", flight->parcel->id);
	str_addf(&time, "webhook-timestamp: %" PRId64, at);
	add_signatures(&signatures, flight, at);
	return str_error(&id) == 0 && str_error(&time) == 0 &&
	       str_error(&signatures) == 0 &&
	       add_header(flight,
		       flight->target->is_cloudevent
			       ? "Content-Type: application/cloudevents+json;"
				 " charset=utf-8"
			       : "Content-Type: application/json;"
				 " charset=utf-8") &&
	       add_header(flight, "Expect:") &&
	       add_header(flight, str_get(&id)) &&
	       add_header(flight, str_get(&time)) &&
	       (flight->target->key.n == 0 ||
		       add_header(flight, str_get(&signatures)));
}

/* Texts are copied by curl; what is not there is left as curl has it. */
static bool set_text(CURL *easy, CURLoption option, const char *text)
{
	return !text || curl_easy_setopt(easy, option, text) == CURLE_OK;
}

static bool set_target(const struct webhook_flight *flight)
{
	const struct webhook_target *target = flight->target;
	CURL *e = flight->easy;

	return set_text(e, CURLOPT_URL, target->url) &&
	       set_text(e, CURLOPT_PROTOCOLS_STR,
		       target->allow_http ? "https,http" : "https") &&
	       set_text(e, CURLOPT_PROXY, target->proxy ? target->proxy : "") &&
	       set_text(e, CURLOPT_CAINFO, target->ca_file) &&
	       set_text(e, CURLOPT_USERAGENT, "nudge/" VERSION) &&
	       set_text(e, CURLOPT_XOAUTH2_BEARER, target->token);
}

static bool set_limits(const struct webhook_flight *flight)
{
	CURL *e = flight->easy;
	const struct {
		CURLoption option;
		long value;
	} limits[] = {
		{CURLOPT_FOLLOWLOCATION, 0},
		{CURLOPT_HTTPAUTH,
			(long)(flight->target->token ? CURLAUTH_BEARER
						     : CURLAUTH_NONE)},
		{CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2},
		{CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1},
		{CURLOPT_CONNECTTIMEOUT, CONNECT_S},
		{CURLOPT_TIMEOUT, flight->target->timeout_s},
		{CURLOPT_LOW_SPEED_LIMIT, 1},
		{CURLOPT_LOW_SPEED_TIME, STALL_S},
		{CURLOPT_NOSIGNAL, 1},
		{CURLOPT_QUICK_EXIT, 1},
	};

	for (size_t i = 0; i < ARRAY_LEN(limits); i++)
		if (curl_easy_setopt(e, limits[i].option, limits[i].value) !=
			CURLE_OK)
			return false;
	return true;
}

/* curl_easy_setopt() checks types by macros, hence one call each. */
static bool set_body(struct webhook_flight *flight)
{
	CURL *e = flight->easy;
	CURLcode c[] = {
		curl_easy_setopt(e, CURLOPT_POSTFIELDSIZE_LARGE,
			(curl_off_t)flight->parcel->body.len),
		curl_easy_setopt(
			e, CURLOPT_POSTFIELDS, flight->parcel->body.data),
		curl_easy_setopt(e, CURLOPT_HTTPHEADER, flight->headers),
		curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, on_answer),
		curl_easy_setopt(e, CURLOPT_WRITEDATA, flight),
		curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, on_open),
		curl_easy_setopt(e, CURLOPT_OPENSOCKETDATA, flight),
	};

	for (size_t i = 0; i < ARRAY_LEN(c); i++)
		if (c[i] != CURLE_OK)
			return false;
	return true;
}

bool webhook_flight_start(struct webhook_flight *flight)
{
	flight->easy = curl_easy_init();
	return flight->easy && add_headers(flight) && set_target(flight) &&
	       set_limits(flight) && set_body(flight) &&
	       loop_curl_start(flight->curl, flight->easy, on_end, flight) == 0;
}

void webhook_flight_stop(struct webhook_flight *flight)
{
	loop_curl_stop(flight->curl, flight->easy);
}

void webhook_flight_free(struct webhook_flight *flight)
{
	curl_easy_cleanup(flight->easy);
	curl_slist_free_all(flight->headers);
	str_done(&flight->answer);
	free(flight);
}
