/*
 * Calendar subscriptions over HTTP: found by their secret, rendered when
 * something has changed, kept as bytes with their gzip.
 *
 * Source: DESIGN.md "Calendar feeds".
 */
#pragma once

#include "store/db.h"
#include "web/reply.h"
#include "web/http_request.h"

struct feed_page;

/* rate: fetches of one address an hour; 0: any number. */
NUDGE_CHECK int feed_page_new(
	struct db *db, int64_t rate, struct feed_page **ret, struct err *err);
struct feed_page *feed_page_free(struct feed_page *pages);

/*
 * feed_page_answer - the answer to a GET or HEAD.
 *
 * rest  the path behind "/c/": "TOKEN/NAME.ics".
 *
 * NULL: there is no such address.
 */
struct reply *feed_page_answer(struct feed_page *pages, const char *rest,
	const struct http_request *request, int64_t now);

/* Render all anew at their next fetch: this process has committed, which
 * data_version does not tell, or time zones have other rules. */
void feed_page_outdate(struct feed_page *pages);

/* Writes who has fetched what since the last time. */
NUDGE_CHECK int feed_page_flush(struct feed_page *pages, struct err *err);
