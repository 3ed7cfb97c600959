/* Rates: a token bucket that saves up time. */
#include "core/rate.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { SECOND_US = 1000000, RATE_MAX = 1000000 };

/* Digits only, 1 to RATE_MAX; moves *s behind them.  0: none there. */
static int64_t read_number(const char **s)
{
	int64_t n = 0;

	for (; **s >= '0' && **s <= '9' && n <= RATE_MAX; (*s)++)
		n = 10 * n + (**s - '0');
	return n <= RATE_MAX ? n : 0;
}

/* Seconds of a unit; 0: unknown. */
static int64_t unit_s(const char *unit)
{
	if (*unit == '\0' || strcmp(unit, "s") == 0)
		return 1;
	if (strcmp(unit, "min") == 0)
		return 60;
	return strcmp(unit, "h") == 0 ? 3600 : 0;
}

int rate_limit_parse(const char *s, struct rate_limit *ret, struct err *err)
{
	const char *p = s;
	int64_t n = read_number(&p), period = 0;

	if (n > 0 && *p == '/') {
		p++;
		period = *p >= '0' && *p <= '9' ? read_number(&p) : 1;
		period *= unit_s(p);
	}
	if (period <= 0)
		return err_set(err, -EINVAL,
			N_("'%s' is not a rate; write 20/1min for 20 messages "
			   "a minute"),
			s);
	*ret = (struct rate_limit){
		.n = n, .period_us = period * SECOND_US, .burst = n};
	return 0;
}

static int64_t cost_us(const struct rate_limit *limit)
{
	return limit->period_us / limit->n;
}

static int64_t credit_at(const struct rate *rate, int64_t now_us)
{
	int64_t most = cost_us(&rate->limit) * rate->limit.burst;
	int64_t credit = rate->credit_us + (now_us - rate->at_us);

	return credit < most ? credit : most;
}

void rate_init(struct rate *rate, struct rate_limit limit, int64_t now_us)
{
	*rate = (struct rate){.limit = limit,
		.credit_us = limit.n ? cost_us(&limit) : 0,
		.at_us = now_us};
}

int64_t rate_wait_us(const struct rate *rate, int64_t now_us)
{
	int64_t lacks;

	if (rate->limit.n == 0)
		return 0;
	lacks = cost_us(&rate->limit) - credit_at(rate, now_us);

	return lacks > 0 ? lacks : 0;
}

void rate_take(struct rate *rate, int64_t now_us)
{
	if (rate->limit.n == 0)
		return;
	rate->credit_us = credit_at(rate, now_us) - cost_us(&rate->limit);
	rate->at_us = now_us;
}

void rate_give_back(struct rate *rate)
{
	if (rate->limit.n > 0)
		rate->credit_us += cost_us(&rate->limit);
}
