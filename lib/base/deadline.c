/* How long to wait for others; the contract is in deadline.h. */
#include "base/deadline.h"

#include <assert.h>
#include <limits.h>

enum { S_MS = 1000, S_NS = 1000000000, MS_NS = S_NS / S_MS };

static struct timespec read_clock(void)
{
	struct timespec now;
	int r = clock_gettime(CLOCK_MONOTONIC, &now);

	assert(r == 0);
	(void)r;
	return now;
}

struct deadline deadline_in(int64_t ms)
{
	struct deadline deadline = {.at = read_clock()};

	deadline.at.tv_sec += ms / S_MS;
	deadline.at.tv_nsec += ms % S_MS * MS_NS;
	if (deadline.at.tv_nsec >= S_NS) {
		deadline.at.tv_nsec -= S_NS;
		deadline.at.tv_sec++;
	}
	return deadline;
}

int deadline_left_ms(const struct deadline *deadline)
{
	struct timespec now = read_clock();
	int64_t ns = (int64_t)(deadline->at.tv_sec - now.tv_sec) * S_NS +
		     deadline->at.tv_nsec - now.tv_nsec;
	int64_t ms = (ns + MS_NS - 1) / MS_NS;

	if (ns <= 0)
		return 0;
	return ms > INT_MAX ? INT_MAX : (int)ms;
}
