/*
 * Dates and times as people type them.
 *
 *	2026-11-20  2026/11/20  2026年11月20日  20 Nov  11月20日  20日
 *	today tomorrow yesterday  今天 明天 后天 昨天 前天
 *	fri, friday: the next one, today excluded
 *	周五 星期五 本周五: this week's  下周五  下下周五  上周五
 *	+3d +2bd +2w +1m +1y, -3d …  3天后 2个工作日后 两周后 1个月后
 *	eom  月底
 *	15:00 3pm 3:30pm  下午3点 上午9点半 15点
 *
 * A date, a time, or both in this order; a weekday beside a date must agree
 * with it ("Fri 2026-11-20", as nudge prints it).  What has two readings
 * (03/04, "next fri", 3点, 周一 when it is past, 1月5日 when it is past) is
 * refused with the readings.  Never a guess.
 */
#pragma once

#include "core/workcal.h"

struct when_context {
	struct civil_date today;
	const struct workcal_pair *days; /* for +2bd; NULL: Mon-Fri */
};

struct when {
	struct civil_date date; /* none: only a time was given */
	int minute;             /* of the day; -1: no time was given */
	bool in_workdays;       /* counted in working days: the calendars of
				   the context decided */
};

/*
 * when_parse - understand s.
 *
 * -EINVAL with a sentence that shows what would be understood; -ERANGE
 * beyond 9999-12-31 or more than ten years from today.
 */
NUDGE_CHECK int when_parse(const char *s, const struct when_context *context,
	struct when *ret, struct err *err);

/* The same where only a day makes sense: a time is refused (-EINVAL). */
NUDGE_CHECK int when_parse_day(const char *s,
	const struct when_context *context, struct civil_date *ret,
	struct err *err);

/*
 * when_parse_month - a month: its first day.
 *
 *	2027-12  12/2027  12 (of this year)  2027年12月  明年1月  12月  十二月
 *	dec  December 2027  dec next year  next jan  next month  下个月
 *
 * or a day in it, in any form of the above.  What has two readings ("next
 * dec") is refused with them; a month without a year is this year's, for it is
 * looked at, and what is shown names the year.
 */
NUDGE_CHECK int when_parse_month(const char *s,
	const struct when_context *context, struct civil_date *ret,
	struct err *err);
