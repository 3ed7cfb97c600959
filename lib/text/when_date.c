/* The day as people type it; the contract is in when_read.h. */
#include "text/when_read.h"

#include "base/str.h"
#include "text/scan.h"

#include <errno.h>

enum unit { UNIT_WORKDAYS, UNIT_DAYS, UNIT_WEEKS, UNIT_MONTHS, UNIT_YEARS };

static int refuse_readings(
	struct reading *r, struct civil_date a, struct civil_date b)
{
	return err_set(r->err, -EINVAL,
		N_("\"%s\" can mean %s or %s; write one of these"), r->typed,
		CIVIL_STR(a), CIVIL_STR(b));
}

static int refuse_range(struct reading *r)
{
	return err_set(r->err, -ERANGE,
		N_("\"%s\" is beyond what can be planned; check the number"),
		r->typed);
}

/* A year, month and day that were typed as such. */
static int give(
	struct reading *r, int year, int month, int day, struct civil_date *ret)
{
	struct civil_date first = {(int16_t)year, (uint8_t)month, 1};

	if (year > 9999)
		return refuse_range(r);
	if (!civil_is_valid(year, month, 1) || day < 1)
		return err_set(r->err, -EINVAL,
			N_("there is no day \"%s\"; a date is written year, "
			   "month, day: %s"),
			r->typed, CIVIL_STR(r->context->today));
	if (!civil_is_valid(year, month, day))
		return err_set(r->err, -EINVAL,
			N_("there is no day \"%s\"; that month ends on %s"),
			r->typed, CIVIL_STR(civil_end_of_month(first)));
	*ret = (struct civil_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
	return 1;
}

/* A day without its year (period 12) or month (period 1): the current one's;
 * where that is past, the next one's would be a guess. */
static int give_this(struct reading *r, int month, int day, int period,
	struct civil_date *ret)
{
	struct civil_date today = r->context->today, d;
	int k = give(r, today.year, month, day, &d);

	if (k < 0)
		return k;
	if (civil_cmp(d, today) < 0)
		return refuse_readings(r, d, civil_add_months(d, period));
	*ret = d;
	return 1;
}

/* 2026-11-20, 2026/11/20, 2026.11.20, 2026年11月20日. */
static int read_year_first(struct reading *r, struct civil_date *ret)
{
	static const char *const first[] = {"-", "/", ".", "年"};
	static const char *const second[] = {"-", "/", ".", "月"};
	const char *p = r->p;
	int year, month, day, sep;

	if (!scan_number(&p, &year) || p - r->p < 4)
		return 0;
	sep = scan_any(&p, first, ARRAY_LEN(first));
	if (sep < 0 || !scan_number(&p, &month) ||
		!scan_text(&p, second[sep]) || !scan_number(&p, &day))
		return 0;
	if (sep == 3 && !scan_text(&p, "日"))
		scan_text(&p, "号");
	r->p = p;
	return give(r, year, month, day, ret);
}

int when_month_name(const char **p)
{
	static const char *const months[] = {"january", "february", "march",
		"april", "may", "june", "july", "august", "september",
		"october", "november", "december"};

	return scan_name(p, months, ARRAY_LEN(months)) + 1;
}

/* 20 Nov, Nov 20, either with a year behind it. */
static int read_month_en(struct reading *r, struct civil_date *ret)
{
	const char *p = r->p, *end;
	int day = 0, year, month;
	bool day_first = scan_number(&p, &day);

	scan_blanks(&p);
	month = when_month_name(&p);
	end = p;
	scan_blanks(&p);
	if (month == 0 || (!day_first && !scan_number(&p, &day)))
		return 0;
	if (!day_first)
		end = p;
	scan_text(&p, ",");
	scan_blanks(&p);
	r->p = p;
	if (scan_number(&p, &year) && p - r->p == 4) {
		r->p = p;
		return give(r, year, month, day, ret);
	}
	r->p = end;
	return give_this(r, month, day, 12, ret);
}

/* 11月20日, 20号; Chinese numbers too. */
static int read_month_zh(struct reading *r, struct civil_date *ret)
{
	static const char *const marks[] = {"日", "号"};
	const char *p = r->p;
	int month, day;

	if (!scan_number_zh(&p, &month))
		return 0;
	if (scan_any(&p, marks, ARRAY_LEN(marks)) >= 0) {
		r->p = p;
		return give_this(r, r->context->today.month, month, 1, ret);
	}
	if (!scan_text(&p, "月") || !scan_number_zh(&p, &day))
		return 0;
	scan_any(&p, marks, ARRAY_LEN(marks));
	r->p = p;
	return give_this(r, month, day, 12, ret);
}

/* How far back a day without a year may lie: a contract signed last month. */
enum { READING_PAST_DAYS = 62 };

/* One reading of a day and a month; without a year, the coming one, or the
 * one that is not long past. */
static struct civil_date reading(
	const struct reading *r, int year, int month, int day)
{
	struct civil_date today = r->context->today;
	struct civil_date d = {(int16_t)(year ? year : today.year),
		(uint8_t)month, (uint8_t)day};

	if (!civil_is_valid(d.year, month, day))
		return (struct civil_date){0};
	if (!year && civil_between(d, today) > READING_PAST_DAYS)
		d = civil_add_months(d, 12);
	return d;
}

/* 03/04, 3.4.2026: the order of day and month differs from country to
 * country, so this always refuses what looks like it. */
static int refuse_pair(struct reading *r)
{
	static const char *const seps[] = {"/", ".", "-"};
	struct civil_date first, second;
	int a, b, year = 0, sep;
	const char *p = r->p;

	if (!scan_number(&p, &a))
		return 0;
	sep = scan_any(&p, seps, ARRAY_LEN(seps));
	if (sep < 0 || !scan_number(&p, &b))
		return 0;
	if (scan_text(&p, seps[sep]) && scan_number(&p, &year) && year < 100)
		year += 2000;
	if (year > 9999)
		return refuse_range(r);
	first = reading(r, year, a, b);
	second = reading(r, year, b, a);
	if (civil_is_none(first) && civil_is_none(second))
		return 0;
	if (civil_is_none(first) || civil_is_none(second) || a == b)
		return err_set(r->err, -EINVAL,
			N_("\"%s\" is read differently in other countries; "
			   "write %s"),
			r->typed, CIVIL_STR(civil_max(first, second)));
	return refuse_readings(r, first, second);
}

/* today, 明天, eom … */
static int read_word(struct reading *r, struct civil_date *ret)
{
	static const struct {
		const char *word;
		int days;
	} words[] = {
		{"today", 0},
		{"tomorrow", 1},
		{"yesterday", -1},
		{"今天", 0},
		{"今日", 0},
		{"明天", 1},
		{"明日", 1},
		{"后天", 2},
		{"大后天", 3},
		{"昨天", -1},
		{"昨日", -1},
		{"前天", -2},
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (scan_word(&r->p, words[i].word)) {
			*ret = civil_add_days(r->context->today, words[i].days);
			return 1;
		}
	}
	if (scan_word(&r->p, "eom") || scan_text(&r->p, "月底") ||
		scan_text(&r->p, "月末")) {
		*ret = civil_end_of_month(r->context->today);
		return 1;
	}
	return 0;
}

/* n units from today. */
static int give_offset(
	struct reading *r, int n, enum unit unit, struct civil_date *ret)
{
	static const struct workcal_pair weekdays;
	const struct workcal_pair *days = r->context->days;
	struct civil_date today = r->context->today, d = {0};
	int k = 0;

	if (n < -9999 || n > 9999)
		return refuse_range(r);
	switch (unit) {
	case UNIT_WORKDAYS:
		r->in_workdays = true;
		k = workcal_add(days ? days : &weekdays, today, n, true, &d);
		break;
	case UNIT_DAYS:
		d = civil_add_days(today, n);
		break;
	case UNIT_WEEKS:
		d = civil_add_days(today, n * 7);
		break;
	case UNIT_MONTHS:
		d = civil_add_months(today, n);
		break;
	case UNIT_YEARS:
		d = civil_add_months(today, n * 12);
		break;
	}
	if (k < 0 || civil_is_none(d))
		return refuse_range(r);
	*ret = d;
	return 1;
}

/* +3d, -2bd. */
static int read_offset(struct reading *r, struct civil_date *ret)
{
	static const struct {
		const char *name;
		enum unit unit;
	} units[] = {
		{"d", UNIT_DAYS},
		{"bd", UNIT_WORKDAYS},
		{"w", UNIT_WEEKS},
		{"m", UNIT_MONTHS},
		{"y", UNIT_YEARS},
	};
	const char *p = r->p;
	bool back = scan_text(&p, "-");
	int n;

	if ((!back && !scan_text(&p, "+")) || !scan_number(&p, &n))
		return 0;
	for (size_t i = 0; i < ARRAY_LEN(units); i++) {
		if (scan_word(&p, units[i].name)) {
			r->p = p;
			return give_offset(
				r, back ? -n : n, units[i].unit, ret);
		}
	}
	return err_set(r->err, -EINVAL,
		N_("\"%s\" lacks a unit; write +3d (days), +2bd (working "
		   "days), +2w, +1m or +1y"),
		r->typed);
}

/* 3天后, 两个工作日后, 2周后, 1个月后. */
static int read_offset_zh(struct reading *r, struct civil_date *ret)
{
	static const char *const names[] = {"个工作日", "工作日", "天", "日",
		"周", "个星期", "星期", "个礼拜", "个月", "年"};
	static const enum unit units[] = {UNIT_WORKDAYS, UNIT_WORKDAYS,
		UNIT_DAYS, UNIT_DAYS, UNIT_WEEKS, UNIT_WEEKS, UNIT_WEEKS,
		UNIT_WEEKS, UNIT_MONTHS, UNIT_YEARS};
	static const char *const after[] = {"之后", "以后", "后"};
	const char *p = r->p;
	int n, i;

	if (!scan_number_zh(&p, &n))
		return 0;
	i = scan_any(&p, names, ARRAY_LEN(names));
	if (i < 0 || scan_any(&p, after, ARRAY_LEN(after)) < 0)
		return 0;
	r->p = p;
	return give_offset(r, n, units[i], ret);
}

int when_dated_read(struct reading *r, struct civil_date *ret)
{
	int k = read_year_first(r, ret);

	if (k == 0)
		k = read_month_en(r, ret);
	if (k == 0)
		k = read_month_zh(r, ret);
	return k > 0 ? when_weekday_agrees(r, *ret) : k;
}

int when_date_read(struct reading *r, struct civil_date *ret)
{
	static int (*const readers[])(struct reading *, struct civil_date *) = {
		read_word, read_offset, read_offset_zh, when_weekday_read,
		when_dated_read};
	int k = 0;

	for (size_t i = 0; k == 0 && i < ARRAY_LEN(readers); i++)
		k = readers[i](r, ret);
	return k ? k : refuse_pair(r);
}
