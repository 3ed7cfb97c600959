/* The month as people type it; the contract is in when_read.h. */
#include "text/when_read.h"

#include "base/str.h"
#include "text/scan.h"

#include <errno.h>
#include <stdio.h>

enum { MONTH_TEXT = 12 };

/* "2026-11". */
static const char *format(char buf[static MONTH_TEXT], struct civil_date d)
{
	snprintf(buf, MONTH_TEXT, "%04d-%02d", d.year, d.month);
	return buf;
}

static struct civil_date this_month(const struct reading *r)
{
	struct civil_date d = r->context->today;

	d.day = 1;
	return d;
}

/* A month as it was typed, and where that ends. */
struct typed_month {
	int year, month;
	const char *end;
};

/* 0: there is no such month. */
static int give(struct reading *r, const struct typed_month *typed,
	struct civil_date *ret)
{
	if (!civil_is_valid(typed->year, typed->month, 1))
		return 0;
	r->p = typed->end;
	*ret = (struct civil_date){
		(int16_t)typed->year, (uint8_t)typed->month, 1};
	return 1;
}

static int give_beside_now(
	struct reading *r, const char *end, int months, struct civil_date *ret)
{
	struct civil_date d = civil_add_months(this_month(r), months);

	return give(r, &(struct typed_month){d.year, d.month, end}, ret);
}

/* Four digits. */
static bool scan_year(const char **p, int *ret)
{
	const char *q = *p;
	int year;

	if (!scan_number(&q, &year) || q - *p != 4)
		return false;
	*p = q;
	*ret = year;
	return true;
}

/* next month, 下个月 … */
static int read_beside(struct reading *r, struct civil_date *ret)
{
	static const struct {
		const char *word;
		int months;
	} words[] = {
		{"month after next", 2},
		{"next month", 1},
		{"this month", 0},
		{"last month", -1},
	};
	static const char *const heads[] = {
		"上上", "上", "本", "这", "当", "下下", "下"};
	static const int months[] = {-2, -1, 0, 0, 0, 2, 1};
	const char *p = r->p;
	int head;

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (scan_word(&p, words[i].word))
			return give_beside_now(r, p, words[i].months, ret);
	head = scan_any(&p, heads, ARRAY_LEN(heads));
	if (head < 0)
		return 0;
	scan_text(&p, "个");
	if (!scan_text(&p, "月"))
		return 0;
	return give_beside_now(r, p, months[head], ret);
}

/* 2027-12, 12/2027, 12: of this year. */
static int read_number(struct reading *r, struct civil_date *ret)
{
	static const char *const seps[] = {"-", "/", "."};
	int month = 0, year = r->context->today.year;
	const char *p = r->p;

	if (scan_year(&p, &year)) {
		if (scan_any(&p, seps, ARRAY_LEN(seps)) < 0 ||
			!scan_number(&p, &month))
			return 0;
	} else {
		if (!scan_number(&p, &month))
			return 0;
		if (scan_any(&p, seps, ARRAY_LEN(seps)) >= 0 &&
			!scan_year(&p, &year))
			return 0;
	}
	return give(r, &(struct typed_month){year, month, p}, ret);
}

/* 2027年12月, 明年1月, 十二月份: of this year. */
static int read_zh(struct reading *r, struct civil_date *ret)
{
	static const char *const years[] = {
		"前年", "去年", "今年", "本年", "明年", "后年"};
	static const int ahead[] = {-2, -1, 0, 0, 1, 2};
	int year = r->context->today.year, month;
	const char *p = r->p;
	int head = scan_any(&p, years, ARRAY_LEN(years));

	if (head >= 0)
		year += ahead[head];
	else if (scan_year(&p, &year) && !scan_text(&p, "年"))
		return 0;
	scan_text(&p, "的");
	scan_blanks(&p);
	if (!scan_number_zh(&p, &month) || !scan_text(&p, "月"))
		return 0;
	scan_text(&p, "份");
	return give(r, &(struct typed_month){year, month, p}, ret);
}

/* "next december" means one of two months to different people, unless both
 * are the same. */
static int give_beside(
	struct reading *r, const char *p, int month, struct civil_date *ret)
{
	bool is_next = r->p[0] == 'n';
	struct civil_date now = this_month(r), year, near;
	char first[MONTH_TEXT], second[MONTH_TEXT];

	now.month = (uint8_t)month;
	near = now;
	if (is_next && month <= this_month(r).month)
		near = civil_add_months(now, 12);
	if (!is_next && month >= this_month(r).month)
		near = civil_add_months(now, -12);
	year = civil_add_months(now, is_next ? 12 : -12);
	if (civil_cmp(near, year) != 0)
		return err_set(r->err, -EINVAL,
			N_("\"%s\" can mean %s or %s; write one of these"),
			r->typed, format(first, civil_min(near, year)),
			format(second, civil_max(near, year)));
	return give(r, &(struct typed_month){year.year, month, p}, ret);
}

/* What may stand behind the month: 2027, of 2027, next year. */
static int year_behind(const struct reading *r, const char **p)
{
	static const struct {
		const char *word;
		int years;
	} words[] = {{"next year", 1}, {"this year", 0}, {"last year", -1}};
	int year = r->context->today.year;
	const char *q = *p;

	scan_text(&q, ",");
	scan_blanks(&q);
	if (scan_word(&q, "of"))
		scan_blanks(&q);
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (scan_word(&q, words[i].word)) {
			*p = q;
			return year + words[i].years;
		}
	if (scan_year(&q, &year))
		*p = q;
	return year;
}

/* dec, December 2027, 2027 dec, next jan. */
static int read_en(struct reading *r, struct civil_date *ret)
{
	int year = 0, month;
	const char *p = r->p;
	bool has_year = scan_year(&p, &year), is_beside;

	scan_blanks(&p);
	is_beside =
		!has_year && (scan_word(&p, "next") || scan_word(&p, "last"));
	if (!has_year && !is_beside)
		scan_word(&p, "this");
	scan_blanks(&p);
	month = when_month_name(&p);
	if (month == 0)
		return 0;
	scan_text(&p, ".");
	if (is_beside)
		return give_beside(r, p, month, ret);
	if (!has_year)
		year = year_behind(r, &p);
	return give(r, &(struct typed_month){year, month, p}, ret);
}

int when_month_read(struct reading *r, struct civil_date *ret)
{
	static int (*const readers[])(struct reading *, struct civil_date *) = {
		read_beside, read_zh, read_en, read_number};
	int k = 0;

	for (size_t i = 0; k == 0 && i < ARRAY_LEN(readers); i++)
		k = readers[i](r, ret);
	return k;
}

int when_month_refuse(struct reading *r)
{
	struct civil_date today = r->context->today;
	char now[MONTH_TEXT];

	return err_set(r->err, -EINVAL,
		N_("\"%s\" is no month; write for example %s, %s for that of "
		   "this year, or a day in it"),
		r->typed, format(now, today), STR_INT(today.month));
}
