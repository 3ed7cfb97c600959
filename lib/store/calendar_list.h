/* Working calendars as people look at them. */
#pragma once

#include "store/calendar.h"
#include "store/rows.h"

/* Up to limit calendars with an id above after, by id. */
NUDGE_CHECK int calendar_all(struct db *db, int64_t after, int64_t limit,
	struct rows *ret, struct err *err);

struct calendar_next {
	int64_t calendar_id;
	struct civil_date from;
	int64_t limit;
};

/* The exceptions (struct calendar_day) from a day on, by date. */
NUDGE_CHECK int calendar_next_days(struct db *db,
	const struct calendar_next *next, struct rows *ret, struct err *err);

/* Is it among the calendars of a rep or an account?  1, 0 or a negative
 * errno. */
NUDGE_CHECK int calendar_is_used(
	struct db *db, const char *name, struct err *err);

/* Do two calendars count for the same rep or account?  As above. */
NUDGE_CHECK int calendar_is_beside(
	struct db *db, const char *a, const char *b, struct err *err);

/*
 * calendar_touchpoints - the open touchpoints (struct touchpoint) that a
 * calendar counts for, by due day; each once.
 */
struct calendar_reach {
	const char *name;
	struct civil_date from, to; /* due, both included */
};
NUDGE_CHECK int calendar_touchpoints(struct db *db,
	const struct calendar_reach *reach, struct rows *ret, struct err *err);
