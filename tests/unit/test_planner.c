/* The rules that make a plan: the vectors, and each rule by itself. */
#include "core/planner.h"

#include "corefix.h"

#include <string.h>

#define GREETING (cadence_find("1-3-7-21", 1))

struct vector {
	const char *signed_on;
	const char *due[4];
};

/* Rep in China; account as given. */
static void check_vector(const struct cadence *cadence, enum tier tier,
	const struct workcal *account, const struct vector *v)
{
	struct plan_input in = {
		.cadence = cadence,
		.anchor = day(v->signed_on),
		.tier = tier,
		.days = corefix_pair(&corefix_cn, account),
	};
	struct window w[4];

	assert_int_equal(planner_schedule(&in, w, NULL), 0);
	for (int k = 0; k < 4; k++)
		if (strcmp(CIVIL_STR(w[k].due), v->due[k]) != 0)
			fail_msg("signed %s, step %d: %s instead of %s",
				v->signed_on, k + 1, CIVIL_STR(w[k].due),
				v->due[k]);
}

/* The rules without what the shipped cadence adds: make-up days are open for
 * every way, and there is no max-shift. */
static void test_engine_vectors(void **state)
{
	static const struct vector vectors[] = {
		{"2026-03-10", /* plain */
			{"2026-03-11", "2026-03-13", "2026-03-17",
				"2026-03-31"}},
		{"2026-03-13", /* d1 and d3 would meet on Monday */
			{"2026-03-16", "2026-03-17", "2026-03-20",
				"2026-04-03"}},
		{"2026-02-13", /* make-up Saturday before the festival */
			{"2026-02-14", "2026-02-24", "2026-02-26",
				"2026-03-06"}},
		{"2026-02-14", /* three steps would fall on one day */
			{"2026-02-24", "2026-02-25", "2026-02-27",
				"2026-03-09"}},
		{"2026-04-30", /* working Saturday */
			{"2026-05-06", "2026-05-07", "2026-05-09",
				"2026-05-21"}},
		{"2026-09-18", /* working Sunday */
			{"2026-09-20", "2026-09-21", "2026-09-28",
				"2026-10-09"}},
		{"2026-09-22", /* the floor moves d7 */
			{"2026-09-23", "2026-09-28", "2026-09-30",
				"2026-10-13"}},
		{"2026-09-30", /* long holiday */
			{"2026-10-08", "2026-10-09", "2026-10-12",
				"2026-10-21"}},
	};
	struct step steps[4];
	const struct cadence engine = {
		.name = "engine", .steps = steps, .n_steps = 4};

	(void)state;
	memcpy(steps, GREETING->steps, sizeof(steps));
	for (int k = 0; k < 4; k++) {
		steps[k].makeup = MAKEUP_YES;
		steps[k].max_shift = CADENCE_NO_MAX_SHIFT;
	}
	for (size_t i = 0; i < ARRAY_LEN(vectors); i++)
		check_vector(&engine, TIER_KEY, &corefix_cn, &vectors[i]);
}

static void test_shipped_vectors(void **state)
{
	static const struct vector key[] = {
		{"2026-03-10", {"2026-03-11", "2026-03-13", "2026-03-17",
				       "2026-03-31"}},
		{"2026-03-13", {"2026-03-16", "2026-03-17", "2026-03-20",
				       "2026-04-03"}},
		{"2026-02-13", {"2026-02-14", "2026-02-24", "2026-02-26",
				       "2026-03-06"}},
		{"2026-02-14", /* thanks on the day of signing */
			{"2026-02-14", "2026-02-24", "2026-02-26",
				"2026-03-09"}},
		{"2026-04-30", {"2026-04-30", "2026-05-06", "2026-05-08",
				       "2026-05-21"}},
		{"2026-09-18", {"2026-09-20", "2026-09-21", "2026-09-28",
				       "2026-10-09"}},
		{"2026-09-22", {"2026-09-23", "2026-09-28", "2026-09-30",
				       "2026-10-13"}},
		{"2026-09-30", /* a mail may go on a make-up Saturday */
			{"2026-09-30", "2026-10-08", "2026-10-10",
				"2026-10-21"}},
	};
	static const struct vector strategic = {"2026-09-30",
		{"2026-09-30", "2026-10-08", "2026-10-12", "2026-10-21"}};
	/* Good Friday, Qingming, Easter Monday. */
	static const struct vector germany = {"2026-03-13",
		{"2026-03-16", "2026-03-17", "2026-03-20", "2026-04-07"}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(key); i++)
		check_vector(GREETING, TIER_KEY, &corefix_cn, &key[i]);
	check_vector(GREETING, TIER_STRATEGIC, &corefix_cn, &strategic);
	check_vector(GREETING, TIER_KEY, &corefix_de, &germany);
}

static void test_windows_are_shifted_forward(void **state)
{
	static const struct {
		const char *nominal, *earliest, *due, *latest, *arrange;
		unsigned moved;
	} want[] = {
		{"2026-11-14", "2026-11-13", "2026-11-16", "2026-11-16", "",
			MOVED_CLOSED},
		{"2026-11-16", "2026-11-16", "2026-11-17", "2026-11-18", "",
			MOVED_FLOOR},
		{"2026-11-20", "2026-11-18", "2026-11-20", "2026-11-23", "", 0},
		{"2026-12-04", "2026-11-30", "2026-12-04", "2026-12-11",
			"2026-11-27", 0},
	};
	struct plan_input in = corefix_signed("2026-11-13");
	struct window w[4];

	(void)state;
	corefix_plan(&in, w);
	for (int k = 0; k < 4; k++) {
		assert_day(w[k].nominal, want[k].nominal);
		assert_day(w[k].earliest, want[k].earliest);
		assert_day(w[k].due, want[k].due);
		assert_day(w[k].latest, want[k].latest);
		assert_day(w[k].arrange_on, want[k].arrange);
		assert_int_equal(w[k].moved, want[k].moved);
	}
	assert_day(w[0].floor, "");
	assert_day(w[1].floor, "2026-11-17");
	assert_day(w[2].floor, "2026-11-19");
	assert_day(w[3].floor, "2026-11-27");
}

static void test_max_shift(void **state)
{
	static const struct {
		const char *anchor, *today, *due;
		unsigned moved;
	} cases[] = {
		/* Three days are still allowed, four are not. */
		{"2026-05-02", "", "2026-05-06", MOVED_CLOSED},
		{"2026-05-01", "", "2026-05-01",
			MOVED_CLOSED | MOVED_MAX_SHIFT},
		/* Entered before, on and after the day of signing. */
		{"2026-05-01", "2026-04-20", "2026-05-01",
			MOVED_CLOSED | MOVED_MAX_SHIFT},
		{"2026-05-01", "2026-05-01", "2026-05-01",
			MOVED_CLOSED | MOVED_MAX_SHIFT},
		{"2026-05-01", "2026-05-03", "2026-05-03",
			MOVED_CLOSED | MOVED_MAX_SHIFT},
		/* Never later than without the rule. */
		{"2026-05-01", "2026-05-20", "2026-05-06",
			MOVED_CLOSED | MOVED_MAX_SHIFT},
		/* Without a shift today plays no part. */
		{"2026-03-10", "2026-05-20", "2026-03-11", 0},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct plan_input in = corefix_signed(cases[i].anchor);
		struct window w[4];

		if (cases[i].today[0])
			in.today = day(cases[i].today);
		corefix_plan(&in, w);
		assert_day(w[0].due, cases[i].due);
		assert_int_equal(w[0].moved, cases[i].moved);
		assert_true(civil_cmp(w[0].earliest, w[0].due) <= 0);
	}
}

static void test_makeup_day_is_named_as_the_reason(void **state)
{
	/* d21 = Sat 28 Feb, a make-up day: no meeting. */
	struct plan_input in = corefix_signed("2026-02-07");
	struct window w[4];

	(void)state;
	corefix_plan(&in, w);
	assert_day(w[3].nominal, "2026-02-28");
	assert_day(w[3].due, "2026-03-02");
	assert_int_equal(w[3].moved, MOVED_MAKEUP);
	/* Nor does one count when a date is asked for. */
	assert_day(w[3].arrange_on, "2026-02-13");
}

static void test_arranging_is_counted_in_working_days(void **state)
{
	/* d21 Fri 9 Oct: the seventh of October back to the first is closed.
	 */
	struct plan_input in = corefix_signed("2026-09-18");
	struct window w[4];

	(void)state;
	corefix_plan(&in, w);
	assert_day(w[3].arrange_on, "2026-09-24");
}

/* One step, n days after the anchor, moved as said. */
static void check_shift(enum shift shift, enum step_kind kind, int n,
	const char *anchor, const char *due)
{
	const struct step step = {.id = "x",
		.kind = kind,
		.due = n,
		.earliest = n,
		.latest = n,
		.shift = shift,
		.max_shift = CADENCE_NO_MAX_SHIFT,
		.via = VIA_CALL};
	const struct cadence cadence = {
		.name = "x", .steps = &step, .n_steps = 1};
	struct plan_input in = corefix_signed(anchor);
	struct window w;

	in.cadence = &cadence;
	corefix_plan(&in, &w);
	assert_day(w.due, due);
	assert_true(civil_cmp(w.earliest, w.due) <= 0);
	assert_true(civil_cmp(w.due, w.latest) <= 0);
}

static void test_shifts(void **state)
{
	(void)state;
	/* Sat 14 and Sun 15 March; Fri 19 to Sun 21 June is closed. */
	check_shift(
		SHIFT_FORWARD, STEP_ANCHORED, 4, "2026-03-10", "2026-03-16");
	check_shift(SHIFT_BACK, STEP_ANCHORED, 4, "2026-03-10", "2026-03-13");
	check_shift(SHIFT_BACK, STEP_ANCHORED, 5, "2026-03-10", "2026-03-13");
	check_shift(
		SHIFT_NEAREST, STEP_ANCHORED, 4, "2026-03-10", "2026-03-13");
	check_shift(
		SHIFT_NEAREST, STEP_ANCHORED, 5, "2026-03-10", "2026-03-16");
	check_shift(SHIFT_NEAREST, STEP_ANCHORED, 0, "2026-06-20",
		"2026-06-18"); /* equally near: the earlier */
	check_shift(SHIFT_NONE, STEP_ANCHORED, 4, "2026-03-10", "2026-03-14");
	/* +0 from a closed day is the next open one, +1 the one after. */
	check_shift(
		SHIFT_FORWARD, STEP_WORKDAYS, 0, "2026-03-14", "2026-03-16");
	check_shift(
		SHIFT_FORWARD, STEP_WORKDAYS, 1, "2026-03-14", "2026-03-17");
	check_shift(
		SHIFT_FORWARD, STEP_WORKDAYS, 1, "2026-03-13", "2026-03-16");
	check_shift(
		SHIFT_FORWARD, STEP_WORKDAYS, 10, "2026-03-13", "2026-03-27");
	check_shift(
		SHIFT_FORWARD, STEP_WORKDAYS, -5, "2026-03-13", "2026-03-06");
}

static void test_cadences_are_found(void **state)
{
	(void)state;
	assert_ptr_equal(cadence_find("1-3-7-21", 0), GREETING);
	assert_null(cadence_find("1-3-7-21", 2));
	assert_null(cadence_find("1-3-7", 0));
	assert_ptr_equal(cadence_step(GREETING, "d21"), &GREETING->steps[3]);
	assert_null(cadence_step(GREETING, "d2"));
	assert_true(cadence_is_arranged(&GREETING->steps[2], TIER_STRATEGIC));
	assert_false(cadence_is_arranged(&GREETING->steps[2], TIER_KEY));
	assert_true(cadence_is_arranged(&GREETING->steps[3], TIER_ORDINARY));
	assert_true(cadence_via_makeup(VIA_CHAT));
	assert_false(cadence_via_makeup(VIA_EVENT));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_engine_vectors),
		cmocka_unit_test(test_shipped_vectors),
		cmocka_unit_test(test_windows_are_shifted_forward),
		cmocka_unit_test(test_max_shift),
		cmocka_unit_test(test_makeup_day_is_named_as_the_reason),
		cmocka_unit_test(test_arranging_is_counted_in_working_days),
		cmocka_unit_test(test_shifts),
		cmocka_unit_test(test_cadences_are_found),
	};

	return cmocka_run_group_tests_name(
		"planner", tests, corefix_load, corefix_drop);
}
