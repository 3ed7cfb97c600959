/*
 * The one clock.  Nothing else in nudge asks the system for the time: a
 * program reads "now" once per command or dispatch and passes it down.
 * Tests link another implementation (tests/bin/clock_stepped.c).
 */
#pragma once

#include <stdint.h>

/* The present instant, microseconds UTC since the epoch (CLOCK_REALTIME). */
int64_t clock_now_us(void);

/* Microseconds since boot, suspend included (CLOCK_BOOTTIME): for backoff
 * and rates, which a clock step must not move. */
int64_t clock_boot_us(void);

/* The present instant in whole seconds. */
static inline int64_t clock_now(void)
{
	return clock_now_us() / 1000000;
}
