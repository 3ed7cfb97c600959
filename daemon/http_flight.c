/* One HTTP request on its way. */
#include "daemon/http_flight.h"

#include "base/clock.h"
#include "daemon/http.h"
#include "daemon/reach.h"

#include <stdlib.h>
#include <string.h>

enum {
	ANSWER_MAX = 64 * 1024, /* more is not read */
	CONNECT_S = 10,
	STALL_S = 15,
};

/* The value of a header of the answer; NULL: there is none. */
static const char *header_of(CURL *easy, const char *name)
{
	struct curl_header *header;

	return curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &header) ==
			       CURLHE_OK
		       ? header->value
		       : NULL;
}

void http_flight_judge(
	struct http_flight *flight, CURLcode code, struct carrier_result *ret)
{
	const struct http_target *target = flight->target;
	struct http_answer answer = {
		.code = code,
		.is_forbidden = flight->is_forbidden,
		.retry_after = header_of(flight->easy, "Retry-After"),
		.date = header_of(flight->easy, "Date"),
		.body = str_get(&flight->answer),
		.now = clock_now(),
		.url = str_get(&flight->parcel->draft->url),
		.token = target->token,
		.secret = target->secret,
	};
	curl_off_t sent = 0;

	(void)curl_easy_getinfo(
		flight->easy, CURLINFO_RESPONSE_CODE, &answer.status);
	(void)curl_easy_getinfo(flight->easy, CURLINFO_SIZE_UPLOAD_T, &sent);
	answer.is_sent = sent > 0;
	if (flight->parcel->is_trial)
		http_answer_judge_trial(&answer, ret);
	else
		target->service->judge(&answer, ret);
}

/* Keeps the beginning; a flood ends the transfer. */
static size_t on_answer(char *bytes, size_t size, size_t n, void *userdata)
{
	struct http_flight *flight = userdata;

	n *= size;
	if (flight->answer.len + n > ANSWER_MAX)
		return 0;
	str_add_n(&flight->answer, bytes, n);
	return n;
}

static curl_socket_t on_open(
	void *userdata, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct http_flight *flight = userdata;
	const struct http_target *target = flight->target;

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

/* Texts are copied by curl; what is not there is left as curl has it. */
static bool set_text(CURL *easy, CURLoption option, const char *text)
{
	return !text || curl_easy_setopt(easy, option, text) == CURLE_OK;
}

/* What is the same for all requests to a target. */
static bool set_target(const struct http_flight *flight)
{
	const struct http_target *target = flight->target;
	CURL *e = flight->easy;

	return set_text(e, CURLOPT_PROTOCOLS_STR,
		       target->allow_http ? "https,http" : "https") &&
	       set_text(e, CURLOPT_PROXY, target->proxy ? target->proxy : "") &&
	       set_text(e, CURLOPT_CAINFO, target->ca_file) &&
	       set_text(e, CURLOPT_USERAGENT, "nudge/" VERSION) &&
	       set_text(e, CURLOPT_XOAUTH2_BEARER, target->token);
}

static bool set_limits(const struct http_flight *flight)
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
		{CURLOPT_FRESH_CONNECT, !flight->target->is_idempotent},
		{CURLOPT_FORBID_REUSE, !flight->target->is_idempotent},
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
static bool set_callbacks(struct http_flight *flight)
{
	CURL *e = flight->easy;
	CURLcode c[] = {
		curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, on_answer),
		curl_easy_setopt(e, CURLOPT_WRITEDATA, flight),
		curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, on_open),
		curl_easy_setopt(e, CURLOPT_OPENSOCKETDATA, flight),
		curl_easy_setopt(e, CURLOPT_PRIVATE, flight),
	};

	for (size_t i = 0; i < ARRAY_LEN(c); i++)
		if (c[i] != CURLE_OK)
			return false;
	return true;
}

static bool set_draft(const struct http_flight *flight)
{
	const struct http_draft *draft = flight->parcel->draft;
	const struct str *body =
		draft->body.len > 0 ? &draft->body : &flight->parcel->body;
	CURL *e = flight->easy;

	return curl_easy_setopt(e, CURLOPT_POSTFIELDSIZE_LARGE,
		       (curl_off_t)body->len) == CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_POSTFIELDS, body->data) ==
		       CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_HTTPHEADER, draft->lines) ==
		       CURLE_OK;
}

/* A HEAD without a key.  The handle is of no use for others afterwards. */
static bool set_trial(const struct http_flight *flight)
{
	CURL *e = flight->easy;

	return curl_easy_setopt(e, CURLOPT_HTTPAUTH, CURLAUTH_NONE) ==
		       CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_NOBODY, 1L) == CURLE_OK;
}

static bool open_easy(struct http_flight *flight)
{
	if (flight->easy)
		return true;
	flight->easy = curl_easy_init();
	if (flight->easy && set_target(flight) && set_limits(flight) &&
		set_callbacks(flight))
		return true;
	curl_easy_cleanup(flight->easy);
	flight->easy = NULL;
	return false;
}

bool http_flight_load(struct http_flight *flight, struct parcel *parcel)
{
	flight->parcel = parcel;
	return open_easy(flight) &&
	       set_text(flight->easy, CURLOPT_URL,
		       str_get(&parcel->draft->url)) &&
	       (parcel->is_trial ? set_trial(flight) : set_draft(flight));
}

void http_flight_rest(struct http_flight *flight)
{
	str_reset(&flight->answer);
	flight->is_forbidden = false;
	flight->parcel = NULL;
}

void http_flight_free(struct http_flight *flight)
{
	curl_easy_cleanup(flight->easy);
	str_done(&flight->answer);
	free(flight);
}
