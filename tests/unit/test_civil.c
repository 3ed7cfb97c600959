/* Civil dates: every day there is, the edges, and month arithmetic. */
#include "core/civil.h"

#include <errno.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define assert_day(d, text) assert_string_equal(CIVIL_STR(d), text)

/* The day after, by the calendar's own rules and nothing else. */
static void step(int *year, int *month, int *day)
{
	static const int length[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = *year % 400 == 0 || (*year % 4 == 0 && *year % 100 != 0);

	if (++*day <= length[*month - 1] + (*month == 2 && leap))
		return;
	*day = 1;
	if (++*month <= 12)
		return;
	*month = 1;
	++*year;
}

static void test_every_day_from_1_to_9999(void **state)
{
	int year = 1, month = 1, day = 1;

	(void)state;
	for (int n = -719162; n <= 2932896; n++) {
		struct civil_date d = civil_from_days(n);

		if (d.year != year || d.month != month || d.day != day ||
			!civil_is_valid(year, month, day) ||
			civil_days(d) != n ||
			(int)civil_weekday(d) != (n + 719162) % 7)
			fail_msg("day %d is not %d-%d-%d", n, year, month, day);
		step(&year, &month, &day);
	}
	assert_int_equal(year, 10000);
}

static void test_known_days(void **state)
{
	(void)state;
	assert_int_equal(civil_days((struct civil_date){1970, 1, 1}), 0);
	assert_int_equal(civil_days((struct civil_date){2000, 3, 1}), 11017);
	assert_int_equal(civil_weekday((struct civil_date){2026, 3, 10}), TUE);
	assert_int_equal(civil_weekday((struct civil_date){2000, 2, 29}), TUE);
	assert_int_equal(civil_weekday((struct civil_date){1, 1, 1}), MON);
	assert_int_equal(civil_between((struct civil_date){2026, 2, 28},
				 (struct civil_date){2026, 3, 1}),
		1);
	assert_int_equal(civil_between((struct civil_date){2024, 3, 1},
				 (struct civil_date){2024, 2, 28}),
		-2);
}

static void test_days_that_do_not_exist(void **state)
{
	static const int bad[][3] = {{0, 1, 1}, {10000, 1, 1}, {2026, 0, 1},
		{2026, 13, 1}, {2026, 1, 0}, {2026, 1, 32}, {2026, 2, 29},
		{1900, 2, 29}, {2026, 4, 31}, {2026, -1, 1}, {-4, 2, 29}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		assert_false(civil_is_valid(bad[i][0], bad[i][1], bad[i][2]));
	assert_true(civil_is_valid(2000, 2, 29));
	assert_true(civil_is_none(civil_from_days(-719163)));
	assert_true(civil_is_none(civil_from_days(2932897)));
	assert_true(civil_is_none(civil_from_days(INT32_MIN)));
	assert_true(civil_is_none(civil_from_days(INT32_MAX)));
}

static void test_adding_days_stays_in_range(void **state)
{
	const struct civil_date last = {9999, 12, 31}, first = {1, 1, 1};

	(void)state;
	assert_day(civil_add_days(first, 3652058), "9999-12-31");
	assert_day(civil_add_days(last, -3652058), "0001-01-01");
	assert_day(civil_add_days(last, 1), "");
	assert_day(civil_add_days(first, -1), "");
	assert_day(civil_add_days(last, INT_MAX), "");
	assert_day(civil_add_days(first, INT_MIN), "");
	assert_day(civil_add_days((struct civil_date){0}, 1), "");
}

static void test_months_clamp_from_the_original_day(void **state)
{
	static const struct {
		struct civil_date anchor;
		int n;
		const char *day;
	} cases[] = {
		{{2026, 1, 31}, 0, "2026-01-31"},
		{{2026, 1, 31}, 1, "2026-02-28"},
		{{2026, 1, 31}, 2, "2026-03-31"},
		{{2026, 1, 31}, 3, "2026-04-30"},
		{{2026, 1, 31}, 25, "2028-02-29"},
		{{2024, 2, 29}, 12, "2025-02-28"},
		{{2024, 2, 29}, 48, "2028-02-29"},
		{{2026, 3, 31}, -1, "2026-02-28"},
		{{2026, 1, 15}, -1, "2025-12-15"},
		{{2026, 12, 15}, 1, "2027-01-15"},
		{{2026, 11, 15}, 1, "2026-12-15"},
		{{9999, 11, 30}, 1, "9999-12-30"},
		{{9999, 12, 1}, 1, ""},
		{{1, 2, 1}, -1, "0001-01-01"},
		{{1, 1, 1}, -1, ""},
		{{2026, 1, 1}, INT_MAX, ""},
		{{2026, 1, 1}, INT_MIN, ""},
		{{0, 0, 0}, 1, ""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_day(civil_add_months(cases[i].anchor, cases[i].n),
			cases[i].day);
	assert_day(civil_end_of_month((struct civil_date){2024, 2, 3}),
		"2024-02-29");
	assert_day(civil_end_of_month((struct civil_date){2026, 12, 31}),
		"2026-12-31");
}

static void test_order(void **state)
{
	const struct civil_date a = {2026, 1, 31}, b = {2026, 2, 1},
				c = {2027, 1, 1}, d = {2027, 1, 2};

	(void)state;
	assert_true(civil_cmp(a, b) < 0);
	assert_true(civil_cmp(c, b) > 0);
	assert_true(civil_cmp(c, d) < 0);
	assert_int_equal(civil_cmp(a, a), 0);
	assert_day(civil_max(a, c), "2027-01-01");
	assert_day(civil_min(d, c), "2027-01-01");
}

static void test_text_round_trip(void **state)
{
	static const char *const good[] = {
		"0001-01-01", "2026-03-10", "2024-02-29", "9999-12-31"};
	struct civil_date d;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		assert_int_equal(civil_parse(good[i], &d, NULL), 0);
		assert_day(d, good[i]);
	}
}

static void test_text_is_strict(void **state)
{
	static const struct {
		const char *s;
		int code;
	} bad[] = {
		{"", -EINVAL},
		{"2026-3-10", -EINVAL},
		{"2026-03-1", -EINVAL},
		{"2026-03-10 ", -EINVAL},
		{" 2026-03-10", -EINVAL},
		{"2026-03-100", -EINVAL},
		{"2026/03/10", -EINVAL},
		{"2026-03/10", -EINVAL},
		{"+026-03-10", -EINVAL},
		{"2026--3-10", -EINVAL},
		{"2026-03-1x", -EINVAL},
		{"2026-02-29", -EINVAL},
		{"2026-00-10", -EINVAL},
		{"2026-13-10", -EINVAL},
		{"2026-03-00", -EINVAL},
		{"0000-01-01", -EINVAL},
		{"20260310", -EINVAL},
		{"00002026-03-10", -EINVAL},
		{"２０２６-03-10", -EINVAL},
		{"10000-01-01", -ERANGE},
		{"123456789-01-01", -ERANGE},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct civil_date d = {1, 2, 3};
		struct err err = {0};

		if (civil_parse(bad[i].s, &d, &err) != bad[i].code)
			fail_msg("\"%s\" was not refused rightly", bad[i].s);
		assert_int_equal(err.code, bad[i].code);
		assert_non_null(err.msgid);
		assert_int_equal(d.year, 1); /* untouched */
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_day_from_1_to_9999),
		cmocka_unit_test(test_known_days),
		cmocka_unit_test(test_days_that_do_not_exist),
		cmocka_unit_test(test_adding_days_stays_in_range),
		cmocka_unit_test(test_months_clamp_from_the_original_day),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_text_round_trip),
		cmocka_unit_test(test_text_is_strict),
	};

	return cmocka_run_group_tests_name("civil", tests, NULL, NULL);
}
