/* Conditional requests, encodings, and how guesses are slowed down. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/cleanup.h"
#include "web/condition.h"
#include "web/throttle.h"

#include <stdbool.h>
#include <stdio.h>

static void test_tags(void **state)
{
	static const struct {
		const char *list;
		bool has;
	} cases[] = {{"\"a\"", true}, {"W/\"a\"", true}, {"*", true},
		{" * ", true}, {"\"b\", \"a\"", true}, {"\"b\",W/\"a\"", true},
		{"\"b\"", false}, {"a", false}, {"", false}, {"\"a", false},
		{"\"aa\"", false}, {"*x", false}, {"\"b\" \"", false}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (condition_has_tag(cases[i].list, "\"a\"") != cases[i].has)
			fail_msg("%s", cases[i].list);
}

static void test_dates(void **state)
{
	char buf[CONDITION_DATE];

	(void)state;
	assert_string_equal(condition_date(buf, 784111777),
		"Sun, 06 Nov 1994 08:49:37 GMT");
	assert_true(condition_is_unchanged(buf, 784111777));
	assert_true(condition_is_unchanged(buf, 784111776));
	assert_false(condition_is_unchanged(buf, 784111778));
	/* RFC 850, asctime(), ISO 8601, and what is nearly right. */
	static const char *const others[] = {"Sunday, 06-Nov-94 08:49:37 GMT",
		"Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z",
		"Mon, 06 Nov 1994 08:49:37 GMT",
		"Sun, 06 Nov 1994 08:49:37 CET",
		"Sun, 06 Nov 1994 24:49:37 GMT",
		"Sun, 06 Nov 1994 08:60:37 GMT",
		"Sun, 06-Nov 1994 08:49:37 GMT",
		"Fri, 06 Nov 0000 08:49:37 GMT"};
	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		assert_false(condition_is_unchanged(others[i], 0));
	assert_false(condition_is_unchanged("", 0));
	assert_false(
		condition_is_unchanged("Sun, 06 Xxx 1994 08:49:37 GMT", 0));
	assert_false(
		condition_is_unchanged("Sun, 31 Feb 1994 08:49:37 GMT", 0));
	assert_false(
		condition_is_unchanged("Sun, 06 Nov 1994 0x:49:37 GMT", 0));
}

static void test_gzip(void **state)
{
	static const struct {
		const char *accept;
		bool takes;
	} cases[] = {{"gzip", true}, {"GZIP", true},
		{"deflate, gzip;q=1.0", true}, {"gzip;q=0", false},
		{"gzip; q=0.000", false}, {"gzip;q=0.5", true}, {"*", true},
		{"*;q=0", false}, {"identity", false}, {"", false},
		{NULL, false}, {"xgzip", false}, {"gzipx", false}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (condition_takes_gzip(cases[i].accept) != cases[i].takes)
			fail_msg("%s", cases[i].accept);
}

static void test_throttle(void **state)
{
	static struct throttle throttle;
	char peer[16];

	(void)state;
	for (int i = 0; i < THROTTLE_MISSES; i++) {
		assert_false(throttle_is_closed(&throttle, "::1", 1000));
		throttle_note(&throttle, "::1", 1000);
	}
	assert_true(throttle_is_closed(&throttle, "::1", 1059));
	assert_false(throttle_is_closed(&throttle, "::2", 1059));
	assert_false(throttle_is_closed(&throttle, "::1", 1060));
	/* A clock that was set back does not lock anybody out. */
	assert_false(throttle_is_closed(&throttle, "::1", 999));
	/* Many others push the oldest out; the table does not grow. */
	for (int i = 0; i < THROTTLE_PEERS; i++) {
		(void)snprintf(
			peer, sizeof(peer), "10.0.%d.%d", i / 256, i % 256);
		throttle_note(&throttle, peer, 1010 + i);
	}
	assert_false(throttle_is_closed(&throttle, "::1", 1059));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tags),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_gzip),
		cmocka_unit_test(test_throttle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
