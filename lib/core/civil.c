/* Days of the proleptic Gregorian calendar, by counting from 1 March: then
 * the leap day is the last of the year and months follow one formula. */
#include "core/civil.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum {
	DAYS_400 = 146097,      /* days in 400 years */
	DAYS_TO_EPOCH = 719468, /* from 0000-03-01 to 1970-01-01 */
	FIRST_DAY = -719162,    /* 0001-01-01 */
	LAST_DAY = 2932896,     /* 9999-12-31 */
};

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
	static const uint8_t days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool civil_is_valid(int year, int month, int day)
{
	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 &&
	       day >= 1 && day <= days_in_month(year, month);
}

static struct civil_date make(int year, int month, int day)
{
	return (struct civil_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
}

int32_t civil_days(struct civil_date d)
{
	int year = d.month <= 2 ? d.year - 1 : d.year;
	int era = (year >= 0 ? year : year - 399) / 400;
	int year_of_era = year - era * 400;
	int day_of_year = (153 * ((d.month + 9) % 12) + 2) / 5 + d.day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 -
			 year_of_era / 100 + day_of_year;

	return era * DAYS_400 + day_of_era - DAYS_TO_EPOCH;
}

struct civil_date civil_from_days(int32_t days)
{
	int z, era, day_of_era, year_of_era, day_of_year, m;

	if (days < FIRST_DAY || days > LAST_DAY)
		return (struct civil_date){0};
	z = days + DAYS_TO_EPOCH;
	era = z / DAYS_400;
	day_of_era = z % DAYS_400;
	year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
			      day_of_era / (DAYS_400 - 1)) /
		      365;
	day_of_year = day_of_era -
		      (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	m = (5 * day_of_year + 2) / 153; /* 0 = March */
	return make(era * 400 + year_of_era + (m >= 10),
		m >= 10 ? m - 9 : m + 3, day_of_year - (153 * m + 2) / 5 + 1);
}

int civil_cmp(struct civil_date a, struct civil_date b)
{
	if (a.year != b.year)
		return a.year - b.year;
	if (a.month != b.month)
		return a.month - b.month;
	return a.day - b.day;
}

struct civil_date civil_max(struct civil_date a, struct civil_date b)
{
	return civil_cmp(a, b) >= 0 ? a : b;
}

struct civil_date civil_min(struct civil_date a, struct civil_date b)
{
	return civil_cmp(a, b) <= 0 ? a : b;
}

enum weekday civil_weekday(struct civil_date d)
{
	/* 0001-01-01 was a Monday. */
	return (enum weekday)((civil_days(d) - FIRST_DAY) % 7);
}

struct civil_date civil_add_days(struct civil_date d, int n)
{
	int64_t days = (int64_t)civil_days(d) + n;

	if (civil_is_none(d) || days < FIRST_DAY || days > LAST_DAY)
		return (struct civil_date){0};
	return civil_from_days((int32_t)days);
}

int civil_between(struct civil_date a, struct civil_date b)
{
	return civil_days(b) - civil_days(a);
}

struct civil_date civil_add_months(struct civil_date anchor, int n)
{
	int64_t months = (int64_t)anchor.year * 12 + anchor.month - 1 + n;
	int year, month, last;

	if (civil_is_none(anchor) || months < 12 || months >= 10000 * 12)
		return (struct civil_date){0};
	year = (int)(months / 12);
	month = (int)(months % 12) + 1;
	last = days_in_month(year, month);
	return make(year, month, anchor.day < last ? anchor.day : last);
}

struct civil_date civil_end_of_month(struct civil_date d)
{
	return make(d.year, d.month, days_in_month(d.year, d.month));
}

char *civil_format(char buf[static CIVIL_TEXT], struct civil_date d)
{
	/* The remainders change no valid date; they show the compiler that
	 * the text fits. */
	if (civil_is_none(d))
		buf[0] = '\0';
	else
		snprintf(buf, CIVIL_TEXT, "%04u-%02u-%02u",
			(unsigned)d.year % 10000, d.month % 100U, d.day % 100U);
	return buf;
}

/* The number in exactly n digits at s; -1 for anything else. */
static int digits(const char *s, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		value = value * 10 + (s[i] - '0');
	}
	return value;
}

/* Does s read like a date with a year of more than four digits? */
static bool is_beyond_9999(const char *s)
{
	size_t n = strspn(s, "0123456789");

	return n > 4 && n <= 9 && s[0] != '0' && s[n] == '-';
}

int civil_parse(const char *s, struct civil_date *ret, struct err *err)
{
	int year, month, day;

	if (is_beyond_9999(s))
		return err_set(err, -ERANGE,
			N_("%s is after 9999-12-31, the last day nudge knows"),
			s);
	if (strlen(s) != 10 || s[4] != '-' || s[7] != '-' ||
		(year = digits(s, 4)) < 0 || (month = digits(s + 5, 2)) < 0 ||
		(day = digits(s + 8, 2)) < 0)
		return err_set(err, -EINVAL,
			N_("%s is not a date; write YYYY-MM-DD, for example "
			   "2026-03-10"),
			s);
	if (!civil_is_valid(year, month, day))
		return err_set(err, -EINVAL, N_("there is no day %s"), s);
	*ret = make(year, month, day);
	return 0;
}
