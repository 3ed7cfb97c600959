/* One subscription's calendar, as it is now. */
#pragma once

#include "base/str.h"
#include "core/civil.h"
#include "core/zone.h"
#include "store/feed_token.h"

struct feed_body {
	struct str text;
	const struct zone *zone; /* of the rep; borrowed */
	struct civil_date today; /* in it */
	int64_t changed_at;      /* newest visible change or last midnight */
};
void feed_body_done(struct feed_body *body);
#define AUTO_FEED_BODY CLEANUP(feed_body_done) struct feed_body

/* -ENOENT without a sentence: its rep or account is gone. */
NUDGE_CHECK int feed_body_make(struct db *db, const struct feed_token *token,
	int64_t now, struct feed_body *ret, struct err *err);
