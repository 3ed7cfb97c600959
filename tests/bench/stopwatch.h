/* Measuring in the benchmarks: samples in nanoseconds, and what they say. */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

static inline int64_t stopwatch_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * INT64_C(1000000000) + ts.tv_nsec;
}

static inline int stopwatch_order(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* The given share (0.5, 0.99) of n samples, which become sorted, in
 * microseconds. */
static inline double stopwatch_us(int64_t *samples, size_t n, double share)
{
	qsort(samples, n, sizeof(*samples), stopwatch_order);
	return (double)samples[(size_t)((double)(n - 1) * share)] / 1000.0;
}
