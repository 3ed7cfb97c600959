/*
 * What nudged must do next.
 *
 * Every question is answered from a small index: the cost grows with what
 * is due, not with what is stored.  Source: DESIGN.md "nudged".
 */
#pragma once

#include "store/db.h"

enum { DUE_MAX = 64 }; /* per question; ask again for more */

struct due {
	int64_t id; /* a rep or a touchpoint */
	int64_t at;
};

struct due_list {
	struct due item[DUE_MAX];
	size_t n;
};

/* Reps whose new day, or brief, is due at now; the earliest first. */
NUDGE_CHECK int due_rolls(
	struct db *db, int64_t now, struct due_list *ret, struct err *err);
NUDGE_CHECK int due_briefs(
	struct db *db, int64_t now, struct due_list *ret, struct err *err);

/*
 * due_nudges - open timed touchpoints that are due at now and of which, in
 * their present gen, no message tells; of owners who have a channel.
 *
 * Those due more than DUE_NUDGE_AGE_S ago are left to the brief.
 */
enum { DUE_NUDGE_AGE_S = 7 * 86400 };
NUDGE_CHECK int due_nudges(
	struct db *db, int64_t now, struct due_list *ret, struct err *err);

/* The earliest of the three after now, INT64_MAX for none. */
NUDGE_CHECK int due_next(
	struct db *db, int64_t now, int64_t *ret_at, struct err *err);

/* The instant of the newest change or message, 0 for none: a clock before
 * it is not set yet. */
NUDGE_CHECK int due_newest(struct db *db, int64_t *ret_at, struct err *err);

/* The rules of zones may have changed: compute the instants of all open
 * timed touchpoints anew.  Returns how many changed. */
NUDGE_CHECK int due_refresh_instants(struct db *db, struct err *err);
