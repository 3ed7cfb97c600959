/*
 * Lengths of time as people type them: 40m, 90 min, 1h, 1h30, 1h 30m, half an
 * hour, 40分钟, 1小时30分, 半小时, 1个半小时.
 */
#pragma once

#include "base/err.h"

enum { SPAN_MAX = 24 * 60 };

/*
 * span_parse - understand s as minutes, 0 to SPAN_MAX.
 *
 * -EINVAL with a sentence that shows how to write it; a number without a unit
 * is refused.
 */
NUDGE_CHECK int span_parse(const char *s, int *ret, struct err *err);
