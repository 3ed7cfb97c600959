/*
 * One HTTP request on its way: that of one parcel at a time.
 *
 * No redirects, no cookies, no netrc; HTTP/1.1 only, since HTTP/2 sends a
 * refused stream again in silence; addresses are checked at each socket.
 * Where the receiver does not know a repeat, each request has a connection of
 * its own: libcurl sends a POST again by itself when one it kept turns out to
 * be dead.
 */
#pragma once

#include "daemon/carrier.h"
#include "daemon/http_answer.h"

#include <curl/curl.h>
#include <openssl/evp.h>

struct http_service;

enum { HTTP_SIGNING_KEYS = 2 };

/* Where to and with what, as secret file and row say.  NULL: not there. */
struct http_target {
	const struct http_service *service;
	char *url, *token, *secret, *secret_old, *ca_file, *proxy;
	char *format;
	EVP_MAC_CTX *keys[HTTP_SIGNING_KEYS]; /* as the service made them of
						 secret and secret_old */
	bool allow_http, allow_private;
	bool is_idempotent; /* the receiver knows a repeat */
	long timeout_s;
};

void http_target_done(struct http_target *target);

/* What is sent. */
enum { HTTP_HEADERS = 4 };
struct http_request {
	struct str url;
	const char *content_type;
	struct str headers[HTTP_HEADERS]; /* whole lines; empty: none */
	struct str body;                  /* empty: the parcel's */
};

void http_request_done(struct http_request *request);
#define AUTO_HTTP_REQUEST CLEANUP(http_request_done) struct http_request

struct http_queue;

struct http_flight {
	const struct http_target *target; /* set by the owner, as queue */
	struct http_queue *queue;
	struct parcel *parcel;
	CURL *easy; /* its CURLOPT_PRIVATE is the flight */
	struct http_request request;
	struct curl_slist *headers;
	struct str answer;
	bool is_forbidden;
	struct http_flight *next; /* the owner's */
};

/* Makes the request of a parcel that leaves at that second UTC, ready for a
 * multi.  false: it cannot. */
bool http_flight_prepare(
	struct http_flight *flight, struct parcel *parcel, int64_t at);

/* What came of it, once it is out of the multi. */
void http_flight_judge(
	struct http_flight *flight, CURLcode code, struct carrier_result *ret);

/* Behind either: made ready for another parcel to the same target, which
 * costs libcurl a quarter of a new one; or done with. */
void http_flight_rest(struct http_flight *flight);
void http_flight_free(struct http_flight *flight);
