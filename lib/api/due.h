/* When something is due: a day, or a day and a time of the owner's zone. */
#pragma once

#include "api/planning.h"

struct due {
	struct civil_date date;
	int minute; /* -1: all day */
};

/*
 * due_read - a PARAM_WHEN that lies ahead.
 *
 * Only a time: today.  Past days, and times of today that are past, are
 * refused.  name must be there.
 */
NUDGE_CHECK int due_read(struct planning *p, const char *name, struct due *ret);

/* The same with the times and days of another zone than the owner's. */
NUDGE_CHECK int due_read_in(struct planning *p, const char *name,
	const struct zone *zone, struct due *ret);

/* Sets due, its time and zone, and a window of that one day. */
NUDGE_CHECK int due_set(
	const struct planning *p, const struct due *due, struct touchpoint *tp);

/* Puts "closed_day" {date, rep, account: is it open there?} into the result
 * where date is no working day of both; p has its days (planning_init()). */
NUDGE_CHECK int due_put_closed(struct planning *p, struct civil_date date);
