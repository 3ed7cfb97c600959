/* Waits: the jitter's borders, and Retry-After in all its forms. */
#include "core/backoff.h"

#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

enum { HOUR_MS = 3600 * 1000, SIX_HOURS_MS = 6 * HOUR_MS };

/* 2026-03-10T08:00:00Z */
static const int64_t now = INT64_C(1773129600);

static void test_the_most_doubles_up_to_the_cap(void **state)
{
	static const struct {
		const struct backoff *policy;
		int attempt;
		int64_t most;
	} cases[] = {
		{&backoff_http, 1, 15000},
		{&backoff_http, 2, 30000},
		{&backoff_http, 3, 60000},
		{&backoff_http, 8, 1920000},
		{&backoff_http, 9, HOUR_MS},
		{&backoff_http, 1000, HOUR_MS},
		{&backoff_http, INT_MAX, HOUR_MS},
		{&backoff_mail, 1, 60000},
		{&backoff_mail, 7, 3840000},
		{&backoff_mail, 8, 2 * HOUR_MS},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		assert_int_equal(
			backoff_delay_ms(cases[i].policy, cases[i].attempt,
				BACKOFF_NO_RETRY_AFTER, UINT64_MAX),
			cases[i].most);
		assert_int_equal(
			backoff_delay_ms(cases[i].policy, cases[i].attempt,
				BACKOFF_NO_RETRY_AFTER, 0),
			BACKOFF_FLOOR_MS);
	}
	/* Half of the numbers, half of the range. */
	assert_int_equal(backoff_delay_ms(&backoff_http, 3,
				 BACKOFF_NO_RETRY_AFTER, UINT64_C(1) << 63),
		30000);
}

static void test_what_was_asked_for_is_the_least(void **state)
{
	static const struct {
		int64_t asked;
		uint64_t random;
		int64_t delay;
	} cases[] = {
		{0, 0, BACKOFF_FLOOR_MS},
		{500, 0, BACKOFF_FLOOR_MS},
		{20000, 0, 20000},
		{20000, UINT32_MAX, 22000},
		/* The jitter's own draw may be longer. */
		{5000, UINT64_MAX, 15500},
		{SIX_HOURS_MS, 0, SIX_HOURS_MS},
		{INT64_MAX, 0, SIX_HOURS_MS},
		{INT64_MAX, UINT32_MAX, SIX_HOURS_MS / 10 * 11},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(backoff_delay_ms(&backoff_http, 1,
					 cases[i].asked, cases[i].random),
			cases[i].delay);
}

static const struct {
	const char *s;
	int64_t ms;
} fields[] = {
	{"0", 0},
	{"1", 1000},
	{"120", 120000},
	{"0.376", 376},
	{"1.5", 1500},
	{"2.0009", 2000},
	{" 7 ", 7000},
	{"21599", 21599000},
	{"21600", SIX_HOURS_MS},
	{"21601", SIX_HOURS_MS},
	{"99999999999999999999999999", SIX_HOURS_MS},
	/* The three forms of a date, a minute ahead. */
	{"Tue, 10 Mar 2026 08:01:00 GMT", 60000},
	{"Tuesday, 10-Mar-26 08:01:00 GMT", 60000},
	{"Tue Mar 10 08:01:00 2026", 60000},
	{"Tue Mar  3 08:01:00 2026", 0},
	{"Tue, 10 Mar 2026 08:00:00 GMT", 0},
	{"Tue, 10 Mar 2026 07:59:59 GMT", 0},
	{"Sun, 06 Nov 1994 08:49:37 GMT", 0},
	{"Sunday, 06-Nov-94 08:49:37 GMT", 0}, /* 1994, not 2094 */
	{"Monday, 10-Mar-76 08:01:00 GMT", SIX_HOURS_MS},
	{"Monday, 10-Mar-77 08:01:00 GMT", 0}, /* 1977 */
	{"Wed, 11 Mar 2026 00:00:00 GMT", SIX_HOURS_MS},
	{"Fri, 31 Dec 9999 23:59:59 GMT", SIX_HOURS_MS},
	{"Tue, 10 Mar 2026 08:00:60 GMT", 60000},
	{"", -1},
	{" ", -1},
	{"-1", -1},
	{"+1", -1},
	{".5", -1},
	{"1e3", -1},
	{"1 2", -1},
	{"0x10", -1},
	{"soon", -1},
	{"Tue, 30 Feb 2026 08:00:00 GMT", -1},
	{"Tue, 10 Mrz 2026 08:00:00 GMT", -1},
	{"Tue, 10 anF 2026 08:00:00 GMT", -1},
	{"Tue, 10 Mar 2026 24:00:00 GMT", -1},
	{"Tue, 10 Mar 2026 08:60:00 GMT", -1},
	{"Tue, 10 Mar 2026 08:01:61 GMT", -1},
	{"Tue, 10 Mar 2026 08:01:00 CET", -1},
	{"Tue, 10 Mar 2026 08:01:00 GMT x", -1},
	{"Tue, 10 Mar 2026", -1},
	{"Tue, 10 Mar 2026 -1:00:00 GMT", -1},
	{"Tue, 10 Mar 2026 08:-1:00 GMT", -1},
	{"Tue, 10 Mar 2026 08:00:-1 GMT", -1},
};

static void test_retry_after(void **state)
{

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		int64_t ms = backoff_retry_after_parse(fields[i].s, now);

		if (ms != fields[i].ms)
			fail_msg("\"%s\": %lld instead of %lld", fields[i].s,
				(long long)ms, (long long)fields[i].ms);
	}
}

static void test_retry_after_as_a_number(void **state)
{
	(void)state;
	assert_int_equal(backoff_retry_after_seconds(0), 0);
	assert_int_equal(backoff_retry_after_seconds(0.25), 250);
	assert_int_equal(backoff_retry_after_seconds(21599), 21599000);
	assert_int_equal(backoff_retry_after_seconds(1e300), SIX_HOURS_MS);
	assert_int_equal(backoff_retry_after_seconds(INFINITY), SIX_HOURS_MS);
	assert_int_equal(backoff_retry_after_seconds(-0.001), -1);
	assert_int_equal(backoff_retry_after_seconds(NAN), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_most_doubles_up_to_the_cap),
		cmocka_unit_test(test_what_was_asked_for_is_the_least),
		cmocka_unit_test(test_retry_after),
		cmocka_unit_test(test_retry_after_as_a_number),
	};

	return cmocka_run_group_tests_name("backoff", tests, NULL, NULL);
}
