/* touchpoint.merge: several touchpoints as one contact. */
#include "tests/unit/worklife.h"

/* Signed on Fri 2026-11-13; it is Tue 2026-11-17. */
static void sign(void)
{
	world_call("plan.sign", "{s:s, s:s, s:s}", "account", "Acme", "on",
		"2026-11-13", "tier", "key");
}

static void add(const char *purpose, const char *due)
{
	world_call("touchpoint.add", "{s:s, s:s, s:s}", "account", "acme",
		"purpose", purpose, "due", due);
}

/* Which of two stays.  d7 is due on Fri 20, until Mon 23. */
static void the_strictest_stays(void **state)
{
	static const struct {
		const char *due;
		json_int_t stays; /* 3: d7; 5: the other */
	} cases[] = {
		{"2026-11-19", 5},       /* its window ends first */
		{"2026-11-24", 3},       /* later */
		{"2026-11-24 15:00", 5}, /* it has its time */
		{"2026-11-23", 3},       /* as early: others count on d7 */
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		world_begin(NULL);
		sign();
		add("show the samples", cases[i].due);
		world_call("touchpoint.merge", "{s:[s, s]}", "ids", "acme/d7",
			"5");
		assert_int_equal(world_int("touchpoint.id"), cases[i].stays);
		assert_int_equal(
			world_int("covered.0.covered_by"), cases[i].stays);
		world_end(NULL);
	}
}

static void purposes_are_listed(void **state)
{
	(void)state;
	sign();
	add("show the samples", "2026-11-20");
	add("show the samples", "2026-11-21");
	life_undone("touchpoint.merge", "{s:[s, s, s]}", "ids", "5", "6",
		"acme/d7");
	assert_string_equal(world_text("touchpoint.purpose"),
		"show the samples; progress report: what is done, what is "
		"next; early results if any");
	world.api.lang = TEXT_ZH_CN;
	assert_string_equal(life_of("5", "purpose"),
		"show the samples；提供进展报告，分享初步成效");
	world.api.lang = TEXT_EN;
}

/* d3 on Fri 20 does for d7: d21 keeps 7 days from then on. */
static void both_count_as_done(void **state)
{
	(void)state;
	sign();
	world_call("touchpoint.close", "{s:s}", "id", "acme/d1");
	life_at("2026-11-20", 9 * 60);
	world_call(
		"touchpoint.merge", "{s:[s, s]}", "ids", "acme/d3", "acme/d7");
	assert_int_equal(world_int("touchpoint.id"), 2);
	life_at("2026-11-30", 9 * 60);
	life_undone(
		"touchpoint.close", "{s:s, s:s}", "id", "2", "outcome", "ok");
	assert_string_equal(life_of("acme/d7", "state"), "covered");
	assert_string_equal(life_of("acme/d7", "done_on"), "2026-11-30");
	assert_string_equal(life_of("acme/d21", "due"), "2026-12-07");
}

/* A task that does for a follow-up: the next one counts from it. */
static void a_covered_follow_up_goes_on(void **state)
{
	(void)state;
	world_call("account.add", "{s:s}", "name", "Acme");
	world_call("plan.start", "{s:s, s:s}", "account", "acme", "cadence",
		"prospect");
	add("bring the offer", "2026-11-18");
	world_call("touchpoint.merge", "{s:[s, s]}", "ids", "1", "2");
	assert_int_equal(world_int("touchpoint.id"), 2);
	life_undone(
		"touchpoint.close", "{s:s, s:s}", "id", "2", "outcome", "ok");
	assert_string_equal(world_text("next.0.step"), "follow-up");
	assert_string_equal(world_text("next.0.due"), "2026-12-01");
	assert_int_equal(world_int("next.0.follow_up"), 2);
}

static void a_skipped_one_lets_plans_go_on(void **state)
{
	(void)state;
	world_call("account.add", "{s:s}", "name", "Acme");
	world_call("plan.start", "{s:s, s:s}", "account", "acme", "cadence",
		"prospect");
	add("bring the offer", "2026-11-18");
	world_call("touchpoint.merge", "{s:[s, s]}", "ids", "1", "2");
	life_undone("touchpoint.skip", "{s:s, s:s}", "id", "2", "reason",
		"they are away");
	assert_string_equal(world_text("next.0.step"), "follow-up");
	assert_int_equal(world_int("next.0.follow_up"), 1);
	assert_int_equal(life_count("acme", "open"), 1);
}

/* What was merged may be merged again. */
static void merged_twice(void **state)
{
	(void)state;
	sign();
	world_call(
		"touchpoint.merge", "{s:[s, s]}", "ids", "acme/d3", "acme/d7");
	life_undone(
		"touchpoint.merge", "{s:[s, s]}", "ids", "acme/d1", "acme/d3");
	assert_int_equal(world_int("touchpoint.id"), 1);
	assert_int_equal(life_int("acme/d7", "covered_by"), 1);
	world_call("touchpoint.close", "{s:s}", "id", "1");
	assert_string_equal(life_of("acme/d7", "done_on"), "2026-11-17");
}

static void refused(void **state)
{
	(void)state;
	sign();
	add("call", "2026-11-18 10:00");
	add("call", "2026-11-18 11:00");
	world_refused(API_REFUSED, "ids", "touchpoint.merge", "{s:[s, s]}",
		"ids", "5", "6");
	world_refused(API_BAD_PARAM, "ids", "touchpoint.merge", "{s:[s, s]}",
		"ids", "5", "5");
	world_refused(API_BAD_PARAM, "ids", "touchpoint.merge", "{s:[s]}",
		"ids", "5");
	world_call("account.add", "{s:s}", "name", "Borun");
	world_call("touchpoint.add", "{s:s, s:s, s:s}", "account", "borun",
		"purpose", "call", "due", "fri");
	world_refused(API_REFUSED, "ids", "touchpoint.merge", "{s:[s, s]}",
		"ids", "5", "7");
	world_call("account.won", "{s:s}", "account", "borun");
	world_refused(API_REFUSED, "ids", "touchpoint.merge", "{s:[s, s]}",
		"ids", "7", "8");
}

#define IN_WORLD(test)                                                         \
	cmocka_unit_test_setup_teardown(test, world_begin, world_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_strictest_stays),
		IN_WORLD(purposes_are_listed),
		IN_WORLD(both_count_as_done),
		IN_WORLD(a_covered_follow_up_goes_on),
		IN_WORLD(a_skipped_one_lets_plans_go_on),
		IN_WORLD(merged_twice),
		IN_WORLD(refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
