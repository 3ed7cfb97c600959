/* Breakers. */
#include "daemon/breaker.h"

enum { LIMIT = 5 };
static const int64_t first_us = 60 * 1000000LL;
static const int64_t longest_us = 30 * 60 * 1000000LL;

int64_t breaker_wait_us(const struct breaker *breaker, int64_t now_us)
{
	if (breaker->pause_us == 0)
		return 0;
	if (breaker->is_trying)
		return INT64_MAX;
	return breaker->open_until_us > now_us ? breaker->open_until_us - now_us
					       : 0;
}

void breaker_try(struct breaker *breaker)
{
	breaker->is_trying = breaker->pause_us > 0;
}

void breaker_untry(struct breaker *breaker)
{
	breaker->is_trying = false;
}

void breaker_success(struct breaker *breaker)
{
	*breaker = (struct breaker){0};
}

bool breaker_failure(struct breaker *breaker, int64_t now_us)
{
	int64_t next = breaker->pause_us ? 2 * breaker->pause_us : first_us;

	/* Others were under way when it opened; they say nothing new. */
	if (breaker->pause_us > 0 && !breaker->is_trying)
		return false;
	breaker->is_trying = false;
	if (breaker->pause_us == 0 && ++breaker->failures < LIMIT)
		return false;
	breaker->pause_us = next < longest_us ? next : longest_us;
	breaker->open_until_us = now_us + breaker->pause_us;
	return true;
}
