/* Zone files and the rules in their footers: what is refused, and the rule
 * that knows no winter.  One test needs the package tzdata. */
#include "core/tzif.h"

#include "base/cleanup.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void test_bad_rules_are_refused(void **state)
{
	static const char *const bad[] = {
		"",
		"UTC",
		"UT0",
		"<UTC0",
		"<+1>-1",
		"UTC25",
		"UTC0:60",
		"UTC0:00:60",
		"UTC0 ",
		"EST5EDT",
		"EST5EDT,M3.2.0",
		"EST5EDT,M3.2.0,",
		"EST5EDT,M3.2.0,M11.1.0,",
		"EST5EDT,M0.2.0,M11.1.0",
		"EST5EDT,M13.2.0,M11.1.0",
		"EST5EDT,M3.0.0,M11.1.0",
		"EST5EDT,M3.6.0,M11.1.0",
		"EST5EDT,M3.2.7,M11.1.0",
		"EST5EDT,M3.2,M11.1.0",
		"EST5EDT,J0,J365",
		"EST5EDT,J1,J366",
		"EST5EDT,0,366",
		"EST5EDT,M3.2.0/168,M11.1.0",
		"EST5EDT,M3.2.0/-168,M11.1.0",
		"EST5EDT,M3.2.0/,M11.1.0",
		"EST5EDT,M3.2.0/1000,M11.1.0",
	};
	struct tzrule rule;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (tzrule_parse(bad[i], strlen(bad[i]), &rule) != -EBADMSG)
			fail_msg("accepted: %s", bad[i]);
}

/* RFC 8536, 3.3.1: summer time from the first second of a year to its last. */
static void test_summer_all_year(void **state)
{
	static const char text[] = "EST5EDT,0/0,J365/25";
	struct tzrule rule;

	(void)state;
	assert_int_equal(tzrule_parse(text, strlen(text), &rule), 0);
	for (int64_t at = 0; at < INT64_C(4102444800); at += 3600 * 7)
		assert_int_equal(tzrule_span(&rule, at).offset_s, -4 * 3600);
	/* On both sides of a new year in UTC and in local time. */
	for (int64_t at = 1767225600 - 86400; at < 1767225600 + 86400; at++)
		assert_int_equal(tzrule_span(&rule, at).offset_s, -4 * 3600);
}

static size_t read_berlin(unsigned char *bytes, size_t size)
{
	FILE *f = fopen("/usr/share/zoneinfo/Europe/Berlin", "re");
	size_t n = 0;

	if (f) {
		n = fread(bytes, 1, size, f);
		fclose(f);
	}
	return n;
}

/* A file cut anywhere, or with any count of its headers too large. */
static void test_damaged_files(void **state)
{
	unsigned char bytes[65536];
	struct tzif f = {0};
	size_t n, second;

	(void)state;
	n = read_berlin(bytes, sizeof(bytes));
	if (n == 0)
		skip(); /* no tzdata */
	assert_int_equal(tzif_parse(bytes, n, &f), 0);
	tzif_done(&f);
	for (size_t cut = 0; cut < n; cut++)
		assert_int_equal(tzif_parse(bytes, cut, &f), -EBADMSG);
	for (second = 4; memcmp(bytes + second, "TZif", 4) != 0;)
		second++;
	for (size_t at = 20; at < 44; at += 4) {
		unsigned char damaged[sizeof(bytes)];

		memcpy(damaged, bytes, n);
		memset(damaged + at, 0xff, 4);
		assert_int_equal(tzif_parse(damaged, n, &f), -EBADMSG);
		memcpy(damaged, bytes, n);
		memset(damaged + second + at, 0xff, 4);
		assert_int_equal(tzif_parse(damaged, n, &f), -EBADMSG);
	}
	bytes[4] = '\0'; /* version 1 */
	assert_int_equal(tzif_parse(bytes, n, &f), -EBADMSG);
	assert_null(f.at);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bad_rules_are_refused),
		cmocka_unit_test(test_summer_all_year),
		cmocka_unit_test(test_damaged_files),
	};

	return cmocka_run_group_tests_name("tzif", tests, NULL, NULL);
}
