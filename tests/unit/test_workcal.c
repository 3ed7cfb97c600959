/* Working calendars: who decides on a day, and counting in open days. */
#include "core/workcal.h"

#include "corefix.h"

#include <errno.h>
#include <string.h>

/* The notice of the State Council, day by day: what it says of each weekday
 * that is closed and each weekend day that is worked. */
static void test_china_2026_has_exactly_the_days_of_the_notice(void **state)
{
	static const char *const closed[] = {"2026-01-01", "2026-01-02",
		"2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19",
		"2026-02-20", "2026-02-23", "2026-04-06", "2026-05-01",
		"2026-05-04", "2026-05-05", "2026-06-19", "2026-09-25",
		"2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06",
		"2026-10-07"};
	static const char *const worked[] = {"2026-01-04", "2026-02-14",
		"2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"};
	const struct workcal_side side = {.national = &corefix_cn};
	size_t n_closed = 0, n_worked = 0;

	(void)state;
	for (struct civil_date d = day("2026-01-01"); d.year == 2026;
		d = civil_add_days(d, 1)) {
		bool weekend = civil_weekday(d) >= SAT;
		bool open = workcal_side_open(&side, d, true);

		if (!weekend && !open) {
			assert_true(n_closed < ARRAY_LEN(closed));
			assert_day(d, closed[n_closed++]);
		}
		if (weekend && open) {
			assert_true(n_worked < ARRAY_LEN(worked));
			assert_day(d, worked[n_worked++]);
			assert_false(workcal_side_open(&side, d, false));
		}
	}
	assert_int_equal(n_closed, ARRAY_LEN(closed));
	assert_int_equal(n_worked, ARRAY_LEN(worked));
}

static void test_germany_has_nine_holidays_a_year(void **state)
{
	static const char *const easter_monday[] = {"2026-04-06", "2027-03-29"};

	(void)state;
	assert_int_equal(corefix_de.n_days, 18);
	for (size_t i = 0; i < ARRAY_LEN(easter_monday); i++) {
		const struct workcal_side side = {.national = &corefix_de};
		struct civil_date easter =
			civil_add_days(day(easter_monday[i]), -1);
		/* Good Friday, Ascension and Whit Monday follow Easter. */
		static const int offsets[] = {-2, 1, 39, 50};

		for (size_t k = 0; k < ARRAY_LEN(offsets); k++)
			assert_false(workcal_side_open(&side,
				civil_add_days(easter, offsets[k]), true));
	}
}

static const struct {
	int leave, company, national; /* a kind, or -1 for none */
	bool open, open_makeup;
} matches[] = {
	{-1, -1, -1, true, true}, /* a Tuesday */
	{-1, -1, DAY_CLOSED, false, false},
	{-1, -1, DAY_MAKEUP, false, true},
	{-1, -1, DAY_OPEN, true, true},
	{-1, -1, DAY_SOFT, true, true},
	{-1, DAY_OPEN, DAY_CLOSED, true, true},
	{-1, DAY_CLOSED, DAY_OPEN, false, false},
	{-1, DAY_CLOSED, -1, false, false},
	{-1, DAY_MAKEUP, DAY_CLOSED, false, true},
	{-1, DAY_OPEN, DAY_MAKEUP, true, true},
	{-1, DAY_SOFT, DAY_CLOSED, false, false},
	{DAY_CLOSED, DAY_OPEN, DAY_OPEN, false, false},
	{DAY_OPEN, DAY_CLOSED, DAY_CLOSED, true, true},
	{DAY_CLOSED, -1, -1, false, false},
	{DAY_SOFT, -1, -1, true, true},
};

/* Every pair of exceptions on one day: the first side that knows it wins. */
static void test_the_first_match_decides(void **state)
{

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(matches); i++) {
		const int kinds[] = {matches[i].leave, matches[i].company,
			matches[i].national};
		struct workcal_day days[3];
		struct workcal cal[3];
		const struct workcal_side side = {&cal[0], &cal[1], &cal[2]};

		for (int k = 0; k < 3; k++) {
			days[k] = (struct workcal_day){day("2026-03-10"),
				kinds[k] < 0 ? DAY_OPEN
					     : (enum day_kind)kinds[k]};
			cal[k] = (struct workcal){.week = 0x1f,
				.days = &days[k],
				.n_days = kinds[k] >= 0};
		}
		if (workcal_side_open(&side, day("2026-03-10"), false) !=
				matches[i].open ||
			workcal_side_open(&side, day("2026-03-10"), true) !=
				matches[i].open_makeup)
			fail_msg("case %zu", i);
		/* The neighbours are not touched. */
		assert_true(workcal_side_open(&side, day("2026-03-09"), false));
		assert_true(workcal_side_open(&side, day("2026-03-11"), false));
	}
}

static void test_a_soft_day_keeps_its_other_kind(void **state)
{
	static const struct workcal_day days[] = {
		{{2026, 3, 9}, DAY_CLOSED},
		{{2026, 3, 10}, DAY_CLOSED},
		{{2026, 3, 10}, DAY_SOFT},
		{{2026, 3, 11}, DAY_SOFT},
	};
	const struct workcal cal = {.week = 0x1f, .days = days, .n_days = 4};
	const struct workcal_pair pair = {.account = {.company = &cal}};
	const struct workcal_pair leave = {.rep = {.leave = &cal}};
	const struct workcal_pair nation = {.account = {.national = &cal}};

	(void)state;
	assert_true(workcal_soft(&leave, day("2026-03-11")));
	assert_false(workcal_soft(&leave, day("2026-03-09")));
	assert_true(workcal_soft(&nation, day("2026-03-11")));
	assert_false(workcal_soft(&nation, day("2026-03-09")));
	assert_false(workcal_open(&pair, day("2026-03-10"), true));
	assert_true(workcal_soft(&pair, day("2026-03-10")));
	assert_true(workcal_open(&pair, day("2026-03-11"), true));
	assert_true(workcal_soft(&pair, day("2026-03-11")));
	assert_false(workcal_soft(&pair, day("2026-03-09")));
	assert_false(workcal_soft(&pair, day("2026-03-12")));
}

static void test_both_must_be_open(void **state)
{
	const struct workcal_pair pair = {.rep = {.national = &corefix_cn},
		.account = {.national = &corefix_de}};

	(void)state;
	assert_true(workcal_open(&pair, day("2026-03-10"), true));
	assert_false(workcal_open(&pair, day("2026-04-03"), true)); /* DE */
	assert_false(workcal_open(&pair, day("2026-02-16"), true)); /* CN */
	/* A make-up Saturday is a Saturday over there. */
	assert_false(workcal_open(&pair, day("2026-02-14"), true));
}

static void test_no_calendar_means_monday_to_friday(void **state)
{
	const struct workcal_pair none = {0};

	(void)state;
	assert_true(workcal_open(&none, day("2026-03-13"), false));
	assert_false(workcal_open(&none, day("2026-03-14"), true));
	assert_false(workcal_open(&none, day("2026-03-15"), true));
	assert_true(workcal_open(&none, day("2026-03-16"), false));
	assert_false(workcal_provisional(&none, day("2040-01-01")));
}

static void test_provisional_beyond_the_loaded_years(void **state)
{
	struct workcal_pair pair = {.rep = {.national = &corefix_cn},
		.account = {.national = &corefix_de}};

	(void)state;
	assert_true(workcal_provisional(&pair, day("2025-12-31")));
	assert_false(workcal_provisional(&pair, day("2026-01-01")));
	assert_false(workcal_provisional(&pair, day("2026-12-31")));
	assert_true(workcal_provisional(&pair, day("2027-01-01")));
	pair.rep.national = &corefix_de;
	assert_false(workcal_provisional(&pair, day("2027-12-31")));
	assert_true(workcal_provisional(&pair, day("2028-01-01")));
}

static const struct {
	const char *from;
	int n;
	bool makeup;
	const char *to;
} sums[] = {
	{"2026-03-10", 0, true, "2026-03-10"},
	{"2026-03-10", 1, true, "2026-03-11"},
	{"2026-03-13", 1, true, "2026-03-16"},
	{"2026-03-14", 0, true, "2026-03-16"},
	{"2026-03-14", 1, true, "2026-03-17"},
	{"2026-03-15", 0, true, "2026-03-16"},
	{"2026-03-10", 8, true, "2026-03-20"},
	/* Over the Spring Festival, with its Saturdays and without. */
	{"2026-02-13", 1, true, "2026-02-14"},
	{"2026-02-13", 1, false, "2026-02-24"},
	{"2026-02-13", 6, true, "2026-02-28"},
	{"2026-02-13", 5, false, "2026-03-02"},
	{"2026-02-16", 0, true, "2026-02-24"},
	{"2026-02-16", 1, true, "2026-02-25"},
	/* Back. */
	{"2026-03-16", -1, true, "2026-03-13"},
	{"2026-03-15", -1, true, "2026-03-12"},
	{"2026-10-09", -5, false, "2026-09-24"},
	{"2026-02-24", -1, true, "2026-02-14"},
	{"2026-02-24", -1, false, "2026-02-13"},
};

static void test_counting_open_days(void **state)
{
	const struct workcal_pair pair = {.rep = {.national = &corefix_cn},
		.account = {.national = &corefix_cn}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(sums); i++) {
		struct civil_date to;

		assert_int_equal(workcal_add(&pair, day(sums[i].from),
					 sums[i].n, sums[i].makeup, &to),
			0);
		assert_day(to, sums[i].to);
		if (!sums[i].makeup)
			continue;
		assert_int_equal(workcal_side_add(&pair.rep, day(sums[i].from),
					 sums[i].n, &to),
			0);
		assert_day(to, sums[i].to);
	}
}

/* The next working day of a closed one is the first open one. */
static void test_next_open_day(void **state)
{
	static const struct {
		const char *from, *to;
	} cases[] = {
		{"2026-11-20", "2026-11-23"}, /* Friday */
		{"2026-11-21", "2026-11-23"}, /* Saturday */
		{"2026-11-22", "2026-11-23"}, /* Sunday */
		{"2026-11-23", "2026-11-24"},
		{"2026-02-13", "2026-02-14"}, /* a make-up Saturday */
		{"2026-02-14", "2026-02-24"}, /* before the festival */
	};
	const struct workcal_side side = {.national = &corefix_cn};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct civil_date to;

		assert_int_equal(
			workcal_side_next(&side, day(cases[i].from), &to), 0);
		assert_day(to, cases[i].to);
	}
}

static void test_open_days_between(void **state)
{
	static const struct {
		const char *a, *b;
		int n;
	} cases[] = {
		{"2026-03-10", "2026-03-10", 0},
		{"2026-03-10", "2026-03-09", 0},
		{"2026-03-10", "2026-03-11", 1},
		{"2026-03-13", "2026-03-15", 0},
		{"2026-03-13", "2026-03-16", 1},
		{"2026-03-14", "2026-03-16", 1},
		{"2026-02-13", "2026-02-24", 2}, /* Saturday 14 is worked */
		{"2026-01-01", "2026-12-31", 248},
	};
	const struct workcal_side side = {.national = &corefix_cn};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(workcal_side_between(&side, day(cases[i].a),
					 day(cases[i].b)),
			cases[i].n);
}

static void test_search_reaches_sixty_days(void **state)
{
	static struct workcal_day days[61];
	struct workcal cal = {.days = days, .n_days = 60};
	const struct workcal_pair pair = {.rep = {.leave = &cal}};
	struct civil_date found;

	(void)state;
	/* Mon 2 March + 60 = Fri 1 May. */
	for (int i = 0; i < 61; i++)
		days[i] = (struct workcal_day){
			civil_add_days(day("2026-03-02"), i), DAY_CLOSED};
	assert_int_equal(
		workcal_forward(&pair, day("2026-03-02"), true, &found), 0);
	assert_day(found, "2026-05-01");
	/* Fri 1 May back to Mon 2 March. */
	cal.days = days + 1;
	assert_int_equal(
		workcal_back(&pair, day("2026-05-01"), true, &found), 0);
	assert_day(found, "2026-03-02");
	cal.days = days;
	cal.n_days = 61;
	assert_int_equal(
		workcal_forward(&pair, day("2026-03-02"), true, &found),
		-ENODATA);
	assert_day(found, "2026-03-02");
	assert_int_equal(
		workcal_back(&pair, day("2026-05-01"), true, &found), -ENODATA);
	assert_day(found, "2026-05-01");
	/* Wed 25 February + 6 working days would be inside. */
	assert_int_equal(workcal_add(&pair, day("2026-02-25"), 6, true, &found),
		-ENODATA);
	assert_day(found, "2026-02-25");
}

static void test_search_stops_at_the_last_day(void **state)
{
	const struct workcal_pair pair = {0};
	struct civil_date found;

	(void)state;
	/* 9999-12-31 is a Friday. */
	assert_int_equal(
		workcal_add(&pair, day("9999-12-30"), 1, true, &found), 0);
	assert_day(found, "9999-12-31");
	assert_int_equal(workcal_add(&pair, day("9999-12-31"), 1, true, &found),
		-ENODATA);
	assert_int_equal(
		workcal_add(&pair, day("0001-01-01"), -1, true, &found),
		-ENODATA);
}

static void test_week_patterns(void **state)
{
	static const char *const bad[] = {
		"", "oooooc", "oooooccc", "ooooocx", "OOOOOCC", "ooooo c"};
	char text[WORKCAL_WEEK_TEXT];
	uint8_t week;

	(void)state;
	assert_int_equal(workcal_week_parse("ooooocc", &week), 0);
	assert_int_equal(week, 0x1f);
	assert_int_equal(workcal_week_parse("coooooc", &week), 0);
	assert_int_equal(week, 0x3e);
	for (int w = 0; w < 128; w++) {
		workcal_week_format(text, (uint8_t)w);
		assert_int_equal(workcal_week_parse(text, &week), 0);
		assert_int_equal(week, w);
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		assert_int_equal(workcal_week_parse(bad[i], &week), -EINVAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			test_china_2026_has_exactly_the_days_of_the_notice),
		cmocka_unit_test(test_germany_has_nine_holidays_a_year),
		cmocka_unit_test(test_the_first_match_decides),
		cmocka_unit_test(test_a_soft_day_keeps_its_other_kind),
		cmocka_unit_test(test_both_must_be_open),
		cmocka_unit_test(test_no_calendar_means_monday_to_friday),
		cmocka_unit_test(test_provisional_beyond_the_loaded_years),
		cmocka_unit_test(test_counting_open_days),
		cmocka_unit_test(test_next_open_day),
		cmocka_unit_test(test_open_days_between),
		cmocka_unit_test(test_search_reaches_sixty_days),
		cmocka_unit_test(test_search_stops_at_the_last_day),
		cmocka_unit_test(test_week_patterns),
	};

	return cmocka_run_group_tests_name(
		"workcal", tests, corefix_load, corefix_drop);
}
