/* Typed dates and times: what is understood. */
#include "text/text.h"
#include "text/when.h"
#include "text/words.h"

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
	const char *typed, *means;
} day_cases[] = {
	{"2026-11-20", "2026-11-20"},
	{"  2026-11-20  ", "2026-11-20"},
	{"2026/11/20", "2026-11-20"},
	{"2026.11.20", "2026-11-20"},
	{"2026-1-5", "2026-01-05"},
	{"2028-02-29", "2028-02-29"},
	{"2026年11月20日", "2026-11-20"},
	{"2026年11月20号", "2026-11-20"},
	{"２０２６－１１－２０", "2026-11-20"},
	{"Fri 2026-11-20", "2026-11-20"},
	{"2026-11-20 周五", "2026-11-20"},
	{"周五 2026-11-20", "2026-11-20"},
	{"20 Nov", "2026-11-20"},
	{"Fri 20 Nov", "2026-11-20"},
	{"Nov 20", "2026-11-20"},
	{"nov 20, 2027", "2027-11-20"},
	{"20 November 2027", "2027-11-20"},
	{"Fri 1 Jan 2027", "2027-01-01"},
	{"11月20日", "2026-11-20"},
	{"11月20号", "2026-11-20"},
	{"11月20", "2026-11-20"},
	{"12月4日 周五", "2026-12-04"},
	{"十一月二十日", "2026-11-20"},
	{"20日", "2026-11-20"},
	{"20日 周五", "2026-11-20"},
	{"today", "2026-11-18"},
	{"TOMORROW", "2026-11-19"},
	{"yesterday", "2026-11-17"},
	{"今天", "2026-11-18"},
	{"明天", "2026-11-19"},
	{"后天", "2026-11-20"},
	{"大后天", "2026-11-21"},
	{"昨天", "2026-11-17"},
	{"前天", "2026-11-16"},
	{"fri", "2026-11-20"},
	{"Friday", "2026-11-20"},
	{"tues", "2026-11-24"},
	{"wed", "2026-11-25"}, /* today excluded */
	{"sun", "2026-11-22"},
	{"next wed", "2026-11-25"},
	{"last wed", "2026-11-11"},
	{"周五", "2026-11-20"},
	{"星期五", "2026-11-20"},
	{"礼拜五", "2026-11-20"},
	{"本周五", "2026-11-20"},
	{"这个星期五", "2026-11-20"},
	{"周三", "2026-11-18"}, /* today */
	{"周日", "2026-11-22"},
	{"星期天", "2026-11-22"},
	{"下周一", "2026-11-23"},
	{"下个星期一", "2026-11-23"},
	{"下周日", "2026-11-29"},
	{"下下周一", "2026-11-30"},
	{"上周五", "2026-11-13"},
	{"+3d", "2026-11-21"},
	{"+0d", "2026-11-18"},
	{"-1d", "2026-11-17"},
	{"+2bd", "2026-11-20"},
	{"+3bd", "2026-11-23"},
	{"-3bd", "2026-11-13"},
	{"+2w", "2026-12-02"},
	{"+1m", "2026-12-18"},
	{"+1y", "2027-11-18"},
	{"3天后", "2026-11-21"},
	{"三天后", "2026-11-21"},
	{"十天以后", "2026-11-28"},
	{"3个工作日后", "2026-11-23"},
	{"两周后", "2026-12-02"},
	{"两个星期后", "2026-12-02"},
	{"1个月后", "2026-12-18"},
	{"eom", "2026-11-30"},
	{"月底", "2026-11-30"},
	{"2036-11-18", "2036-11-18"},
};
static void test_days(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(day_cases); i++)
		assert_string_equal(read_as(day_cases[i].typed, TEXT_EN),
			day_cases[i].means);
}

static const struct {
	const char *typed, *means;
} times[] = {
	{"15:00", " 15:00"},
	{"9:05", " 09:05"},
	{"00:00", " 00:00"},
	{"15：30", " 15:30"},
	{"3pm", " 15:00"},
	{"3 PM", " 15:00"},
	{"3:30pm", " 15:30"},
	{"12am", " 00:00"},
	{"12pm", " 12:00"},
	{"下午3点", " 15:00"},
	{"下午三点半", " 15:30"},
	{"下午3:30", " 15:30"},
	{"下午2点一刻", " 14:15"},
	{"上午9点20分", " 09:20"},
	{"上午9点20", " 09:20"},
	{"早上8点整", " 08:00"},
	{"晚上8点", " 20:00"},
	{"中午12点", " 12:00"},
	{"中午1点", " 13:00"},
	{"凌晨2点", " 02:00"},
	{"15点", " 15:00"},
	{"下午15点", " 15:00"},
	{"0点", " 00:00"},
};
static void test_times(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(times); i++)
		assert_string_equal(
			read_as(times[i].typed, TEXT_EN), times[i].means);
}

static void test_days_with_times(void **state)
{
	static const struct {
		const char *typed, *means;
	} cases[] = {
		{"2026-11-20 15:00", "2026-11-20 15:00"},
		{"2026-11-20T15:00", "2026-11-20 15:00"},
		{"fri 3pm", "2026-11-20 15:00"},
		{"fri 15:00", "2026-11-20 15:00"},
		{"tomorrow 9:30", "2026-11-19 09:30"},
		{"+2bd 10:00", "2026-11-20 10:00"},
		{"明天下午3点", "2026-11-19 15:00"},
		{"周五15:00", "2026-11-20 15:00"},
		{"下周一 上午10点半", "2026-11-23 10:30"},
		{"11月20日下午两点", "2026-11-20 14:00"},
		{"20日 周五 下午2点", "2026-11-20 14:00"},
		{"Fri 2026-11-20 10:30", "2026-11-20 10:30"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_string_equal(
			read_as(cases[i].typed, TEXT_EN), cases[i].means);
}

static void test_only_a_day(void **state)
{
	struct civil_date d = {0};
	struct err err = {0};

	(void)state;
	assert_int_equal(when_parse_day("fri", &wednesday, &d, &err), 0);
	assert_string_equal(CIVIL_STR(d), "2026-11-20");
	assert_int_equal(
		when_parse_day("15:00", &wednesday, &d, &err), -EINVAL);
	assert_int_equal(
		when_parse_day("fri 15:00", &wednesday, &d, &err), -EINVAL);
	assert_int_equal(when_parse_day("?", &wednesday, &d, &err), -EINVAL);
}

static void test_weekdays_from_every_day(void **state)
{
	/* Monday to Sunday: 周日 of this week, the next "mon". */
	(void)state;
	for (int i = 0; i < 7; i++) {
		struct when_context context = {
			.today = civil_add_days(
				(struct civil_date){2026, 11, 16}, i)};
		struct when when;

		assert_int_equal(when_parse("周日", &context, &when, NULL), 0);
		assert_string_equal(CIVIL_STR(when.date), "2026-11-22");
		assert_int_equal(when_parse("mon", &context, &when, NULL), 0);
		assert_string_equal(CIVIL_STR(when.date), "2026-11-23");
		assert_int_equal(
			when_parse("下周一", &context, &when, NULL), 0);
		assert_string_equal(CIVIL_STR(when.date), "2026-11-23");
	}
}

static void test_full_dates_can_be_typed_back(void **state)
{
	(void)state;
	for (int i = -3650; i <= 3650; i++) {
		struct civil_date d = civil_add_days(wednesday.today, i), read;

		for (int lang = 0; lang < TEXT_LANG_N; lang++) {
			char buf[WORDS_DATE];

			words_date_full(buf, (enum text_lang)lang, d);
			assert_int_equal(
				when_parse_day(buf, &wednesday, &read, NULL),
				0);
			assert_int_equal(civil_cmp(read, d), 0);
		}
	}
}

static void test_working_days_follow_the_calendars(void **state)
{
	static const struct workcal_day days[] = {
		{{2026, 11, 19}, DAY_CLOSED}, {{2026, 11, 21}, DAY_MAKEUP}};
	static const struct workcal cal = {.week = 0x1f,
		.days = days,
		.n_days = 2,
		.year_from = 2026,
		.year_to = 2026};
	struct workcal_pair pair = {
		.rep.national = &cal, .account.national = &cal};
	struct when_context context = {.today = {2026, 11, 18}, .days = &pair};
	struct when when;

	(void)state;
	assert_int_equal(when_parse("+1d", &context, &when, NULL), 0);
	assert_false(when.in_workdays);
	assert_int_equal(when_parse("1个工作日后", &context, &when, NULL), 0);
	assert_true(when.in_workdays);
	assert_int_equal(when_parse("+1bd", &context, &when, NULL), 0);
	assert_true(when.in_workdays);
	assert_string_equal(CIVIL_STR(when.date), "2026-11-20");
	assert_int_equal(when_parse("+2bd", &context, &when, NULL), 0);
	assert_string_equal(CIVIL_STR(when.date), "2026-11-21");
}

/* What s means as a month, "2026-12", or its refusal. */
static const char *month_of(const char *s)
{
	static char buf[400];
	struct civil_date d = {0};
	struct err err = {0};

	if (when_parse_month(s, &wednesday, &d, &err) < 0)
		return text_err(TEXT_EN, &err, buf, sizeof(buf));
	assert_int_equal(d.day, 1);
	snprintf(buf, sizeof(buf), "%04d-%02d", d.year, d.month);
	return buf;
}

static void test_months(void **state)
{
	static const char *const cases[][2] = {{"2027-12", "2027-12"},
		{"2027/1", "2027-01"}, {"2027.12", "2027-12"},
		{"12/2027", "2027-12"}, {"12", "2026-12"}, {" 3 ", "2026-03"},
		{"dec", "2026-12"}, {"Dec.", "2026-12"}, {"sept", "2026-09"},
		{"dec 2027", "2027-12"}, {"December, 2027", "2027-12"},
		{"december of 2027", "2027-12"}, {"2027 dec", "2027-12"},
		{"jan next year", "2027-01"}, {"jan last year", "2025-01"},
		{"this may", "2026-05"}, {"next jan", "2027-01"},
		{"next nov", "2027-11"}, {"last dec", "2025-12"},
		{"next dec", "\"next dec\" can mean 2026-12 or 2027-12; write "
			     "one of these"},
		{"last oct", "\"last oct\" can mean 2025-10 or 2026-10; write "
			     "one of these"},
		{"next month", "2026-12"}, {"last month", "2026-10"},
		{"this month", "2026-11"}, {"month after next", "2027-01"},
		{"12月", "2026-12"}, {"1月份", "2026-01"},
		{"十二月", "2026-12"}, {"2027年12月", "2027-12"},
		{"2027年 一月", "2027-01"}, {"明年1月", "2027-01"},
		{"明年一月份", "2027-01"}, {"去年12月", "2025-12"},
		{"今年3月", "2026-03"}, {"后年的二月", "2028-02"},
		{"前年2月", "2024-02"}, {"下个月", "2026-12"},
		{"下月", "2026-12"}, {"下下个月", "2027-01"},
		{"上个月", "2026-10"}, {"上上月", "2026-09"},
		{"这个月", "2026-11"}, {"１２月", "2026-12"},
		/* a day in it */
		{"tomorrow", "2026-11"}, {"dec 5", "2026-12"},
		{"1 dec 2027", "2027-12"}, {"12月5日", "2026-12"},
		{"+2m", "2027-01"}, {"3个月后", "2027-02"}, {"月底", "2026-11"},
		{"jan 5", "\"jan 5\" can mean 2026-01-05 or 2027-01-05; write "
			  "one of these"}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (strcmp(month_of(cases[i][0]), cases[i][1]) != 0)
			fail_msg("%s: %s", cases[i][0], month_of(cases[i][0]));
}

static void test_no_months(void **state)
{
	static const char *const cases[] = {"", "0", "13", "00", "2027", "de",
		"never", "月", "13月", "2027年", "2027-13", "13/2027",
		"next year", "明年", "q1", "dec 27 28", "202712", "27年3月",
		"正月", "3pm", "next", "2027-12-", "12 2027"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (!strstr(month_of(cases[i]), "is no month; write for "
						"example 2026-11, 11"))
			fail_msg("%s: %s", cases[i], month_of(cases[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_days_with_times),
		cmocka_unit_test(test_only_a_day),
		cmocka_unit_test(test_weekdays_from_every_day),
		cmocka_unit_test(test_full_dates_can_be_typed_back),
		cmocka_unit_test(test_working_days_follow_the_calendars),
		cmocka_unit_test(test_months),
		cmocka_unit_test(test_no_months),
	};

	return cmocka_run_group_tests_name("when", tests, NULL, NULL);
}
