/*
 * How long to wait for others, in threads that block.
 *
 * By CLOCK_MONOTONIC, which nobody sets, and which tests do not step: what is
 * waited for is real there, too.
 */
#pragma once

#include <stdint.h>
#include <time.h>

struct deadline {
	struct timespec at; /* CLOCK_MONOTONIC */
};

/* So many milliseconds from now; ms >= 0. */
struct deadline deadline_in(int64_t ms);

/* Milliseconds until then, for poll(): rounded up, 0 when it has come. */
int deadline_left_ms(const struct deadline *deadline);
