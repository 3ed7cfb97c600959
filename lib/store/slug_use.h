/* Which slugs are in use. */
#pragma once

#include "store/db.h"

/* Slugs differ among reps, among accounts, and within an account among its
 * contacts. */
enum slug_use { SLUG_USE_REP, SLUG_USE_ACCOUNT, SLUG_USE_CONTACT, SLUG_USE_N };

/* Is slug taken?  1, 0 or a negative errno.  account_id is that of a contact,
 * else 0. */
NUDGE_CHECK int slug_use_is_taken(struct db *db, enum slug_use use,
	int64_t account_id, const char *slug, struct err *err);

/* A number that a slug made of nothing else can carry: the id that the next
 * row will most likely get. */
NUDGE_CHECK int slug_use_number(
	struct db *db, enum slug_use use, int64_t *ret, struct err *err);
