/*
 * The rule in the footer of a zone file: from when to when summer time is,
 * in every year after the table's end (POSIX TZ, with the extensions of RFC
 * 8536, 3.3.1: hours from -167 to 167).
 */
#pragma once

#include "base/cleanup.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum tzrule_form {
	TZRULE_JULIAN, /* Jn: 1..365, 29 February is never counted */
	TZRULE_DAY,    /* n: 0..365 */
	TZRULE_MONTH,  /* Mm.w.d: the wth weekday d of a month, 5 = last */
};

/* When in a year the clock changes. */
struct tzrule_change {
	enum tzrule_form form;
	int month, week;
	int day;        /* of the year; for TZRULE_MONTH 0..6 from Sunday */
	int32_t second; /* local time before the change, -601200..601200 */
};

struct tzrule {
	int32_t std_s, dst_s; /* east of UTC */
	bool has_dst;
	struct tzrule_change start, end; /* of dst */
};

/* A stretch of time with one offset: start <= t < end. */
struct tzspan {
	int64_t start, end; /* INT64_MIN, INT64_MAX: without limit */
	int32_t offset_s;
};

/* Reads the size bytes at s, all of them.  0 or -EBADMSG. */
NUDGE_CHECK int tzrule_parse(const char *s, size_t size, struct tzrule *ret);

/* The stretch around the instant at, which lies in the years 0 to 10000. */
struct tzspan tzrule_span(const struct tzrule *rule, int64_t at);
