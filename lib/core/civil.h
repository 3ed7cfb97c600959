/*
 * Civil dates: a day in somebody's calendar, without zone and hour.
 *
 * Proleptic Gregorian, years 1 to 9999; a date set to zero means "none".
 * Everything nudge plans is computed in civil dates and becomes an instant
 * once, in core/zone.h.  Source: DESIGN.md "Dates".
 */
#pragma once

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct civil_date {
	int16_t year;  /* 1..9999; 0 = none */
	uint8_t month; /* 1..12 */
	uint8_t day;   /* 1..31 */
};

enum weekday { MON, TUE, WED, THU, FRI, SAT, SUN };

enum { CIVIL_TEXT = 11 }; /* bytes for "YYYY-MM-DD" and its terminator */

static inline bool civil_is_none(struct civil_date d)
{
	return d.year == 0;
}

/* Is this a day that exists, from 0001-01-01 to 9999-12-31? */
bool civil_is_valid(int year, int month, int day);

/* Days since 1970-01-01 (negative before), and back.  Out of range:
 * civil_from_days gives "none". */
int32_t civil_days(struct civil_date d);
struct civil_date civil_from_days(int32_t days);

/* <0, 0, >0 as a is before, on or after b. */
int civil_cmp(struct civil_date a, struct civil_date b);
struct civil_date civil_max(struct civil_date a, struct civil_date b);
struct civil_date civil_min(struct civil_date a, struct civil_date b);

enum weekday civil_weekday(struct civil_date d);

/* d plus n days; "none" beyond the range. */
struct civil_date civil_add_days(struct civil_date d, int n);

/* Days from a to b. */
int civil_between(struct civil_date a, struct civil_date b);

/*
 * civil_add_months - the day n months after anchor, clamped to the month's
 * last day.  Always counted from the original anchor: 31 Jan, 28 Feb, 31 Mar.
 */
struct civil_date civil_add_months(struct civil_date anchor, int n);

/* The last day of d's month. */
struct civil_date civil_end_of_month(struct civil_date d);

/* "YYYY-MM-DD" in buf, which is returned; "" for none. */
char *civil_format(char buf[static CIVIL_TEXT], struct civil_date d);
#define CIVIL_STR(d) civil_format((char[CIVIL_TEXT]){0}, (d))

/*
 * civil_parse - exactly "YYYY-MM-DD", nothing before or after.
 *
 * -EINVAL with a sentence for another form or a day that does not exist,
 * -ERANGE beyond 9999.
 */
NUDGE_CHECK int civil_parse(
	const char *s, struct civil_date *ret, struct err *err);
