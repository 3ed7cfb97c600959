/* The time of day as people type it; the contract is in when_read.h. */
#include "text/when_read.h"

#include "base/str.h"
#include "text/scan.h"

#include <errno.h>
#include <stdio.h>

/* What a word around the hour says about it. */
enum half { HALF_NONE, HALF_AM, HALF_PM, HALF_NOON, HALF_EVENING };

static int refuse_hour(struct reading *r)
{
	return err_set(r->err, -EINVAL,
		N_("there is no such time as \"%s\"; write for example 09:30, "
		   "15:00 or 3pm"),
		r->typed);
}

/* 早上, 下午 …: the half of the day before the hour. */
static enum half read_half_zh(struct reading *r)
{
	static const struct {
		const char *word;
		enum half half;
	} words[] = {
		{"凌晨", HALF_AM},
		{"早上", HALF_AM},
		{"早晨", HALF_AM},
		{"上午", HALF_AM},
		{"中午", HALF_NOON},
		{"下午", HALF_PM},
		{"傍晚", HALF_PM},
		{"晚上", HALF_EVENING},
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (scan_text(&r->p, words[i].word))
			return words[i].half;
	return HALF_NONE;
}

/* 12-hour readings to 24 hours; -1: there is no such hour. */
static int hour_24(enum half half, int hour)
{
	switch (half) {
	case HALF_NONE:
		return hour <= 23 ? hour : -1;
	case HALF_AM:
		return hour <= 12 ? hour % 12 : -1;
	case HALF_NOON:
		return hour == 12 || hour == 11 ? hour
		       : hour == 1 || hour == 2 ? hour + 12
						: -1;
	case HALF_PM:
		return hour >= 1 && hour <= 12    ? hour % 12 + 12
		       : hour >= 13 && hour <= 23 ? hour
						  : -1;
	case HALF_EVENING: /* 晚上12点 would be tonight or last night */
		return hour >= 5 && hour <= 11    ? hour + 12
		       : hour >= 17 && hour <= 23 ? hour
						  : -1;
	}
	return -1;
}

static int give(
	struct reading *r, enum half half, int hour, int minute, int *ret)
{
	hour = hour_24(half, hour);
	if (hour < 0 || minute > 59)
		return refuse_hour(r);
	*ret = hour * 60 + minute;
	return 1;
}

/* 3点 without 上午 or 下午 could be either. */
static int refuse_both_halves(struct reading *r, int hour)
{
	char am[8], pm[8];

	snprintf(am, sizeof(am), "%02d:00", hour % 12);
	snprintf(pm, sizeof(pm), "%02d:00", hour % 12 + 12);
	return err_set(r->err, -EINVAL,
		N_("\"%s\" can mean %s or %s; write one of these"), r->typed,
		am, pm);
}

/* What follows 点: nothing, 半, 一刻, 三刻, 20 or 20分. */
static int read_minutes_zh(struct reading *r)
{
	int minute = 0;

	if (scan_text(&r->p, "半"))
		return 30;
	if (scan_text(&r->p, "一刻"))
		return 15;
	if (scan_text(&r->p, "三刻"))
		return 45;
	if (scan_number_zh(&r->p, &minute))
		scan_text(&r->p, "分");
	else
		scan_text(&r->p, "整");
	return minute;
}

/* The am or pm behind an English time. */
static enum half read_half_en(struct reading *r)
{
	const char *start = r->p;

	scan_blanks(&r->p);
	if (scan_word(&r->p, "am") || scan_word(&r->p, "a.m."))
		return HALF_AM;
	if (scan_word(&r->p, "pm") || scan_word(&r->p, "p.m."))
		return HALF_PM;
	r->p = start;
	return HALF_NONE;
}

/* The hour was read and a colon follows: 15:00, 3:30pm, 下午3:30. */
static int read_colon(struct reading *r, enum half half, int hour, int *ret)
{
	const char *start = r->p;
	int minute;

	if (!scan_number(&r->p, &minute) || r->p - start != 2)
		return refuse_hour(r);
	if (half != HALF_NONE)
		return give(r, half, hour, minute, ret);
	half = read_half_en(r);
	if (half != HALF_NONE && (hour < 1 || hour > 12))
		return refuse_hour(r);
	return give(r, half, hour, minute, ret);
}

int when_time_read(struct reading *r, int *ret)
{
	static const char *const oclock[] = {"点钟", "点", "时"};
	const char *start = r->p;
	enum half half = read_half_zh(r);
	int hour;

	if (!scan_number_zh(&r->p, &hour)) {
		r->p = start;
		return 0;
	}
	if (scan_text(&r->p, ":"))
		return read_colon(r, half, hour, ret);
	if (scan_any(&r->p, oclock, ARRAY_LEN(oclock)) >= 0) {
		if (half == HALF_NONE && hour >= 1 && hour <= 12)
			return refuse_both_halves(r, hour);
		return give(r, half, hour, read_minutes_zh(r), ret);
	}
	if (half == HALF_NONE) {
		half = read_half_en(r);
		if (half != HALF_NONE && (hour < 1 || hour > 12))
			return refuse_hour(r);
		if (half != HALF_NONE)
			return give(r, half, hour, 0, ret);
	}
	r->p = start;
	return 0;
}
