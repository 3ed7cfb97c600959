/*
 * Breakers: a receiver that fails five times in a row is left alone for a
 * while, then tried with one message.  Pure; now is an argument,
 * microseconds of CLOCK_BOOTTIME.  Source: DESIGN.md "Outbox".
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct breaker {
	int failures;     /* in a row */
	int64_t pause_us; /* the last one; 0: closed */
	int64_t open_until_us;
	bool is_trying; /* half open: the one message is under way */
};

/* Microseconds until a message may go; 0: now; INT64_MAX: when the one that
 * is being tried has come back. */
int64_t breaker_wait_us(const struct breaker *breaker, int64_t now_us);

/* A message leaves; or it did not after all. */
void breaker_try(struct breaker *breaker);
void breaker_untry(struct breaker *breaker);

/* It arrived, or at least the receiver is well. */
void breaker_success(struct breaker *breaker);

/* It failed for a reason that may pass.  true: the breaker opened. */
bool breaker_failure(struct breaker *breaker, int64_t now_us);
