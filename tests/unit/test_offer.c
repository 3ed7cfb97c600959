/* The offer cadence: working days from the day sent, and before it expires. */
#include "core/planner.h"

#include "corefix.h"

#include <string.h>

#define OFFER (cadence_find("offer", 1))

enum { O1, O5, O10, EXPIRY, STEPS };

static struct plan_input sent(const char *on, const char *valid)
{
	return (struct plan_input){
		.cadence = OFFER,
		.anchor = day(on),
		.end = valid ? day(valid) : (struct civil_date){0},
		.tier = TIER_KEY,
		.days = corefix_pair(&corefix_cn, &corefix_cn),
	};
}

/* NULL: the step is not planned. */
static void assert_due(const struct window *w, const char *due)
{
	if (due)
		assert_day(w->due, due);
	else
		assert_true(civil_is_none(w->due));
}

static void check_days(const char *on, const char *valid,
	const struct workcal *account, const char *const due[STEPS])
{
	struct plan_input in = sent(on, valid);
	struct window w[STEPS];

	in.days = corefix_pair(&corefix_cn, account);
	assert_int_equal(planner_schedule(&in, w, NULL), 0);
	for (int k = 0; k < STEPS; k++)
		assert_due(&w[k], due[k]);
}

/* China 2026: Spring Festival 15 to 23 Feb with make-up Saturdays 14 and 28,
 * May 1 to 5, Mid-Autumn 25 to 27 Sep, National Day 1 to 7 Oct, make-up
 * Sun 20 Sep and Sat 10 Oct.  These are calls: no make-up days. */
static void working_days_in_china(void **state)
{
	static const struct {
		const char *on, *valid, *due[STEPS];
	} rows[] = {
		{"2026-03-10", NULL, /* plain */
			{"2026-03-11", "2026-03-17", "2026-03-24", NULL}},
		{"2026-03-14", NULL, /* Saturday: counts from Monday */
			{"2026-03-17", "2026-03-23", "2026-03-30", NULL}},
		{"2026-02-12", NULL, /* the festival is between o1 and o5 */
			{"2026-02-13", "2026-02-27", "2026-03-06", NULL}},
		{"2026-02-13", NULL, /* and here before o1 */
			{"2026-02-24", "2026-03-02", "2026-03-09", NULL}},
		{"2026-02-14", NULL, /* sent on a make-up Saturday */
			{"2026-02-25", "2026-03-03", "2026-03-10", NULL}},
		{"2026-04-30", NULL, /* no call on make-up Sat 9 May */
			{"2026-05-06", "2026-05-12", "2026-05-19", NULL}},
		{"2026-09-22", NULL, /* two holidays */
			{"2026-09-23", "2026-09-30", "2026-10-14", NULL}},
		{"2026-09-30", NULL,
			{"2026-10-08", "2026-10-14", "2026-10-21", NULL}},
		/* Valid for a month: all four, in order. */
		{"2026-03-10", "2026-04-10",
			{"2026-03-11", "2026-03-17", "2026-03-24",
				"2026-04-02"}},
		/* Five working days before the day after a holiday. */
		{"2026-09-10", "2026-10-08",
			{"2026-09-11", "2026-09-17", NULL, "2026-09-23"}},
		/* Two weeks: the last question takes o10's place. */
		{"2026-03-10", "2026-03-24",
			{"2026-03-11", NULL, NULL, "2026-03-17"}},
		/* A week: there is a day between the two. */
		{"2026-03-10", "2026-03-17",
			{"2026-03-11", NULL, NULL, "2026-03-12"}},
		{"2026-03-10", "2026-03-12",
			{"2026-03-11", NULL, NULL, "2026-03-12"}},
		/* One working day: only the last question. */
		{"2026-03-10", "2026-03-11", {NULL, NULL, NULL, "2026-03-11"}},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check_days(rows[i].on, rows[i].valid, &corefix_cn, rows[i].due);
}

static void both_sides_work(void **state)
{
	/* Good Friday 3 Apr and Easter Monday 6 Apr 2026, Qingming 4 to 6. */
	static const char *const due[STEPS] = {
		"2026-04-02", "2026-04-10", "2026-04-17", NULL};

	(void)state;
	check_days("2026-04-01", NULL, &corefix_de, due);
}

static void windows_and_tolerance(void **state)
{
	struct plan_input in = sent("2026-03-10", "2026-04-10");
	struct workcal_side owner = {.national = &corefix_cn};
	struct window w[STEPS];

	(void)state;
	corefix_plan(&in, w);
	assert_day(w[O5].earliest, "2026-03-16");
	assert_day(w[O5].latest, "2026-03-19");
	assert_day(w[EXPIRY].earliest, "2026-03-31");
	assert_day(w[EXPIRY].latest, "2026-04-09");
	assert_int_equal(w[O1].moved, 0);
	assert_int_equal(w[EXPIRY].moved, 0);
	/* Worth asking up to the day it expires. */
	assert_day(planner_missed_after(
			   &OFFER->steps[EXPIRY], w[EXPIRY].latest, &owner),
		"2026-04-10");
}

/* A step done late pushes the next ones, but never past the last question,
 * which stays: the offer does not wait. */
static void a_late_step_does_not_move_the_end(void **state)
{
	struct plan_input in = sent("2026-03-10", "2026-04-10");
	struct step_progress p[STEPS] = {0};
	struct window w[STEPS];

	(void)state;
	corefix_plan(&in, w);
	for (int k = 0; k < STEPS; k++)
		p[k].due = w[k].due;
	in.progress = p;
	p[O1].closed = true;
	p[O1].done_on = day("2026-03-17");
	corefix_plan(&in, w);
	assert_day(w[O5].due, "2026-03-19");
	assert_day(w[O10].due, "2026-03-24");
	assert_day(w[EXPIRY].due, "2026-04-02");
	p[O1].done_on = day("2026-04-01");
	corefix_plan(&in, w);
	assert_day(w[O5].due, "2026-04-02");
	assert_day(w[O10].due, "2026-04-02");
	assert_day(w[EXPIRY].due, "2026-04-02");
	p[EXPIRY].due = day("2026-04-07");
	p[EXPIRY].pinned = true;
	corefix_plan(&in, w);
	assert_day(w[O10].due, "2026-04-07");
	assert_int_equal(w[EXPIRY].moved, MOVED_PINNED);
}

static void check_order(const struct plan_input *in, const struct window *w)
{
	struct civil_date before = in->anchor;

	for (int k = 0; k < STEPS; k++) {
		if (civil_is_none(w[k].due))
			continue;
		if (!workcal_open(&in->days, w[k].due, false))
			fail_msg("sent %s, step %d on %s",
				CIVIL_STR(in->anchor), k, CIVIL_STR(w[k].due));
		if (civil_cmp(before, w[k].due) >= 0)
			fail_msg("sent %s, valid %s: step %d is not in order",
				CIVIL_STR(in->anchor), CIVIL_STR(in->end), k);
		assert_true(civil_cmp(w[k].earliest, w[k].due) <= 0);
		assert_true(civil_cmp(w[k].due, w[k].latest) <= 0);
		before = w[k].due;
	}
}

/* Every day of eleven years, open-ended and with each validity that has a
 * working day: never a closed day, in order, never after the end. */
static void never_closed_and_in_order(void **state)
{
	struct civil_date last = day("2031-01-01");

	(void)state;
	for (struct civil_date on = day("2020-01-01"); civil_cmp(on, last) < 0;
		on = civil_add_days(on, 1)) {
		struct plan_input in = sent("2026-01-01", NULL);
		struct window w[STEPS];
		struct civil_date first;

		in.anchor = on;
		corefix_plan(&in, w);
		check_order(&in, w);
		assert_true(civil_is_none(w[EXPIRY].due));
		first = w[O1].due;
		for (int valid = 1; valid <= 60; valid++) {
			in.end = civil_add_days(on, valid);
			if (civil_cmp(in.end, first) < 0)
				continue;
			corefix_plan(&in, w);
			check_order(&in, w);
			assert_true(civil_cmp(w[EXPIRY].due, in.end) <= 0);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(working_days_in_china),
		cmocka_unit_test(both_sides_work),
		cmocka_unit_test(windows_and_tolerance),
		cmocka_unit_test(a_late_step_does_not_move_the_end),
		cmocka_unit_test(never_closed_and_in_order),
	};

	return cmocka_run_group_tests(tests, corefix_load, corefix_drop);
}
