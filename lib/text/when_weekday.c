/* Weekdays as people type them; the contract is in when_read.h. */
#include "text/when_read.h"

#include "base/str.h"
#include "text/scan.h"

#include <errno.h>
#include <stdio.h>

enum { TYPED_SIZE = 256 }; /* in bytes: more than when_parse() lets in */

static struct civil_date monday_of(struct civil_date d)
{
	return civil_add_days(d, -(int)civil_weekday(d));
}

static int refuse_disagreement(struct reading *r, struct civil_date d)
{
	return err_set(r->err, -EINVAL,
		N_("weekday and date do not agree in \"%s\"; write only the "
		   "date: %s"),
		r->typed, CIVIL_STR(d));
}

/* A weekday in front of a day that names itself: "Fri 2026-11-20".  0: no
 * such day follows. */
static int read_dated_behind(
	struct reading *r, int weekday, struct civil_date *ret)
{
	struct reading behind = *r;
	int k;

	scan_blanks(&behind.p);
	k = when_dated_read(&behind, ret);
	if (k <= 0)
		return k;
	r->p = behind.p;
	return (int)civil_weekday(*ret) == weekday
		       ? 1
		       : refuse_disagreement(r, *ret);
}

/* "next fri" and "last fri" mean one of two days to different people, unless
 * both are the same. */
static int give_nearest_or_week(struct reading *r, struct civil_date nearest,
	struct civil_date week, struct civil_date *ret)
{
	if (civil_cmp(nearest, week) != 0)
		return err_set(r->err, -EINVAL,
			N_("\"%s\" can mean %s or %s; write one of these"),
			r->typed, CIVIL_STR(civil_min(nearest, week)),
			CIVIL_STR(civil_max(nearest, week)));
	*ret = nearest;
	return 1;
}

static int read_en(struct reading *r, struct civil_date *ret)
{
	static const char *const names[] = {"monday", "tuesday", "wednesday",
		"thursday", "friday", "saturday", "sunday"};
	struct civil_date today = r->context->today, monday = monday_of(today);
	const char *p = r->p;
	bool next = scan_word(&p, "next"), last = scan_word(&p, "last");
	int weekday, ahead, k;

	scan_blanks(&p);
	weekday = scan_name(&p, names, ARRAY_LEN(names));
	if (weekday < 0)
		return 0;
	r->p = p;
	ahead = (weekday - (int)civil_weekday(today) + 6) % 7 + 1;
	if (next)
		return give_nearest_or_week(r, civil_add_days(today, ahead),
			civil_add_days(monday, weekday + 7), ret);
	if (last)
		return give_nearest_or_week(r,
			civil_add_days(today, ahead == 7 ? -7 : ahead - 7),
			civil_add_days(monday, weekday - 7), ret);
	k = read_dated_behind(r, weekday, ret);
	if (k == 0)
		*ret = civil_add_days(today, ahead);
	return k < 0 ? k : 1;
}

/* 周五, 星期天: its number, Monday 0; -1: something else. */
static int read_name_zh(const char **p)
{
	static const char *const heads[] = {"周", "星期", "礼拜"};
	static const char *const days[] = {
		"一", "二", "三", "四", "五", "六", "日", "天"};
	const char *start = *p;
	int day = -1;

	if (scan_any(p, heads, ARRAY_LEN(heads)) >= 0)
		day = scan_any(p, days, ARRAY_LEN(days));
	if (day < 0)
		*p = start;
	return day == 7 ? SUN : day;
}

/* 周一 on a Wednesday: was Monday meant, or the next one? */
static int refuse_past(struct reading *r, int weekday, struct civil_date d)
{
	static const char *const next[] = {"下周一", "下周二", "下周三",
		"下周四", "下周五", "下周六", "下周日"};
	char write[TYPED_SIZE];

	/* What stood behind the weekday, such as a time, stays. */
	snprintf(write, sizeof(write), "%s%s", next[weekday], r->p);
	return err_set(r->err, -EINVAL,
		N_("\"%s\" of this week was %s; for %s write %s"), r->typed,
		CIVIL_STR(d), CIVIL_STR(civil_add_days(d, 7)), write);
}

static int read_zh(struct reading *r, struct civil_date *ret)
{
	static const char *const heads[] = {"上", "本", "这", "下下", "下", ""};
	static const int weeks[] = {-1, 0, 0, 2, 1, 0};
	struct civil_date today = r->context->today, d;
	const char *p = r->p;
	int head = scan_any(&p, heads, ARRAY_LEN(heads)), weekday, k;

	scan_text(&p, "个");
	weekday = read_name_zh(&p);
	if (weekday < 0)
		return 0;
	r->p = p;
	if (*heads[head] == '\0') {
		k = read_dated_behind(r, weekday, ret);
		if (k != 0)
			return k;
	}
	d = civil_add_days(monday_of(today), weeks[head] * 7 + weekday);
	if (weeks[head] == 0 && civil_cmp(d, today) < 0)
		return refuse_past(r, weekday, d);
	*ret = d;
	return 1;
}

int when_weekday_read(struct reading *r, struct civil_date *ret)
{
	int k = read_en(r, ret);

	return k ? k : read_zh(r, ret);
}

int when_weekday_agrees(struct reading *r, struct civil_date d)
{
	const char *p = r->p;
	int weekday;

	scan_blanks(&p);
	weekday = read_name_zh(&p);
	if (weekday < 0)
		return 1;
	r->p = p;
	return (int)civil_weekday(d) == weekday ? 1 : refuse_disagreement(r, d);
}
