/* Plans that have begun: floors after a late step, pinned days, missed steps.
 */
#include "core/planner.h"

#include "corefix.h"

#include <string.h>

#define GREETING  (cadence_find("1-3-7-21", 1))
#define FOLLOW_UP (cadence_find("prospect", 1)->steps)

/* Signed 10 Mar: d1 11, d3 13, d7 17, d21 31. */
static void test_a_late_step_pushes_the_next_by_its_floor(void **state)
{
	struct plan_input in = corefix_signed("2026-03-10");
	struct step_progress p[4] = {
		{.due = day("2026-03-11")},
		{.due = day("2026-03-13")},
		{.due = day("2026-03-17")},
		{.due = day("2026-03-31")},
	};
	struct window w[4];

	(void)state;
	in.progress = p;
	corefix_plan(&in, w);
	assert_day(w[1].due, "2026-03-13");

	/* Done on the last day that still keeps the distance. */
	p[0] = (struct step_progress){
		true, day("2026-03-12"), false, day("2026-03-11")};
	corefix_plan(&in, w);
	assert_day(w[0].due, "2026-03-11");
	assert_day(w[1].due, "2026-03-13");
	assert_int_equal(w[1].moved, 0);

	/* A day later moves d3 over the weekend to Monday; d7 follows. */
	p[0].done_on = day("2026-03-13");
	corefix_plan(&in, w);
	assert_day(w[1].due, "2026-03-16");
	assert_int_equal(w[1].moved, MOVED_FLOOR);
	assert_day(w[1].latest, "2026-03-16");
	assert_day(w[2].due, "2026-03-18");
	assert_day(w[3].due, "2026-03-31");
}

static void test_what_is_planned_never_moves_earlier(void **state)
{
	struct plan_input in = corefix_signed("2026-03-10");
	struct step_progress p[4] = {
		{.due = day("2026-03-11"),
			.closed = true,
			.done_on = day("2026-03-10")},
		{.due = day("2026-03-16")}, /* from an earlier floor */
		{.due = day("2026-03-18")},
		{.due = day("2026-03-31")},
	};
	struct window w[4];

	(void)state;
	in.progress = p;
	corefix_plan(&in, w);
	assert_day(w[1].due, "2026-03-16");
	assert_int_equal(w[1].moved, MOVED_FLOOR);
	assert_day(w[2].due, "2026-03-18");
	assert_int_equal(w[2].moved, MOVED_FLOOR);
	assert_int_equal(w[3].moved, 0);
}

static void test_pinned_days_stay(void **state)
{
	struct plan_input in = corefix_signed("2026-03-10");
	struct step_progress p[4] = {
		{.closed = true,
			.due = day("2026-03-11"),
			.done_on = day("2026-03-20")},
		{.pinned = true, .due = day("2026-03-14")}, /* a Saturday */
		{.due = day("2026-03-17")},
		{.pinned = true, .due = day("2026-03-20")},
	};
	struct window w[4];

	(void)state;
	in.progress = p;
	corefix_plan(&in, w);
	assert_day(w[1].due, "2026-03-14");
	assert_int_equal(w[1].moved, MOVED_PINNED);
	assert_day(w[2].due, "2026-03-17");
	/* The window widens to hold an agreed day. */
	assert_day(w[3].due, "2026-03-20");
	assert_day(w[3].earliest, "2026-03-20");
	assert_day(w[3].arrange_on, "");
	p[1].due = day("2026-03-25");
	corefix_plan(&in, w);
	assert_day(w[1].latest, "2026-03-25");
	assert_day(w[2].due, "2026-03-27");
}

static void test_skipped_steps_count_by_their_due(void **state)
{
	struct plan_input in = corefix_signed("2026-03-13");
	struct step_progress p[4] = {
		{.closed = true, .due = day("2026-03-16")}, /* skipped */
		{.due = day("2026-03-17")},
		{.due = day("2026-03-20")},
		{.due = day("2026-04-03")},
	};
	struct window w[4];

	(void)state;
	in.progress = p;
	corefix_plan(&in, w);
	assert_day(w[1].floor, "2026-03-17");
	assert_day(w[1].due, "2026-03-17");
}

static void test_strategic_d7_is_arranged_when_d3_closes(void **state)
{
	struct plan_input in = corefix_signed("2026-03-10");
	struct step_progress p[4] = {
		{.due = day("2026-03-11")},
		{.due = day("2026-03-13")},
		{.due = day("2026-03-17")},
		{.due = day("2026-03-31")},
	};
	struct window w[4];

	(void)state;
	in.progress = p;
	in.tier = TIER_STRATEGIC;
	corefix_plan(&in, w);
	assert_day(w[2].arrange_on, "");
	p[1].closed = true;
	p[1].done_on = day("2026-03-12");
	corefix_plan(&in, w);
	assert_day(w[2].arrange_on, "2026-03-12");
	in.tier = TIER_KEY; /* a mail needs no date */
	corefix_plan(&in, w);
	assert_day(w[2].arrange_on, "");
}

static void test_missed_after_the_tolerance(void **state)
{
	static const struct {
		const char *step, *latest, *last;
	} cases[] = {
		{"d1", "2026-03-11", "2026-03-16"},
		{"d3", "2026-03-13", "2026-03-18"},
		{"d3", "2026-03-14", "2026-03-18"}, /* from a Saturday */
		{"d7", "2026-03-20", "2026-03-31"},
		{"d21", "2026-04-03", "2026-04-27"}, /* Qingming */
		{"d1", "2026-02-13", "2026-02-25"},  /* make-up Sat counts */
		{"d1", "2026-02-14", "2026-02-26"},  /* and is open */
	};
	const struct workcal_side owner = {.national = &corefix_cn};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_day(planner_missed_after(
				   cadence_step(GREETING, cases[i].step),
				   day(cases[i].latest), &owner),
			cases[i].last);
	assert_day(
		planner_missed_after(FOLLOW_UP, day("2026-03-11"), &owner), "");
}

static void test_no_tolerance_is_the_latest_day_itself(void **state)
{
	static const struct step strict = {.tolerance = 0};
	static const struct step day_more = {.tolerance = 1};
	const struct workcal_side owner = {.national = &corefix_cn};
	struct civil_date friday = day("2026-03-13");
	struct civil_date saturday = day("2026-03-14");

	(void)state;
	assert_day(planner_missed_after(&strict, friday, &owner), "2026-03-13");
	assert_day(
		planner_missed_after(&strict, saturday, &owner), "2026-03-14");
	assert_day(planner_missed_after(&day_more, saturday, &owner),
		"2026-03-16");
}

static void test_leave_is_not_counted_as_lateness(void **state)
{
	struct workcal_day away[70];
	struct workcal leave = {.days = away, .n_days = 3};
	const struct workcal_side owner = {
		.leave = &leave, .national = &corefix_cn};
	const struct step *d1 = cadence_step(GREETING, "d1");

	(void)state;
	for (int i = 0; i < 70; i++)
		away[i] = (struct workcal_day){
			civil_add_days(day("2026-03-12"), i), DAY_CLOSED};
	assert_day(planner_missed_after(d1, day("2026-03-11"), &owner),
		"2026-03-18");
	leave.n_days = 70; /* not missed while away */
	assert_day(planner_missed_after(d1, day("2026-03-11"), &owner), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_late_step_pushes_the_next_by_its_floor),
		cmocka_unit_test(test_what_is_planned_never_moves_earlier),
		cmocka_unit_test(test_pinned_days_stay),
		cmocka_unit_test(test_skipped_steps_count_by_their_due),
		cmocka_unit_test(test_strategic_d7_is_arranged_when_d3_closes),
		cmocka_unit_test(test_missed_after_the_tolerance),
		cmocka_unit_test(test_no_tolerance_is_the_latest_day_itself),
		cmocka_unit_test(test_leave_is_not_counted_as_lateness),
	};

	return cmocka_run_group_tests_name(
		"replanning", tests, corefix_load, corefix_drop);
}
