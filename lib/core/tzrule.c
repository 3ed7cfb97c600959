/* POSIX TZ rules: parsing, and the instants of a year's two changes. */
#include "core/tzrule.h"

#include "core/civil.h"

#include <errno.h>
#include <string.h>

enum { DAY_S = 86400, CHANGE_DEFAULT_S = 2 * 3600 };

/* What is left to read; every scan_… moves s on success only. */
struct scan {
	const char *s, *end;
};

static bool scan_char(struct scan *in, char c)
{
	if (in->s == in->end || *in->s != c)
		return false;
	in->s++;
	return true;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* One to three digits, from low to high. */
static bool scan_number(struct scan *in, int low, int high, int *ret)
{
	const char *s = in->s;
	int value = 0;

	while (s < in->end && s - in->s < 3 && is_digit(*s))
		value = value * 10 + (*s++ - '0');
	if (s == in->s || value < low || value > high)
		return false;
	in->s = s;
	*ret = value;
	return true;
}

/* [+-]hh[:mm[:ss]] */
static bool scan_time(struct scan *in, int max_hours, int32_t *ret)
{
	bool minus = scan_char(in, '-');
	int h, m = 0, s = 0;

	if (!minus)
		scan_char(in, '+');
	if (!scan_number(in, 0, max_hours, &h))
		return false;
	if (scan_char(in, ':')) {
		if (!scan_number(in, 0, 59, &m))
			return false;
		if (scan_char(in, ':') && !scan_number(in, 0, 59, &s))
			return false;
	}
	*ret = (h * 60 + m) * 60 + s;
	if (minus)
		*ret = -*ret;
	return true;
}

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* "CET" or "<+0330>"; the name itself is of no use here. */
static bool scan_name(struct scan *in)
{
	bool quoted = scan_char(in, '<');
	const char *start = in->s;

	while (in->s < in->end &&
		(is_letter(*in->s) ||
			(quoted && (is_digit(*in->s) || *in->s == '+' ||
					   *in->s == '-'))))
		in->s++;
	return in->s - start >= 3 && (!quoted || scan_char(in, '>'));
}

/* POSIX counts west of Greenwich as positive. */
static bool scan_offset(struct scan *in, int32_t *ret)
{
	int32_t west;

	if (!scan_time(in, 24, &west))
		return false;
	*ret = -west;
	return true;
}

static bool scan_day(struct scan *in, struct tzrule_change *ret)
{
	if (scan_char(in, 'J')) {
		ret->form = TZRULE_JULIAN;
		return scan_number(in, 1, 365, &ret->day);
	}
	if (scan_char(in, 'M')) {
		ret->form = TZRULE_MONTH;
		return scan_number(in, 1, 12, &ret->month) &&
		       scan_char(in, '.') &&
		       scan_number(in, 1, 5, &ret->week) &&
		       scan_char(in, '.') && scan_number(in, 0, 6, &ret->day);
	}
	ret->form = TZRULE_DAY;
	return scan_number(in, 0, 365, &ret->day);
}

static bool scan_change(struct scan *in, struct tzrule_change *ret)
{
	if (!scan_char(in, ',') || !scan_day(in, ret))
		return false;
	ret->second = CHANGE_DEFAULT_S;
	return !scan_char(in, '/') || scan_time(in, 167, &ret->second);
}

int tzrule_parse(const char *s, size_t size, struct tzrule *ret)
{
	struct scan in = {s, s + size};
	struct tzrule rule = {0};

	if (!scan_name(&in) || !scan_offset(&in, &rule.std_s))
		return -EBADMSG;
	if (in.s < in.end) {
		rule.has_dst = true;
		if (!scan_name(&in))
			return -EBADMSG;
		rule.dst_s = rule.std_s + 3600;
		if (in.s < in.end && *in.s != ',' &&
			!scan_offset(&in, &rule.dst_s))
			return -EBADMSG;
		if (!scan_change(&in, &rule.start) ||
			!scan_change(&in, &rule.end) || in.s != in.end)
			return -EBADMSG;
	}
	*ret = rule;
	return 0;
}

static int32_t day_number(int year, int month, int day)
{
	return civil_days((struct civil_date){
		(int16_t)year, (uint8_t)month, (uint8_t)day});
}

/* The day of a Mm.w.d change. */
static int32_t month_day(const struct tzrule_change *change, int year)
{
	int32_t first = day_number(year, change->month, 1);
	int32_t next = change->month == 12
			       ? day_number(year + 1, 1, 1)
			       : day_number(year, change->month + 1, 1);
	int weekday = ((first + 4) % 7 + 7) % 7; /* 0 = Sunday */
	int32_t day = first + (change->day - weekday + 7) % 7 +
		      7 * (change->week - 1);

	return day < next ? day : day - 7; /* "fifth" means last */
}

static int32_t change_day(const struct tzrule_change *change, int year)
{
	int32_t first = day_number(year, 1, 1);
	int32_t march = day_number(year, 3, 1);

	switch (change->form) {
	case TZRULE_JULIAN:
		return change->day >= 60 ? march + change->day - 60
					 : first + change->day - 1;
	case TZRULE_DAY:
		return first + change->day;
	case TZRULE_MONTH:
		break;
	}
	return month_day(change, year);
}

/* The stretches of three years, in order of their starts. */
struct changes {
	struct tzspan span[6];
	size_t n;
};

/* Equal starts keep the order in which they came: a rule for summer time all
 * year ends at the instant at which the next year's begins. */
static void add_change(struct changes *c, int64_t at, int32_t offset_s)
{
	size_t i = c->n++;

	for (; i > 0 && c->span[i - 1].start > at; i--)
		c->span[i] = c->span[i - 1];
	c->span[i] = (struct tzspan){.start = at, .offset_s = offset_s};
}

static int64_t change_at(
	const struct tzrule_change *change, int year, int32_t offset_before_s)
{
	return (int64_t)change_day(change, year) * DAY_S + change->second -
	       offset_before_s;
}

/* The year around the instant; a day off at its ends does no harm, since the
 * years on both sides are looked at too. */
static int year_near(int64_t at)
{
	struct civil_date date = civil_from_days((int32_t)(at / DAY_S));

	if (!civil_is_none(date))
		return date.year;
	return at < 0 ? 0 : 10000;
}

struct tzspan tzrule_span(const struct tzrule *rule, int64_t at)
{
	struct tzspan span = {INT64_MIN, INT64_MAX, rule->std_s};
	struct changes c = {.n = 0};
	int year = year_near(at);

	if (!rule->has_dst)
		return span;
	for (int y = year - 1; y <= year + 1; y++) {
		add_change(&c, change_at(&rule->start, y, rule->std_s),
			rule->dst_s);
		add_change(
			&c, change_at(&rule->end, y, rule->dst_s), rule->std_s);
	}
	for (size_t i = 0; i < c.n; i++) {
		if (c.span[i].start > at) {
			span.end = c.span[i].start;
			break;
		}
		span.start = c.span[i].start;
		span.offset_s = c.span[i].offset_s;
	}
	return span;
}
