/*
 * HTTP: what all kinds that post to a URL have in common.
 *
 * This carries: one request per parcel through http_flight, to a public
 * address, over https.  A kind adds what is its own as a struct http_service
 * of pure functions: what its requests look like and what the answers mean.
 *
 * Source: DESIGN.md "Webhooks".
 */
#pragma once

#include "daemon/carrier.h"
#include "daemon/http_answer.h"
#include "daemon/http_draft.h"

struct http_service {
	/* Is what the secret file and the row say usable?  Makes the keys.
	 * NULL: it is, and there are none. */
	int (*open)(struct http_target *target, struct err *err);
	/* Completes a request: address, headers, body.  *ret has the
	 * target's URL and the parcel's body.  NULL: it is complete. */
	void (*dress)(const struct http_target *target,
		const struct parcel *parcel, int64_t now,
		struct http_draft *ret);
	/* What the answer means. */
	void (*judge)(
		const struct http_answer *answer, struct carrier_result *ret);
};

/* The members of struct carrier_kind with these names; the kind has .http. */
NUDGE_CHECK int http_open(const struct carrier_home *home,
	const struct channel *channel, const struct secret *secret, void **ret,
	struct err *err);
/* The same for what is no channel. */
NUDGE_CHECK int http_open_service(const struct carrier_home *home,
	const struct http_service *service, const struct secret *secret,
	void **ret, struct err *err);
void http_prepare(void *carrier, struct parcel *parcel);
void http_send(void *carrier, struct parcel *parcel);
void http_cut(void *carrier);
void http_close(void *carrier);

/* .open, .prepare, .send, .cut, .close and what else they share. */
#define HTTP_CARRIER                                                           \
	.backoff = &backoff_http, .drain_s = 10, .open = http_open,            \
	.prepare = http_prepare, .send = http_send, .cut = http_cut,           \
	.close = http_close
