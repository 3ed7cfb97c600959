/* Prospects: the window between two follow-ups. */
#include "core/planner.h"

#include "corefix.h"

#define FOLLOW_UP (cadence_find("prospect", 1)->steps)

static const struct {
	const char *last, *earliest, *due, *latest;
	unsigned moved;
} windows[] = {
	/* Mon 2 Mar + 14, + 21. */
	{"2026-03-02", "2026-03-16", "2026-03-16", "2026-03-23", 0},
	/* Sat 7: Sat 21 forward, Sat 28 back. */
	{"2026-03-07", "2026-03-23", "2026-03-23", "2026-03-27", MOVED_CLOSED},
	/* Closed at its end: 13 Feb to 20 Feb. */
	{"2026-01-30", "2026-02-13", "2026-02-13", "2026-02-13", 0},
	/* Closed but for its last day: 17 Feb to 24 Feb. */
	{"2026-02-03", "2026-02-24", "2026-02-24", "2026-02-24", MOVED_CLOSED},
	/* Closed from end to end, 16 Feb to 23 Feb: three days of grace. */
	{"2026-02-02", "2026-02-24", "2026-02-24", "2026-02-27", MOVED_CLOSED},
	{"2026-02-01", "2026-02-24", "2026-02-24", "2026-02-27", MOVED_CLOSED},
	/* Make-up Saturday 14 Feb: no call. */
	{"2026-01-31", "2026-02-24", "2026-02-24", "2026-02-27", MOVED_MAKEUP},
};

static void test_follow_up_windows(void **state)
{

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(windows); i++) {
		const struct follow_up_input in = {
			.step = FOLLOW_UP,
			.last_touch = day(windows[i].last),
			.via = VIA_CALL,
			.days = corefix_pair(&corefix_cn, &corefix_cn),
		};
		struct window w;

		assert_int_equal(planner_follow_up(&in, &w, NULL), 0);
		assert_day(w.earliest, windows[i].earliest);
		assert_day(w.due, windows[i].due);
		assert_day(w.latest, windows[i].latest);
		assert_int_equal(w.moved, windows[i].moved);
	}
}

static void test_follow_up_by_mail_may_use_a_makeup_day(void **state)
{
	const struct follow_up_input in = {
		.step = FOLLOW_UP,
		.last_touch = day("2026-01-31"),
		.via = VIA_MAIL,
		.days = corefix_pair(&corefix_cn, &corefix_cn),
	};
	struct window w;

	(void)state;
	assert_int_equal(planner_follow_up(&in, &w, NULL), 0);
	assert_day(w.due, "2026-02-14");
	assert_day(w.latest, "2026-02-14");
}

static void test_first_follow_up_call_avoids_soft_days(void **state)
{
	static const struct workcal_day soft[] = {{{2026, 3, 16}, DAY_SOFT}};
	const struct workcal company = {.days = soft, .n_days = 1};
	struct follow_up_input in = {
		.step = FOLLOW_UP,
		.last_touch = day("2026-03-02"),
		.via = VIA_CALL,
		.first = true,
		.days = corefix_pair(&corefix_cn, &corefix_cn),
	};
	struct window w;

	(void)state;
	in.days.rep.company = &company;
	assert_int_equal(planner_follow_up(&in, &w, NULL), 0);
	assert_day(w.due, "2026-03-17");
	assert_int_equal(w.moved, MOVED_SOFT);
	in.first = false;
	assert_int_equal(planner_follow_up(&in, &w, NULL), 0);
	assert_day(w.due, "2026-03-16");
	in.via = VIA_VISIT;
	assert_int_equal(planner_follow_up(&in, &w, NULL), 0);
	assert_day(w.due, "2026-03-17");
}

static void test_follow_up_with_no_open_day(void **state)
{
	struct workcal_day away[100];
	const struct workcal leave = {.days = away, .n_days = 100};
	struct follow_up_input in = {
		.step = FOLLOW_UP,
		.last_touch = day("2026-03-02"),
		.via = VIA_CALL,
		.days = corefix_pair(&corefix_cn, &corefix_cn),
	};
	struct window w;

	(void)state;
	for (int i = 0; i < 100; i++)
		away[i] = (struct workcal_day){
			civil_add_days(day("2026-03-02"), i), DAY_CLOSED};
	in.days.rep.leave = &leave;
	assert_int_equal(planner_follow_up(&in, &w, NULL), 0);
	assert_day(w.due, "2026-03-16");
	assert_day(w.latest, "2026-03-23");
	assert_int_equal(w.moved, MOVED_CLOSED | MOVED_NO_OPEN);
}

static void test_every_follow_up_of_twenty_years(void **state)
{
	struct follow_up_input in = {
		.step = FOLLOW_UP,
		.via = VIA_CALL,
		.days = corefix_pair(&corefix_cn, &corefix_de),
	};
	struct civil_date last = day("2040-12-31");

	(void)state;
	for (in.last_touch = day("2020-01-01");
		civil_cmp(in.last_touch, last) <= 0;
		in.last_touch = civil_add_days(in.last_touch, 1)) {
		struct window w;

		assert_int_equal(planner_follow_up(&in, &w, NULL), 0);
		assert_true(workcal_open(&in.days, w.due, false));
		assert_true(civil_between(in.last_touch, w.due) >= 14);
		assert_true(civil_cmp(w.earliest, w.due) <= 0);
		assert_true(civil_cmp(w.due, w.latest) <= 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_follow_up_windows),
		cmocka_unit_test(test_follow_up_by_mail_may_use_a_makeup_day),
		cmocka_unit_test(test_first_follow_up_call_avoids_soft_days),
		cmocka_unit_test(test_follow_up_with_no_open_day),
		cmocka_unit_test(test_every_follow_up_of_twenty_years),
	};

	return cmocka_run_group_tests_name(
		"follow-ups", tests, corefix_load, corefix_drop);
}
