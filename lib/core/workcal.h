/*
 * Working calendars: which days are open for whom.
 *
 * A calendar is a week pattern plus exceptions: closed days, make-up working
 * days (调休) and soft days (bridge days, August), from a national or company
 * list.  The days of a contact are open when the rep's and the account's
 * calendars are both open.  Source: DESIGN.md "Working calendars".
 */
#pragma once

#include "core/civil.h"

#include <stddef.h>

enum day_kind { DAY_CLOSED, DAY_MAKEUP, DAY_OPEN, DAY_SOFT, DAY_KIND_N };
extern const char *const workcal_kind[DAY_KIND_N]; /* closed makeup open soft */

/* Whose exceptions a calendar holds; the first that knows a day decides. */
enum workcal_layer {
	LAYER_REP, /* a rep's leave */
	LAYER_COMPANY,
	LAYER_NATIONAL,
	LAYER_N
};
extern const char *const workcal_layer[LAYER_N]; /* rep company national */

/* One exception, from a list. */
struct workcal_day {
	struct civil_date date;
	enum day_kind kind;
};

/*
 * One calendar.  days is sorted by date; a date may occur once as
 * closed/makeup/open and once as soft.  The arrays belong to whoever built
 * the calendar (store/calendar.h).
 */
struct workcal {
	uint8_t week; /* bit (1 << weekday) set: open by the week pattern */
	const struct workcal_day *days;
	size_t n_days;
	int year_from, year_to; /* years whose list is loaded; others are
				   provisional */
};

/* Seven of o (open) and c (closed), Monday first: "ooooocc".  -EINVAL for
 * anything else. */
enum { WORKCAL_WEEK_TEXT = 8 }; /* bytes, terminator included */
NUDGE_CHECK int workcal_week_parse(const char *s, uint8_t *ret);
char *workcal_week_format(char buf[static WORKCAL_WEEK_TEXT], uint8_t week);

/*
 * The calendars of one contact: the first that knows a day decides, so the
 * order is rep's leave, company, national; NULL where there is none.  The
 * day is open when both sides are.
 */
struct workcal_side {
	const struct workcal *leave;    /* exceptions only, may be NULL */
	const struct workcal *company;  /* exceptions only, may be NULL */
	const struct workcal *national; /* may be NULL: Mon-Fri */
};

struct workcal_pair {
	struct workcal_side rep, account;
};

/* Is date open on this side?  makeup: may it be a make-up working day? */
bool workcal_side_open(
	const struct workcal_side *side, struct civil_date date, bool makeup);

/* Does a list of this side name the day (else the week decides)? */
bool workcal_side_exception(
	const struct workcal_side *side, struct civil_date date);

/* Is date open for rep and account both? */
bool workcal_open(
	const struct workcal_pair *pair, struct civil_date date, bool makeup);

/* Is date soft (better not for meeting, visit or first call) on a side? */
bool workcal_soft(const struct workcal_pair *pair, struct civil_date date);

/* Is the list of date's year missing on a side that has a national list? */
bool workcal_provisional(
	const struct workcal_pair *pair, struct civil_date date);

enum { WORKCAL_SEARCH_DAYS = 60 }; /* how far an open day is looked for */

/*
 * The first open day on or after (forward), or on or before (back) date,
 * within WORKCAL_SEARCH_DAYS; *ret is then set and 0 returned.  -ENODATA:
 * none in reach, *ret = date, which the caller flags.
 */
int workcal_forward(const struct workcal_pair *pair, struct civil_date date,
	bool makeup, struct civil_date *ret);
int workcal_back(const struct workcal_pair *pair, struct civil_date date,
	bool makeup, struct civil_date *ret);

/*
 * workcal_add - n working days after date (n >= 0): +0 from a closed day is
 * the next open day, +1 the one after that.  n < 0 counts back.  One side
 * (the owner's tolerance) or both.  -ENODATA as above.
 */
int workcal_add(const struct workcal_pair *pair, struct civil_date date, int n,
	bool makeup, struct civil_date *ret);
int workcal_side_add(const struct workcal_side *side, struct civil_date date,
	int n, struct civil_date *ret);

/* The first working day of the side behind date, which may be closed itself:
 * from a Sunday, Monday.  -ENODATA as above. */
int workcal_side_next(const struct workcal_side *side, struct civil_date date,
	struct civil_date *ret);

/* Working days of the side after a, up to and including b (0 if b <= a). */
int workcal_side_between(const struct workcal_side *side, struct civil_date a,
	struct civil_date b);
