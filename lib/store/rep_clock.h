/*
 * What nudged keeps for each rep: when his next brief and his next new day
 * are due.  Bookkeeping; takes no part in undo.
 *
 * Every local day has its moment, working day or not: whether there is
 * something to tell is decided when it comes, so that a changed calendar
 * needs nothing recomputed.  Source: DESIGN.md "nudged".
 */
#pragma once

#include "core/zone.h"
#include "store/rep.h"

struct rep_clock {
	int64_t rep_id;
	int64_t rep_rev;       /* of the rep it was made for; 0: make it anew */
	int64_t next_brief_at; /* 0: never (the rep is gone) */
	struct civil_date brief_on; /* the last day told or passed over; none
				       for a new rep */
	int64_t missed_at; /* the first brief missed and not told of; 0 = none
			    */
	int64_t back_at;   /* when nudged was there again */
	int64_t next_roll_at;
	struct civil_date rolled_on; /* the day of the last day.roll */
	int64_t reached_at; /* since when there is a channel to tell by; 0:
			       there is none */
};

/* -ENOENT without a sentence: nudged does not know the rep yet. */
NUDGE_CHECK int rep_clock_get(
	struct db *db, int64_t rep_id, struct rep_clock *ret, struct err *err);

/*
 * rep_clock_sync - make the clock of a new or changed rep.
 *
 * A new rep's first brief is at the next brief hour, a new day is due at
 * once.  For one who moved to another zone or hour: never a second brief
 * for one local date; where today's brief was to come yet and its new hour
 * has passed, it is due now; what is due already stays due.  What a clock
 * that was ahead has noted is forgotten: the next brief is at the next brief
 * hour.
 *
 * Returns 0; 1 with a sentence when the rep's zone is not known: he gets no
 * briefs until he is changed.
 */
NUDGE_CHECK int rep_clock_sync(
	struct db *db, const struct rep *rep, int64_t now, struct err *err);

/* The brief of clock->brief_on was told or passed over; the next is the day
 * after.  Writes missed_at and back_at too. */
NUDGE_CHECK int rep_clock_briefed(struct db *db, const struct rep *rep,
	struct rep_clock *clock, struct err *err);

/* The last day that rep_clock_rolled() has written; none: never. */
NUDGE_CHECK int rep_clock_rolled_on(
	struct db *db, int64_t rep_id, struct civil_date *ret, struct err *err);

/* The new day of date was written; the next begins at its midnight. */
NUDGE_CHECK int rep_clock_rolled(struct db *db, const struct rep *rep,
	struct civil_date date, struct err *err);

/* The rules of zones changed: every clock is to be made anew. */
NUDGE_CHECK int rep_clock_expire(struct db *db, struct err *err);

/* Reps whose clock is to be made: new, changed or deleted ones, and those
 * whose next day is further off than any can be. */
NUDGE_CHECK int rep_clock_stale(
	struct db *db, int64_t now, struct rows *ret, struct err *err);

/* Was the day noted by a clock that was ahead?  No journey to another zone
 * sets a local date back by more than a day. */
bool rep_clock_is_ahead(struct civil_date noted, struct civil_date today);
