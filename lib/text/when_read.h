/*
 * Inside when_parse(): the parts of what people type.
 *
 * Readers return 1 when they read something, 0 when what follows is not
 * theirs (p unmoved), and a negative errno with a sentence when it is, but
 * cannot be understood without a guess.
 */
#pragma once

#include "text/when.h"

struct reading {
	const char *p;     /* what is left of the folded text */
	const char *typed; /* as the user typed it, for sentences */
	const struct when_context *context;
	bool in_workdays; /* the calendars were asked */
	struct err *err;
};

/* Any day; a day that names its year, month or number; a weekday, alone or
 * in front of such a day; a time. */
NUDGE_CHECK int when_date_read(struct reading *r, struct civil_date *ret);
NUDGE_CHECK int when_dated_read(struct reading *r, struct civil_date *ret);
NUDGE_CHECK int when_weekday_read(struct reading *r, struct civil_date *ret);
NUDGE_CHECK int when_time_read(struct reading *r, int *ret);

/* Reads the weekday that may stand behind d (周五): 1 when there is none or
 * it is d's, else refused. */
NUDGE_CHECK int when_weekday_agrees(struct reading *r, struct civil_date d);

/* The number of the month whose English name, or its beginning, stands at *p;
 * 0: none. */
int when_month_name(const char **p);

/* A month without a day; a year or month that does not exist is not theirs. */
NUDGE_CHECK int when_month_read(struct reading *r, struct civil_date *ret);

/* The refusal of what is neither a month nor a day in it. */
NUDGE_CHECK int when_month_refuse(struct reading *r);
