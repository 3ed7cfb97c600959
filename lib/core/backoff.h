/*
 * When to try again: full jitter, and what the other side asked for.
 *
 * Pure: the random number and now are arguments.  Source: DESIGN.md
 * "Outbox"; RFC 9110, 10.2.3 (Retry-After).
 */
#pragma once

#include "core/civil.h"

#include <stdbool.h>

/* The wait before the nth attempt is drawn from 0 to base * 2^(n-1), at most
 * cap. */
struct backoff {
	int64_t base_ms, cap_ms;
};

extern const struct backoff backoff_http; /* 15 s, 1 h: chat and webhooks */
extern const struct backoff backoff_mail; /* 60 s, 2 h */

enum {
	BACKOFF_FLOOR_MS = 1000,
	BACKOFF_RETRY_AFTER_MAX_MS = 6 * 3600 * 1000, /* what we obey at most */
	BACKOFF_NO_RETRY_AFTER = -1,
};

/*
 * backoff_delay_ms - milliseconds to wait after a failed attempt.
 *
 * attempt         the failed one, from 1.
 * retry_after_ms  what the other side asked for, or BACKOFF_NO_RETRY_AFTER;
 *                 the wait is never shorter, and up to a tenth longer, so
 *                 that a crowd told the same second does not return in it.
 * random          64 random bits.
 */
int64_t backoff_delay_ms(const struct backoff *policy, int attempt,
	int64_t retry_after_ms, uint64_t random);

/*
 * backoff_retry_after_parse - the value of a Retry-After field.
 *
 * s    seconds (a fraction is allowed, as Discord sends it) or an HTTP-date
 *      in any of the three forms of RFC 9110, 5.6.7.
 * now  seconds UTC, for the date; one that is past gives 0.
 *
 * Returns milliseconds, at most BACKOFF_RETRY_AFTER_MAX_MS, or
 * BACKOFF_NO_RETRY_AFTER for a negative number or anything else.
 */
int64_t backoff_retry_after_parse(const char *s, int64_t now);

/* Seconds UTC of an HTTP-date in any of those forms; now tells which century
 * two digits of a year mean.  false: it is none. */
bool backoff_date_parse(const char *s, int64_t now, int64_t *ret);

/* backoff_retry_after_parse() for a number of seconds from a JSON body. */
int64_t backoff_retry_after_seconds(double seconds);
