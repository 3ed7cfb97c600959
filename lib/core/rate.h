/*
 * Rates: a token bucket.  Pure; now is an argument, microseconds of
 * CLOCK_BOOTTIME.  Source: DESIGN.md "Outbox".
 */
#pragma once

#include "base/err.h"

#include <stdint.h>

/* n messages per period, of which burst may go at once; n = 0: no limit.
 * In any period at most n + burst go. */
struct rate_limit {
	int64_t n, period_us, burst;
};

struct rate {
	struct rate_limit limit;
	int64_t credit_us; /* time saved up; one message costs period / n */
	int64_t at_us;     /* when credit_us was true */
};

/*
 * rate_limit_parse - "20/60" or "20/1min": messages per seconds, or s, min,
 * h with a number before them.
 *
 * -EINVAL with a sentence.
 */
NUDGE_CHECK int rate_limit_parse(
	const char *s, struct rate_limit *ret, struct err *err);

/* A bucket that holds one message: a start is slow, so that a crash loop
 * does not become a flood. */
void rate_init(struct rate *rate, struct rate_limit limit, int64_t now_us);

/* Microseconds until a message may go; 0: now. */
int64_t rate_wait_us(const struct rate *rate, int64_t now_us);

/* One goes; or it did not after all. */
void rate_take(struct rate *rate, int64_t now_us);
void rate_give_back(struct rate *rate);
