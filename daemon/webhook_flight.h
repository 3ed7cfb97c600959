/*
 * One webhook on its way: the HTTP request of one parcel.
 *
 * No redirects, no cookies, no netrc; HTTP/1.1 only, since HTTP/2 sends a
 * refused stream again in silence; addresses are checked at each socket.
 */
#pragma once

#include "daemon/carrier.h"
#include "daemon/webhook_sign.h"

#include <curl/curl.h>

/* Where to, as the secret file says. */
struct webhook_target {
	char *url, *token, *ca_file, *proxy;
	struct webhook_sign_key key, old_key;
	bool allow_http, allow_private, is_cloudevent;
	long timeout_s;
};

struct webhook_flight {
	const struct webhook_target *target;
	struct parcel *parcel;
	struct loop_curl *curl;
	/* Called once from the event loop; then the flight may be freed. */
	void (*landed)(struct webhook_flight *flight,
		const struct carrier_result *result, void *userdata);
	void *userdata;
	CURL *easy;
	struct curl_slist *headers;
	struct str answer;
	bool is_forbidden;
	struct webhook_flight *next; /* the owner's */
};

/* Begins; the members up to userdata are set by the caller, the others zero.
 * false: it cannot; landed is not called. */
bool webhook_flight_start(struct webhook_flight *flight);

/* Ends it without landed being called. */
void webhook_flight_stop(struct webhook_flight *flight);

/* After either end. */
void webhook_flight_free(struct webhook_flight *flight);
