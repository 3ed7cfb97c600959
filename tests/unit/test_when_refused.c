/* Typed dates and times: what is refused, and with which words. */
#include "text/text.h"
#include "text/when.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* A Wednesday. */
static const struct when_context wednesday = {.today = {2026, 11, 18}};

/* What s means, as "2026-11-20 15:00", or its refusal in lang. */
static const char *read_as(const char *s, enum text_lang lang)
{
	static char buf[400];
	struct when when;
	struct err err = {0};
	char date[CIVIL_TEXT];

	if (when_parse(s, &wednesday, &when, &err) < 0)
		return text_err(lang, &err, buf, sizeof(buf));
	civil_format(date, when.date);
	if (when.minute < 0)
		snprintf(buf, sizeof(buf), "%s", date);
	else
		snprintf(buf, sizeof(buf), "%s %02d:%02d", date,
			when.minute / 60, when.minute % 60);
	return buf;
}

static const struct {
	const char *typed, *en, *zh;
} readings[] = {
	{"03/04",
		"\"03/04\" can mean 2027-03-04 or 2027-04-03; write "
		"one of these",
		"“03/04”可以理解为 2027-03-04 或 "
		"2027-04-03，请写明其中一个"},
	{"11/12",
		"\"11/12\" can mean 2026-11-12 or 2026-12-11; write "
		"one of these",
		"“11/12”可以理解为 2026-11-12 或 "
		"2026-12-11，请写明其中一个"},
	{"3.4.2026",
		"\"3.4.2026\" can mean 2026-03-04 or 2026-04-03; "
		"write one of these",
		"“3.4.2026”可以理解为 2026-03-04 或 "
		"2026-04-03，请写明其中一个"},
	{"25/12",
		"\"25/12\" is read differently in other countries; "
		"write 2026-12-25",
		"“25/12”在不同国家读法不同，请写 2026-12-25"},
	{"next fri",
		"\"next fri\" can mean 2026-11-20 or 2026-11-27; "
		"write one of these",
		"“next fri”可以理解为 2026-11-20 或 "
		"2026-11-27，请写明其中一个"},
	{"last mon",
		"\"last mon\" can mean 2026-11-09 or 2026-11-16; "
		"write one of these",
		"“last mon”可以理解为 2026-11-09 或 "
		"2026-11-16，请写明其中一个"},
	{"周一",
		"\"周一\" of this week was 2026-11-16; for 2026-11-23 "
		"write 下周一",
		"本周的“周一”是 2026-11-16，已经过去；要安排在 "
		"2026-11-23，请写 下周一"},
	{"周一 15:00",
		"\"周一 15:00\" of this week was 2026-11-16; for "
		"2026-11-23 write 下周一 15:00",
		"本周的“周一 15:00”是 2026-11-16，已经过去；要安排在 "
		"2026-11-23，请写 下周一 15:00"},
	{"周一下午3点",
		"\"周一下午3点\" of this week was 2026-11-16; for "
		"2026-11-23 write 下周一下午3点",
		"本周的“周一下午3点”是 2026-11-16，已经过去；要安排在 "
		"2026-11-23，请写 下周一下午3点"},
	{"1月5日",
		"\"1月5日\" can mean 2026-01-05 or 2027-01-05; write "
		"one of these",
		"“1月5日”可以理解为 2026-01-05 或 "
		"2027-01-05，请写明其中一个"},
	{"5日",
		"\"5日\" can mean 2026-11-05 or 2026-12-05; write one "
		"of these",
		"“5日”可以理解为 2026-11-05 或 "
		"2026-12-05，请写明其中一个"},
	{"3点", "\"3点\" can mean 03:00 or 15:00; write one of these",
		"“3点”可以理解为 03:00 或 15:00，请写明其中一个"},
};
static void test_two_readings_are_refused_with_both(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(readings); i++) {
		assert_string_equal(
			read_as(readings[i].typed, TEXT_EN), readings[i].en);
		assert_string_equal(
			read_as(readings[i].typed, TEXT_ZH_CN), readings[i].zh);
	}
}

static const struct {
	const char *typed;
	int code;
} codes[] = {
	{"", -EINVAL},
	{" ", -EINVAL},
	{"soon", -EINVAL},
	{"下周", -EINVAL},
	{"fr", -EINVAL},
	{"20", -EINVAL},
	{"+3", -EINVAL},
	{"3d", -EINVAL},
	{"+3 days", -EINVAL},
	{"2026-02-29", -EINVAL},
	{"2026-13-01", -EINVAL},
	{"2026-00-10", -EINVAL},
	{"2026-11-00", -EINVAL},
	{"Mon 2026-11-20", -EINVAL},
	{"2026-11-20 周四", -EINVAL},
	{"24:00", -EINVAL},
	{"15:60", -EINVAL},
	{"15:0", -EINVAL},
	{"13pm", -EINVAL},
	{"0am", -EINVAL},
	{"晚上12点", -EINVAL},
	{"25点", -EINVAL},
	{"fri fri", -EINVAL},
	{"15:00 fri", -EINVAL},
	{"tomorrowx", -EINVAL},
	{"2026-11-20x", -EINVAL},
	{"fri\n", -EINVAL},
	{"\xff", -EINVAL},
	{"2036-12-01", -ERANGE},
	{"2016-01-01", -ERANGE},
	{"10000-01-01", -ERANGE},
	{"99999999-01-01", -ERANGE},
	{"9999-12-31", -ERANGE},
	{"+9999d", -ERANGE},
	{"+99999999999999999999d", -ERANGE},
	{"+9999y", -ERANGE},
	{"1111111111111111111111111111111111111111111111111111111111111"
	 "1111",
		-E2BIG},
};
static void test_refusals_have_their_code(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
		struct when when = {.minute = 7};
		struct err err = {0};
		char buf[400];

		assert_int_equal(
			when_parse(codes[i].typed, &wednesday, &when, &err),
			codes[i].code);
		assert_int_equal(when.minute, 7);
		text_err(TEXT_EN, &err, buf, sizeof(buf));
		assert_true(strlen(buf) > 20);
	}
}

static void test_refusals_show_what_to_write(void **state)
{
	static const struct {
		const char *typed, *en;
	} cases[] = {
		{"soon",
			"\"soon\" is not understood as a date or time; write "
			"for example 2026-11-25, tomorrow, fri, +3d, +2bd, eom "
			"or 15:00"},
		{"2026-02-30",
			"there is no day \"2026-02-30\"; that month ends on "
			"2026-02-28"},
		{"2026-20-11",
			"there is no day \"2026-20-11\"; a date is written "
			"year, month, day: 2026-11-18"},
		{"+3", "\"+3\" lacks a unit; write +3d (days), +2bd (working "
		       "days), +2w, +1m or +1y"},
		{"Mon 2026-11-20",
			"weekday and date do not agree in \"Mon 2026-11-20\"; "
			"write only the date: 2026-11-20"},
		{"2037-01-01",
			"2037-01-01 is more than ten years from today; check "
			"the year"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_string_equal(
			read_as(cases[i].typed, TEXT_EN), cases[i].en);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_two_readings_are_refused_with_both),
		cmocka_unit_test(test_refusals_have_their_code),
		cmocka_unit_test(test_refusals_show_what_to_write),
	};

	return cmocka_run_group_tests_name("refused", tests, NULL, NULL);
}
