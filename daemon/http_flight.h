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

#include "daemon/http_answer.h"
#include "daemon/http_draft.h"

struct http_queue;

struct http_flight {
	const struct http_target *target; /* set by the owner, as queue */
	struct http_queue *queue;
	struct parcel *parcel;
	CURL *easy; /* its CURLOPT_PRIVATE is the flight */
	struct str answer;
	bool is_forbidden;
	struct http_flight *next; /* the owner's */
};

/* Readies the request of a parcel for a multi.  false: it cannot be sent. */
bool http_flight_load(struct http_flight *flight, struct parcel *parcel);

/* What came of it, once it is out of the multi. */
void http_flight_judge(
	struct http_flight *flight, CURLcode code, struct carrier_result *ret);

/* Behind either: made ready for another parcel to the same target, which
 * costs libcurl a quarter of a new one; or done with. */
void http_flight_rest(struct http_flight *flight);
void http_flight_free(struct http_flight *flight);
