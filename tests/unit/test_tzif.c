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

/* A zone file made by hand: version 2, an empty first block. */
struct made {
	int64_t at[3];
	uint8_t type[3];
	size_t n_times;
	int32_t offset[3];
	size_t n_types;
	uint8_t n_leap;
	const char *footer;
};

struct bytes {
	unsigned char data[512];
	size_t n;
};

static void put(struct bytes *b, int64_t value, int size)
{
	while (size-- > 0)
		b->data[b->n++] =
			(unsigned char)((uint64_t)value >> (8 * size));
}

static void put_header(
	struct bytes *b, size_t n_leap, size_t n_times, size_t n_types)
{
	memcpy(b->data + b->n, "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20);
	b->n += 20;
	put(b, 1, 4); /* UT and standard flags: one each */
	put(b, 1, 4);
	put(b, (int64_t)n_leap, 4);
	put(b, (int64_t)n_times, 4);
	put(b, (int64_t)n_types, 4);
	put(b, 4, 4); /* "XXX" */
}

static int parse_made(const struct made *m, struct tzif *ret)
{
	struct bytes b = {.n = 0};

	put_header(&b, 1, 0, 1);
	b.n += 6 + 4 + 8 + 2;
	put_header(&b, m->n_leap, m->n_times, m->n_types);
	for (size_t i = 0; i < m->n_times; i++)
		put(&b, m->at[i], 8);
	for (size_t i = 0; i < m->n_times; i++)
		put(&b, m->type[i], 1);
	for (size_t i = 0; i < m->n_types; i++) {
		put(&b, m->offset[i], 4);
		put(&b, 0, 2);
	}
	b.n += 4 + 12 * (size_t)m->n_leap + 2;
	memcpy(b.data + b.n, m->footer, strlen(m->footer));
	b.n += strlen(m->footer);
	return tzif_parse(b.data, b.n, ret);
}

static const struct made plain = {
	.at = {-100, 100, 200},
	.type = {1, 0, 2},
	.n_times = 3,
	.offset = {60, -89999, 93599},
	.n_types = 3,
	.footer = "\n\n",
};

static void check_span(const struct tzif *f, int64_t at, struct tzspan want)
{
	struct tzspan span = tzif_span(f, at);

	assert_int_equal(span.start, want.start);
	assert_int_equal(span.end, want.end);
	assert_int_equal(span.offset_s, want.offset_s);
}

static void test_stretches_of_a_table(void **state)
{
	struct tzif f = {0};

	(void)state;
	assert_int_equal(parse_made(&plain, &f), 0);
	check_span(&f, -101, (struct tzspan){INT64_MIN, -100, 60});
	check_span(&f, -100, (struct tzspan){-100, 100, -89999});
	check_span(&f, 99, (struct tzspan){-100, 100, -89999});
	check_span(&f, 100, (struct tzspan){100, 200, 60});
	check_span(&f, 199, (struct tzspan){100, 200, 60});
	check_span(&f, 200, (struct tzspan){200, INT64_MAX, 93599});
	tzif_done(&f);
}

static void test_the_rule_begins_where_the_table_ends(void **state)
{
	struct made m = plain;
	struct tzif f = {0};

	(void)state;
	m.footer = "\nXXX3\n";
	assert_int_equal(parse_made(&m, &f), 0);
	check_span(&f, 199, (struct tzspan){100, 200, 60});
	check_span(&f, 200, (struct tzspan){200, INT64_MAX, -10800});
	tzif_done(&f);
	m.n_times = 0;
	assert_int_equal(parse_made(&m, &f), 0);
	check_span(&f, 0, (struct tzspan){INT64_MIN, INT64_MAX, -10800});
	tzif_done(&f);
	m.footer = "\n\n";
	assert_int_equal(parse_made(&m, &f), 0);
	check_span(&f, 0, (struct tzspan){INT64_MIN, INT64_MAX, 60});
	tzif_done(&f);
}

static void refuse(struct made m)
{
	struct tzif f = {0};

	assert_int_equal(parse_made(&m, &f), -EBADMSG);
	assert_null(f.at);
}

static void test_tables_that_make_no_sense(void **state)
{
	struct made m = plain;

	(void)state;
	m.type[2] = 3;
	refuse(m);
	m = plain;
	m.offset[2] = 93600;
	refuse(m);
	m = plain;
	m.offset[0] = -90000;
	refuse(m);
	m = plain;
	m.at[1] = -100;
	refuse(m);
	m = plain;
	m.at[2] = 99;
	refuse(m);
	m = plain;
	m.n_times = m.n_types = 0;
	refuse(m);
	m = plain;
	m.n_leap = 1;
	refuse(m);
}

static void test_footers_that_make_no_sense(void **state)
{
	static const char *const bad[] = {"", "\n", "XXX3\n", "\nXXX3",
		"\nXXX3\n\n", "\n\n\n", "\nXXX\n"};
	struct made m = plain;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		m.footer = bad[i];
		refuse(m);
	}
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
		cmocka_unit_test(test_stretches_of_a_table),
		cmocka_unit_test(test_the_rule_begins_where_the_table_ends),
		cmocka_unit_test(test_tables_that_make_no_sense),
		cmocka_unit_test(test_footers_that_make_no_sense),
		cmocka_unit_test(test_damaged_files),
	};

	return cmocka_run_group_tests_name("tzif", tests, NULL, NULL);
}
