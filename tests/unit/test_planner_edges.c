/* The planner where days are scarce: soft days, long closures, years without
 * a list, the end of time. */
#include "core/planner.h"

#include "corefix.h"

#include <errno.h>

#define GREETING  (cadence_find("1-3-7-21", 1))
#define FOLLOW_UP (cadence_find("prospect", 1)->steps)

/* Soft 13 to 22 March; d3 is the first call. */
static void test_soft_days_are_avoided_while_the_window_lasts(void **state)
{
	struct workcal_day soft[10];
	const struct workcal company = {.days = soft, .n_days = 10};
	struct plan_input in = corefix_signed("2026-03-10");
	struct window w[4];

	(void)state;
	for (int i = 0; i < 10; i++)
		soft[i] = (struct workcal_day){
			civil_add_days(day("2026-03-13"), i), DAY_SOFT};
	in.days.account.company = &company;
	corefix_plan(&in, w);
	assert_day(w[1].due, "2026-03-13"); /* latest, 16th, is soft too */
	assert_day(w[2].due, "2026-03-17"); /* a mail */

	in.tier = TIER_STRATEGIC; /* d7 a meeting, latest 20 March */
	corefix_plan(&in, w);
	assert_day(w[2].due, "2026-03-17");

	soft[7].date = soft[6].date; /* the 20th is not soft */
	corefix_plan(&in, w);
	assert_day(w[2].due, "2026-03-20");
	assert_int_equal(w[2].moved, MOVED_SOFT);
	in.tier = TIER_KEY;
	corefix_plan(&in, w);
	assert_day(w[2].due, "2026-03-17");
}

/* One step by call on n days after the anchor; the rep is away on days. */
static struct window plan_one(struct step step, const char *anchor,
	const struct workcal_day *days, size_t n_days)
{
	const struct workcal leave = {.days = days, .n_days = n_days};
	const struct cadence cadence = {
		.name = "one", .steps = &step, .n_steps = 1};
	struct plan_input in = corefix_signed(anchor);
	struct window w;

	in.cadence = &cadence;
	in.days.rep.leave = &leave;
	corefix_plan(&in, &w);
	return w;
}

static void test_soft_days_are_left_up_to_latest_and_not_beyond(void **state)
{
	static const struct workcal_day soft[] = {
		{{2026, 3, 11}, DAY_SOFT}, {{2026, 3, 12}, DAY_SOFT}};
	struct step step = {.due = 1, .max_shift = -1};

	(void)state;
	step.latest = 3;
	assert_day(plan_one(step, "2026-03-10", soft, 2).due, "2026-03-13");
	step.latest = 2;
	assert_day(plan_one(step, "2026-03-10", soft, 2).due, "2026-03-11");
}

static void test_provisional_by_the_day_it_moves_to(void **state)
{
	static const struct workcal_day away[] = {{{2026, 12, 31}, DAY_CLOSED}};
	const struct step step = {.due = 1, .max_shift = -1};

	(void)state;
	assert_int_equal(plan_one(step, "2026-12-30", away, 1).moved,
		MOVED_CLOSED | MOVED_PROVISIONAL);
	assert_int_equal(
		plan_one(step, "2025-12-30", away, 1).moved, MOVED_PROVISIONAL);
}

static void test_every_search_ends_and_is_flagged(void **state)
{
	static const struct step steps[] = {
		{.shift = SHIFT_FORWARD, .max_shift = -1},
		{.shift = SHIFT_BACK, .max_shift = -1},
		{.shift = SHIFT_NEAREST, .max_shift = -1},
		{.kind = STEP_WORKDAYS, .due = 2, .max_shift = -1},
	};
	struct workcal_day away[200];

	(void)state;
	for (int i = 0; i < 200; i++)
		away[i] = (struct workcal_day){
			civil_add_days(day("2026-01-01"), i), DAY_CLOSED};
	for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
		struct window w = plan_one(steps[i], "2026-03-31", away, 200);

		assert_day(w.due, "2026-03-31");
		assert_int_equal(w.moved, MOVED_CLOSED | MOVED_NO_OPEN);
	}
	/* Open on one side only. */
	assert_day(
		plan_one(steps[2], "2026-02-01", away, 200).due, "2025-12-31");
	assert_day(
		plan_one(steps[2], "2026-07-01", away, 200).due, "2026-07-20");
}

/* A floor beyond the max-shift: its day is all that counts. */
static void test_a_floor_replaces_other_reasons(void **state)
{
	static const struct step steps[] = {
		{.due = 1, .latest = 1, .max_shift = -1, .via = VIA_MAIL},
		{.due = 2,
			.latest = 2,
			.max_shift = 0,
			.floor = 9,
			.via = VIA_MAIL},
	};
	const struct cadence two = {
		.name = "two", .steps = steps, .n_steps = 2};
	struct plan_input in = corefix_signed("2026-03-12");
	struct window w[2];

	(void)state;
	in.cadence = &two;
	corefix_plan(&in, w);
	assert_day(w[1].nominal, "2026-03-14");
	assert_day(w[1].due, "2026-03-23"); /* Fri 13 + 9 is a Sunday */
	assert_int_equal(w[1].moved, MOVED_CLOSED | MOVED_FLOOR);
}

static void test_only_the_first_call_avoids_soft_days(void **state)
{
	static const struct workcal_day soft[] = {
		{{2026, 3, 11}, DAY_SOFT}, {{2026, 3, 16}, DAY_SOFT}};
	static const struct step steps[] = {
		{.id = "a",
			.due = 1,
			.latest = 3,
			.max_shift = -1,
			.via = VIA_CALL},
		{.id = "b",
			.due = 6,
			.latest = 9,
			.max_shift = -1,
			.via = VIA_CALL},
	};
	const struct cadence calls = {
		.name = "calls", .steps = steps, .n_steps = 2};
	const struct workcal leave = {.days = soft, .n_days = 2};
	struct plan_input in = corefix_signed("2026-03-10");
	struct window w[2];

	(void)state;
	in.cadence = &calls;
	in.days.rep.leave = &leave;
	corefix_plan(&in, w);
	assert_day(w[0].due, "2026-03-12");
	assert_day(w[1].due, "2026-03-16");
}

/* Closed from 11 March for n days. */
static void plan_with_closure(int n, struct window *w)
{
	struct workcal_day closed[80];
	const struct workcal leave = {.days = closed, .n_days = (size_t)n};
	struct plan_input in = corefix_signed("2026-03-10");

	for (int i = 0; i < n; i++)
		closed[i] = (struct workcal_day){
			civil_add_days(day("2026-03-11"), i), DAY_CLOSED};
	in.days.rep.leave = &leave;
	corefix_plan(&in, w);
}

static void test_the_search_ends_after_sixty_days(void **state)
{
	struct window w[4];

	(void)state;
	/* d3, 13 March + 60 = Tue 12 May. */
	plan_with_closure(62, w);
	assert_day(w[1].due, "2026-05-12");
	assert_int_equal(w[1].moved, MOVED_CLOSED);
	plan_with_closure(63, w);
	assert_day(w[1].due, "2026-03-13");
	assert_int_equal(w[1].moved, MOVED_CLOSED | MOVED_NO_OPEN);
}

static void test_years_without_a_list_are_provisional(void **state)
{
	struct plan_input in = corefix_signed("2026-12-10");
	struct window w[4];

	(void)state;
	corefix_plan(&in, w);
	assert_day(w[3].due, "2026-12-31");
	assert_int_equal(w[3].moved, 0);
	/* New Year's Day is law; whether the Monday after it is free, no
	 * notice has said yet. */
	in.anchor = day("2026-12-11");
	corefix_plan(&in, w);
	assert_day(w[3].due, "2027-01-04");
	assert_int_equal(w[3].moved, MOVED_CLOSED | MOVED_PROVISIONAL);
	in.anchor = day("2026-12-14");
	corefix_plan(&in, w);
	assert_day(w[3].due, "2027-01-04");
	assert_int_equal(w[3].moved, MOVED_PROVISIONAL);
	in.days = corefix_pair(&corefix_mon_fri, &corefix_de);
	corefix_plan(&in, w);
	assert_int_equal(w[3].moved & MOVED_PROVISIONAL, 0);
}

static void test_the_end_of_time_is_refused(void **state)
{
	struct plan_input in = corefix_signed("9999-12-03");
	struct follow_up_input next = {
		.step = FOLLOW_UP,
		.last_touch = day("9999-12-20"),
		.via = VIA_CALL,
		.days = corefix_pair(&corefix_mon_fri, &corefix_mon_fri),
	};
	struct window w[4];
	struct err err = {0};

	(void)state;
	in.days = corefix_pair(&corefix_mon_fri, &corefix_mon_fri);
	assert_int_equal(planner_schedule(&in, w, &err), 0);
	in.anchor = day("9999-12-04");
	assert_int_equal(planner_schedule(&in, w, &err), -ERANGE);
	assert_non_null(err.msgid);
	assert_int_equal(planner_follow_up(&next, w, NULL), -ERANGE);
	next.last_touch = day("9999-12-10");
	assert_int_equal(planner_follow_up(&next, w, NULL), 0);
	assert_day(w[0].latest, "9999-12-31");
}

/* What must hold for every plan. */
static void check_plan(const struct plan_input *in)
{
	const struct cadence *c = in->cadence;
	struct window w[4];

	corefix_plan(in, w);
	for (size_t k = 0; k < c->n_steps; k++) {
		bool makeup =
			cadence_via_makeup(cadence_via(&c->steps[k], in->tier));
		unsigned excused = MOVED_MAX_SHIFT | MOVED_NO_OPEN;

		if (civil_cmp(w[k].earliest, w[k].due) > 0 ||
			civil_cmp(w[k].due, w[k].latest) > 0)
			fail_msg("signed %s, %s: not in its window",
				CIVIL_STR(in->anchor), c->steps[k].id);
		if (!(w[k].moved & excused) &&
			!workcal_open(&in->days, w[k].due, makeup))
			fail_msg("signed %s, %s: on closed %s",
				CIVIL_STR(in->anchor), c->steps[k].id,
				CIVIL_STR(w[k].due));
		if (k > 0 && civil_between(w[k - 1].due, w[k].due) <
				     c->steps[k].floor)
			fail_msg("signed %s, %s: below its floor",
				CIVIL_STR(in->anchor), c->steps[k].id);
		if (((w[k].moved & ~(unsigned)MOVED_PROVISIONAL) == 0) !=
			(civil_cmp(w[k].nominal, w[k].due) == 0))
			fail_msg("signed %s, %s: moved without a reason, or "
				 "a reason without a move",
				CIVIL_STR(in->anchor), c->steps[k].id);
	}
}

static void test_every_signing_day_of_twenty_years(void **state)
{
	const struct workcal *const calendars[] = {
		&corefix_cn, &corefix_de, &corefix_mon_fri};
	struct civil_date last = day("2040-12-31");

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(calendars); i++)
		for (int tier = 0; tier < TIER_N; tier++)
			for (struct civil_date d = day("2020-01-01");
				civil_cmp(d, last) <= 0;
				d = civil_add_days(d, 1)) {
				struct plan_input in = {
					.cadence = GREETING,
					.anchor = d,
					.tier = (enum tier)tier,
					.days = corefix_pair(
						&corefix_cn, calendars[i]),
				};

				check_plan(&in);
				in.days = corefix_pair(
					calendars[i], calendars[i]);
				check_plan(&in);
			}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			test_soft_days_are_avoided_while_the_window_lasts),
		cmocka_unit_test(
			test_soft_days_are_left_up_to_latest_and_not_beyond),
		cmocka_unit_test(test_provisional_by_the_day_it_moves_to),
		cmocka_unit_test(test_every_search_ends_and_is_flagged),
		cmocka_unit_test(test_a_floor_replaces_other_reasons),
		cmocka_unit_test(test_only_the_first_call_avoids_soft_days),
		cmocka_unit_test(test_the_search_ends_after_sixty_days),
		cmocka_unit_test(test_years_without_a_list_are_provisional),
		cmocka_unit_test(test_the_end_of_time_is_refused),
		cmocka_unit_test(test_every_signing_day_of_twenty_years),
	};

	return cmocka_run_group_tests_name(
		"planner at the edges", tests, corefix_load, corefix_drop);
}
