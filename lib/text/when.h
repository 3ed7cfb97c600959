/*
 * Dates and times as people type them.
 *
 * ISO always (2026-11-20, 2026-11-20 15:00); today tomorrow yesterday;
 * mon…sun (the next such day, today excluded); +3d +2bd +2w +1m eom;
 * 今天 明天 后天 昨天 周五 下周一 月底; times 15:00 3pm 下午3点.  周五 and
 * 星期五 are this week's: a past one is refused with "write 下周五".
 * 03/04 is refused with both readings.  Never a guess.
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
};

/*
 * when_parse - understand s.
 *
 * -EINVAL with a sentence that shows what would be understood; -ERANGE
 * beyond 9999-12-31 or more than ten years from today.
 */
NUDGE_CHECK int when_parse(const char *s, const struct when_context *context,
	struct when *ret, struct err *err);
