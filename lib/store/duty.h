/*
 * What nudged must do next.
 *
 * Every question is answered from a small index: the cost grows with what
 * is due, not with what is stored.  Source: DESIGN.md "nudged".
 */
#pragma once

#include "store/rows.h"

enum { DUTY_MAX = 64 }; /* per question; ask again for more */

/* A rep, and since when there is something to do for him. */
struct duty {
	int64_t rep_id;
	int64_t at;
};

struct duty_list {
	struct duty item[DUTY_MAX];
	size_t n;
};

/* Reps whose new day, or brief, is due at now; the earliest first. */
NUDGE_CHECK int duty_rolls(
	struct db *db, int64_t now, struct duty_list *ret, struct err *err);
NUDGE_CHECK int duty_briefs(
	struct db *db, int64_t now, struct duty_list *ret, struct err *err);

/*
 * duty_nudges - reps with a channel who own open timed touchpoints, or come
 * along to meetings, that are to be told at now and of which, in their
 * present gen, no message tells them.
 *
 * Those due more than DUTY_NUDGE_AGE_S ago are left to the brief.
 */
enum { DUTY_NUDGE_AGE_S = 7 * 86400 };
NUDGE_CHECK int duty_nudges(
	struct db *db, int64_t now, struct duty_list *ret, struct err *err);

/* The touchpoints of one rep behind duty_nudges(), the earliest first. */
NUDGE_CHECK int duty_touchpoints(struct db *db, int64_t rep_id, int64_t now,
	struct rows *ret, struct err *err);

/* The earliest of the three after now, INT64_MAX for none. */
NUDGE_CHECK int duty_next(
	struct db *db, int64_t now, int64_t *ret_at, struct err *err);

/* The instant of the newest change or message, 0 for none: a clock before
 * it is not set yet. */
NUDGE_CHECK int duty_newest(struct db *db, int64_t *ret_at, struct err *err);

/* The rules of zones may have changed: compute the instants of open timed
 * touchpoints anew, but for those that are past telling.  Returns how many
 * changed. */
NUDGE_CHECK int duty_refresh_instants(
	struct db *db, int64_t now, struct err *err);
