/* Rates and breakers: how fast a channel may go. */
#include "storefix.h"

#include "core/rate.h"
#include "daemon/breaker.h"
#include "daemon/carrier.h"

#include <errno.h>

enum { SECOND = 1000000 };

static void test_rates_are_read(void **state)
{
	static const struct {
		const char *s;
		int64_t n, period_s;
	} cases[] = {
		{"20/60", 20, 60},
		{"20/1min", 20, 60},
		{"1/s", 1, 1},
		{"5/2s", 5, 2},
		{"100/h", 100, 3600},
		{"18/min", 18, 60},
	};
	static const char *const bad[] = {"", "20", "/60", "0/60", "20/0",
		"20/60d", "x/1", "-1/60", "20/60 ", "20//60", "9999999/1"};
	struct rate_limit limit;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		assert_int_equal(rate_limit_parse(cases[i].s, &limit, NULL), 0);
		assert_int_equal(limit.n, cases[i].n);
		assert_int_equal(limit.period_us, cases[i].period_s * SECOND);
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (rate_limit_parse(bad[i], &limit, NULL) != -EINVAL)
			fail_msg("\"%s\" was taken", bad[i]);
}

/* How many go within a time, when all is taken as soon as it may. */
static int goes(struct rate *rate, int64_t from, int64_t until)
{
	int n = 0;

	for (int64_t at = from; at <= until; at += SECOND / 100)
		while (rate_wait_us(rate, at) == 0) {
			rate_take(rate, at);
			n++;
		}
	return n;
}

static void test_a_start_is_slow(void **state)
{
	const struct rate_limit limit = {20, 60 * (int64_t)SECOND, 20};
	struct rate rate;

	(void)state;
	rate_init(&rate, limit, 5 * SECOND);
	assert_int_equal(goes(&rate, 5 * SECOND, 5 * SECOND), 1);
	assert_int_equal(rate_wait_us(&rate, 5 * SECOND), 3 * SECOND);
	assert_int_equal(rate_wait_us(&rate, 7 * SECOND), SECOND);
}

static void test_the_limit_holds_over_any_minute(void **state)
{
	const struct rate_limit limit = {20, 60 * (int64_t)SECOND, 20};
	struct rate rate;

	(void)state;
	rate_init(&rate, limit, 0);
	/* An hour of rest saves up no more than the burst. */
	assert_int_equal(goes(&rate, 3600LL * SECOND, 3600LL * SECOND), 20);
	assert_int_equal(goes(&rate, 3600LL * SECOND, 3660LL * SECOND), 20);
}

/* What the services take: so many within any such time. */
static const struct {
	const char *kind;
	int64_t most, period_s;
} services[] = {
	{"dingtalk", 20, 60},
	{"feishu", 100, 60},
	{"feishu", 5, 1},
	{"mattermost", 20, 1},
	{"slack", 4, 1},
	{"teams", 4, 1},
	{"wecom", 20, 60},
};

enum { MANY = 100000, STEP = SECOND / 100 };

/* Sends whatever may leave for an hour, after an hour of rest; at[] receives
 * when. */
static size_t send_for_an_hour(const struct rate_limit *limits, int64_t *at)
{
	struct rate rates[CARRIER_RATES];
	size_t n = 0;

	for (size_t i = 0; i < CARRIER_RATES; i++)
		rate_init(&rates[i], limits[i], 0);
	for (int64_t t = 3600LL * SECOND; t < 7200LL * SECOND; t += STEP)
		while (rate_wait_us(&rates[0], t) == 0 &&
			rate_wait_us(&rates[1], t) == 0) {
			assert_true(n < MANY);
			at[n++] = t;
			rate_take(&rates[0], t);
			rate_take(&rates[1], t);
		}
	return n;
}

static void test_an_hour_of_load_never_hits_a_service_s_limit(void **state)
{
	static int64_t at[MANY];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(services); i++) {
		const struct carrier_kind *kind =
			carrier_find(services[i].kind);
		size_t n = send_for_an_hour(kind->rates, at);
		size_t most = (size_t)services[i].most;

		assert_true(n > 1000); /* and it is not just slow */
		for (size_t j = most; j < n; j++)
			if (at[j] - at[j - most] <=
				services[i].period_s * SECOND)
				fail_msg("%s: %zu in %lld s", kind->name,
					most + 1,
					(long long)services[i].period_s);
	}
}

static void fail_n(struct breaker *breaker, int n, int64_t now)
{
	for (int i = 0; i < n; i++)
		(void)breaker_failure(breaker, now);
}

static void test_breaker_opens_and_tries_one(void **state)
{
	struct breaker b = {0};

	(void)state;
	fail_n(&b, 4, 0);
	assert_int_equal(breaker_wait_us(&b, 0), 0);
	assert_true(breaker_failure(&b, 0));
	assert_int_equal(breaker_wait_us(&b, 0), 60LL * SECOND);
	/* Those under way when it opened make it no longer. */
	assert_false(breaker_failure(&b, SECOND));
	assert_int_equal(breaker_wait_us(&b, 0), 60LL * SECOND);
	assert_int_equal(breaker_wait_us(&b, 60LL * SECOND), 0);
	breaker_try(&b);
	assert_int_equal(breaker_wait_us(&b, 60LL * SECOND), INT64_MAX);
	assert_true(breaker_failure(&b, 61LL * SECOND));
	assert_int_equal(breaker_wait_us(&b, 61LL * SECOND), 120LL * SECOND);
	breaker_try(&b);
	breaker_success(&b);
	assert_int_equal(breaker_wait_us(&b, 62LL * SECOND), 0);
}

static void test_breaker_waits_half_an_hour_at_most(void **state)
{
	struct breaker b = {0};
	int64_t now = 0;

	(void)state;
	fail_n(&b, 5, now);
	for (int i = 0; i < 10; i++) {
		now += breaker_wait_us(&b, now);
		breaker_try(&b);
		(void)breaker_failure(&b, now);
	}
	assert_int_equal(breaker_wait_us(&b, now), 1800LL * SECOND);
}

static void test_success_in_between_counts_anew(void **state)
{
	struct breaker b = {0};

	(void)state;
	fail_n(&b, 4, 0);
	breaker_success(&b);
	fail_n(&b, 4, 0);
	assert_int_equal(breaker_wait_us(&b, 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rates_are_read),
		cmocka_unit_test(
			test_an_hour_of_load_never_hits_a_service_s_limit),
		cmocka_unit_test(test_a_start_is_slow),
		cmocka_unit_test(test_the_limit_holds_over_any_minute),
		cmocka_unit_test(test_breaker_opens_and_tries_one),
		cmocka_unit_test(test_breaker_waits_half_an_hour_at_most),
		cmocka_unit_test(test_success_in_between_counts_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
