/* The text form of calendars: what is read, and what is refused where. */
#include "core/caltext.h"

#include "base/str.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HEAD "calendar x\ntitle X\nsource nobody\nweek ooooocc\nyears 2026\n"

static int parse(const char *text, struct caltext *ret, struct err *err)
{
	return caltext_parse(text, strlen(text), ret, err);
}

static void test_reads_all_parts(void **state)
{
	AUTO_CALTEXT c = {0};

	(void)state;
	assert_int_equal(parse("\xef\xbb\xbf# a comment\r\n"
			       "\r\n"
			       "calendar\tcn-2\n"
			       "  title    中国大陆 / Mainland China  \n"
			       "source   a  notice\n"
			       "week     coooooc\n"
			       "years    2026..2027\n"
			       "provisional 2028..2029\n"
			       "closed 2026-12-31..2027-01-01 元旦 / New Year\n"
			       "soft   2027-01-01\n"
			       "makeup 2027-01-02 Saturday\r\n"
			       "   # another\n"
			       "open   2027-12-31",
				 &c, NULL),
		0);
	assert_string_equal(c.name, "cn-2");
	assert_string_equal(c.title, "中国大陆 / Mainland China");
	assert_string_equal(c.source, "a  notice");
	assert_int_equal(c.week, 0x3e);
	assert_int_equal(c.year_from, 2026);
	assert_int_equal(c.year_to, 2027);
	assert_int_equal(c.provisional_to, 2029);
	assert_int_equal(c.n_days, 5);
	assert_string_equal(CIVIL_STR(c.days[1].date), "2027-01-01");
	assert_int_equal(c.days[1].kind, DAY_CLOSED);
	assert_string_equal(c.days[1].name, "元旦 / New Year");
	assert_int_equal(c.days[2].kind, DAY_SOFT);
	assert_string_equal(c.days[2].name, "");
	assert_int_equal(c.days[3].kind, DAY_MAKEUP);
	assert_string_equal(c.days[3].name, "Saturday");
	assert_int_equal(c.days[4].kind, DAY_OPEN);
	assert_string_equal(c.days[4].name, "");
}

static const struct {
	const char *text, *line;
} broken[] = {
	{"title X\n", "1"},
	{"\n\ncalendar\n", "3"},
	{"calendar a/b\n", "1"},
	{"calendar a b\n", "1"},
	{"calendar abcdefghijklmnopqrstuvwxyz0123456\n", "1"},
	{"calendar x\ncalendar y\n", "2"},
	{"calendar x\nsource y\n", "2"},
	{"calendar x\ntitle X\nsource y\nweek oooooc\n", "4"},
	{"calendar x\ntitle X\nsource y\nweek ooooocc\nyears 0\n", "5"},
	{"calendar x\ntitle X\nsource y\nweek ooooocc\nyears 2027..2026"
	 "\n",
		"5"},
	{"calendar x\ntitle X\nsource y\nweek ooooocc\nyears 2026..\n", "5"},
	{"calendar x\ntitle X\nsource y\nweek ooooocc\nyears -1\n", "5"},
	{"calendar x\ntitle X\nsource y\nweek ooooocc\nyears 10000\n", "5"},
	{"calendar x\ntitle X\nsource y\nweek ooooocc\nyears 02026\n", "5"},
	{"calendar x\ntitle X\nsource y\nweek ooooocc\nyears 2026a\n", "5"},
	{HEAD "Closed 2026-01-01\n", "6"},
	{HEAD "holiday 2026-01-01\n", "6"},
	{HEAD "closed\n", "6"},
	{HEAD "closed 2026-02-29\n", "6"},
	{HEAD "closed 1 January\n", "6"},
	{HEAD "closed 2026-01-01...2026-01-02\n", "6"},
	{HEAD "closed 2026-01-02..2026-01-01\n", "6"},
	{HEAD "closed 2026-01-01 .. 2026-01-02\n", "6"},
	{HEAD "closed 2025-12-31\n", "6"},
	{HEAD "closed 2026-12-31..2027-01-01\n", "6"},
	{HEAD "provisional 2028\n", "6"},
	{HEAD "provisional 2026\n", "6"},
	{HEAD "provisional 2027..2026\n", "6"},
	{HEAD "provisional 2027\nprovisional 2028\n", "7"},
	{HEAD "provisional 2027\nclosed 2028-01-01\n", "7"},
	{HEAD "closed 2026-01-01\nprovisional 2027\n", "7"},
	{HEAD "closed 2026-01-02\nclosed 2026-01-01\n", "7"},
	{HEAD "closed 2026-01-01\nopen 2026-01-01\n", "7"},
	{HEAD "soft 2026-01-01\nclosed 2026-01-01\n", "7"},
	{HEAD "soft 2026-01-01\nsoft 2026-01-01\n", "7"},
	{HEAD "closed 2026-01-01 \xff\n", "6"},
	{HEAD "closed 2026-01-01 \x1b[2J\n", "6"},
	{HEAD "week ooooocc\n", "6"},
};

static void test_refuses_with_the_line(void **state)
{

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(broken); i++) {
		struct caltext c = {0};
		struct err err = {0};

		if (parse(broken[i].text, &c, &err) != -EINVAL ||
			strcmp(err.arg[0], broken[i].line) != 0)
			fail_msg("case %zu: %d, line %s", i, err.code,
				err.arg[0]);
		assert_null(c.days);
	}
}

static void test_refuses_what_is_cut_short(void **state)
{
	struct caltext c = {0};
	struct err err = {0};

	(void)state;
	assert_int_equal(parse("", &c, &err), -EINVAL);
	assert_string_equal(err.arg[0], "calendar");
	assert_int_equal(parse("calendar x\ntitle X\n", &c, &err), -EINVAL);
	assert_string_equal(err.arg[0], "source");
	assert_int_equal(
		caltext_parse(HEAD "\0", sizeof(HEAD), &c, &err), -EINVAL);
	assert_int_equal(parse(HEAD, &c, NULL), 0); /* no days are allowed */
	caltext_done(&c);
}

static void test_limits(void **state)
{
	AUTO_STR text = {0};
	struct caltext c = {0};

	(void)state;
	/* 4000 days are allowed, one more is not. */
	str_add(&text, "calendar x\ntitle X\nsource y\nweek ooooocc\n"
		       "years 2000..2010\nclosed 2000-01-01..2010-12-13\n");
	assert_int_equal(parse(str_get(&text), &c, NULL), 0);
	assert_int_equal(c.n_days, CALTEXT_DAYS_MAX);
	caltext_done(&c);
	str_add(&text, "closed 2010-12-14\n");
	assert_int_equal(parse(str_get(&text), &c, NULL), -E2BIG);

	str_reset(&text);
	str_add(&text, HEAD "#");
	while (text.len < strlen(HEAD) + CALTEXT_LINE_MAX)
		str_add_char(&text, 'x');
	assert_int_equal(parse(str_get(&text), &c, NULL), 0);
	caltext_done(&c);
	str_add_char(&text, 'x');
	assert_int_equal(parse(str_get(&text), &c, NULL), -E2BIG);

	str_reset(&text);
	str_add(&text, HEAD);
	while (text.len < CALTEXT_SIZE_MAX)
		str_add_char(&text, '\n');
	assert_int_equal(parse(str_get(&text), &c, NULL), 0);
	caltext_done(&c);
	str_add_char(&text, '\n');
	assert_int_equal(parse(str_get(&text), &c, NULL), -E2BIG);
}

static void test_the_longest_name(void **state)
{
	AUTO_CALTEXT c = {0};

	(void)state;
	assert_int_equal(
		parse("calendar abcdefghijklmnopqrstuvwxyz012345\ntitle X\n"
		      "source y\nweek ooooocc\nyears 1\n",
			&c, NULL),
		0);
	assert_int_equal(strlen(c.name), CALTEXT_NAME_MAX);
	assert_int_equal(c.year_to, 1);
}

/* A range costs no more than what is kept of it. */
static void test_a_huge_range_is_refused(void **state)
{
	struct caltext c = {0};

	(void)state;
	assert_int_equal(parse("calendar x\ntitle X\nsource y\nweek ooooocc\n"
			       "years 1..9999\nclosed 0001-01-01..9999-12-31\n",
				 &c, NULL),
		-E2BIG);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_all_parts),
		cmocka_unit_test(test_refuses_with_the_line),
		cmocka_unit_test(test_refuses_what_is_cut_short),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_the_longest_name),
		cmocka_unit_test(test_a_huge_range_is_refused),
	};

	return cmocka_run_group_tests_name("caltext", tests, NULL, NULL);
}
