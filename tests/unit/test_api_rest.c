/* account.pause, resume, close, reopen; touchpoint.reopen. */
#include "tests/unit/worklife.h"

/* Signed on Fri 2026-11-13; it is Tue 2026-11-17. */
static void sign(void)
{
	world_call("plan.sign", "{s:s, s:s, s:s}", "account", "Acme", "on",
		"2026-11-13", "tier", "key");
}

static void prospect(void)
{
	world_call("account.add", "{s:s}", "name", "Borun");
	world_call("plan.start", "{s:s, s:s}", "account", "borun", "cadence",
		"prospect");
}

static void nothing_is_due_while_paused(void **state)
{
	(void)state;
	sign();
	world_call("touchpoint.log", "{s:s, s:s, s:s}", "account", "acme",
		"promise", "catalogue", "promise_by", "fri");
	life_undone("account.pause", "{s:s, s:s, s:s}", "account", "acme",
		"until", "2026-12-07", "reason", "plant closed");
	assert_string_equal(world_text("account.course"), "paused");
	assert_string_equal(world_text("account.paused_until"), "2026-12-07");
	assert_string_equal(world_text("account.stage"), "customer");
	assert_int_equal(life_count("acme", "open"), 0);
	assert_int_equal(life_count("acme", "paused"), 5);
	life_at("2026-12-04", 9 * 60);
	world_call("brief.get", "{}");
	assert_true(json_is_true(json_object_get(world.result, "empty")));
	assert_int_equal(life_count("acme", "missed"), 0);
	world_refused(API_REFUSED, "id", "touchpoint.close", "{s:s}", "id",
		"acme/d3");
	world_refused(API_REFUSED, "account", "account.pause", "{s:s}",
		"account", "acme");
	world_refused(API_REFUSED, "account", "plan.start", "{s:s, s:s}",
		"account", "acme", "cadence", "prospect");
	/* What is added meanwhile is meant. */
	world_call("touchpoint.add", "{s:s, s:s, s:s}", "account", "acme",
		"purpose", "wish them well", "due", "today");
	assert_int_equal(life_count("acme", "open"), 1);
}

/* d1 and d3 make no sense any more, d7 is due now, d21 lies ahead. */
static void resume_is_no_red_wall(void **state)
{
	(void)state;
	sign();
	world_call("touchpoint.log", "{s:s, s:s, s:s}", "account", "acme",
		"promise", "catalogue", "promise_by", "fri");
	world_call("account.pause", "{s:s}", "account", "acme");
	life_at("2026-11-28", 9 * 60); /* a Saturday */
	life_undone("account.resume", "{s:s}", "account", "acme");
	assert_string_equal(world_text("account.course"), "active");
	assert_string_equal(world_text("account.paused_until"), "");
	assert_string_equal(world_text("skipped.0.step"), "d1");
	assert_string_equal(world_text("skipped.1.close_reason"),
		"past while the account rested");
	assert_string_equal(life_of("acme/d7", "due"), "2026-11-30");
	assert_string_equal(life_of("acme/d21", "due"), "2026-12-07");
	assert_string_equal(life_of("5", "due"), "2026-11-30");
	assert_int_equal(life_int("5", "late_days"), 0);
	world_refused(API_REFUSED, "account", "account.resume", "{s:s}",
		"account", "acme");
}

static void a_rolling_window_begins_anew(void **state)
{
	static const struct {
		const char *logged, *resumed, *due, *latest;
	} cases[] = {
		/* Its window lies ahead still. */
		{"2026-11-17", "2026-11-20", "2026-12-01", "2026-12-08"},
		/* It went by. */
		{"2026-11-17", "2027-01-18", "2027-01-18", "2027-01-25"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		world_begin(NULL);
		prospect();
		world_call("touchpoint.log", "{s:s, s:s}", "account", "borun",
			"on", cases[i].logged);
		world_call("account.pause", "{s:s}", "account", "borun");
		life_at(cases[i].resumed, 9 * 60);
		world_call("account.resume", "{s:s}", "account", "borun");
		assert_string_equal(world_text("next.0.due"), cases[i].due);
		assert_string_equal(
			world_text("next.0.latest"), cases[i].latest);
		world_end(NULL);
	}
}

static void a_rest_ends_by_itself(void **state)
{
	(void)state;
	sign();
	world_call("account.pause", "{s:s, s:s}", "account", "acme", "until",
		"2026-12-04");
	life_at("2026-12-03", 9 * 60);
	assert_int_equal(life_count("acme", "paused"), 4);
	/* The first change of the day brings it, and tells its own only. */
	life_clock("2026-12-04", 9 * 60);
	world_call("account.add", "{s:s}", "name", "Other");
	assert_null(json_object_get(world.result, "skipped"));
	assert_int_equal(life_count("acme", "paused"), 0);
	assert_string_equal(life_of("acme/d21", "due"), "2026-12-04");
}

/* A day that brings missed steps does not swallow the change. */
static void the_first_change_of_a_day_is_made(void **state)
{
	(void)state;
	sign();
	life_clock("2026-11-28", 9 * 60);
	world_call("account.add", "{s:s}", "name", "Other");
	assert_string_equal(world_text("account.slug"), "other");
	assert_string_equal(life_of("acme/d1", "state"), "missed");
}

static void an_appointment_in_the_pause_is_over(void **state)
{
	(void)state;
	sign();
	world_call("touchpoint.add", "{s:s, s:s, s:s}", "account", "acme",
		"purpose", "call", "due", "2026-11-18 15:00");
	world_call("account.pause", "{s:s}", "account", "acme");
	life_at("2026-11-18", 16 * 60);
	world_call("account.resume", "{s:s}", "account", "acme");
	/* Its hour is past, its day is not. */
	assert_string_equal(life_of("5", "due"), "2026-11-18");
	assert_string_equal(life_of("5", "time"), "");
}

static void lost_ends_a_pause_for_good(void **state)
{
	(void)state;
	sign();
	world_call("account.pause", "{s:s, s:s}", "account", "acme", "until",
		"2026-12-04");
	life_undone("account.lost", "{s:s, s:s}", "account", "acme", "reason",
		"price");
	assert_string_equal(world_text("account.course"), "active");
	assert_int_equal(life_count("acme", "cancelled"), 4);
	world_refused(API_REFUSED, "account", "account.pause", "{s:s}",
		"account", "acme");
}

static void closed_and_reopened(void **state)
{
	(void)state;
	sign();
	world_call("touchpoint.skip", "{s:s, s:s}", "id", "acme/d1", "reason",
		"thanked in person");
	life_undone("account.close", "{s:s, s:s}", "account", "acme", "reason",
		"merged into Borun");
	assert_string_equal(world_text("account.course"), "closed");
	assert_int_equal(life_count("acme", "open"), 0);
	assert_int_equal(life_count("acme", "cancelled"), 3);
	world_call("account.list", "{}");
	assert_int_equal(
		json_array_size(json_object_get(world.result, "accounts")), 0);
	world_call("account.list", "{s:s}", "course", "closed");
	assert_string_equal(world_text("accounts.0.slug"), "acme");
	world_refused(API_REFUSED, NULL, "touchpoint.add", "{s:s, s:s, s:s}",
		"account", "acme", "purpose", "call", "due", "fri");
	world_refused(API_REFUSED, "account", "account.close", "{s:s}",
		"account", "acme");
	world_refused(API_REFUSED, "id", "touchpoint.reopen", "{s:s}", "id",
		"acme/d3");
	/* What was closed before stays as it was. */
	life_at("2026-11-28", 9 * 60);
	life_undone("account.reopen", "{s:s}", "account", "acme");
	assert_string_equal(world_text("account.stage"), "customer");
	assert_string_equal(life_of("acme/d1", "state"), "skipped");
	assert_string_equal(life_of("acme/d3", "state"), "skipped");
	assert_string_equal(life_of("acme/d7", "due"), "2026-11-30");
	assert_string_equal(life_of("acme/d21", "due"), "2026-12-07");
	world_refused(API_REFUSED, "account", "account.reopen", "{s:s}",
		"account", "acme");
}

static void lost_and_parked_come_back(void **state)
{
	(void)state;
	prospect();
	world_call("account.lost", "{s:s, s:s}", "account", "borun", "reason",
		"price");
	world_call("account.close", "{s:s}", "account", "borun");
	life_at("2026-12-01", 9 * 60);
	life_undone("account.reopen", "{s:s}", "account", "borun");
	assert_string_equal(world_text("account.stage"), "prospect");
	assert_string_equal(world_text("next.0.step"), "follow-up");
	assert_string_equal(world_text("next.0.due"), "2026-12-01");
	world_call("account.park", "{s:s, s:s}", "account", "borun", "until",
		"2027-03-01");
	life_undone("account.reopen", "{s:s}", "account", "borun");
	assert_string_equal(world_text("account.stage"), "prospect");
	assert_int_equal(life_count("borun", "open"), 1);
}

/* Nothing was open when it was lost: somebody has to begin. */
static void nobody_is_forgotten(void **state)
{
	(void)state;
	world_call("account.add", "{s:s}", "name", "Hexin");
	world_call("account.lost", "{s:s, s:s}", "account", "hexin", "reason",
		"price");
	life_undone("account.reopen", "{s:s}", "account", "hexin");
	assert_string_equal(world_text("next.0.purpose"),
		"reopened: take up the contact again");
	assert_string_equal(world_text("next.0.due"), "2026-11-17");
}

static void a_step_is_reopened(void **state)
{
	(void)state;
	sign();
	world_call("touchpoint.close", "{s:s}", "id", "acme/d1");
	life_at("2026-12-21", 9 * 60);
	life_undone("touchpoint.reopen", "{s:s}", "id", "acme/d1");
	assert_string_equal(world_text("was.state"), "done");
	assert_string_equal(world_text("touchpoint.state"), "open");
	assert_string_equal(world_text("touchpoint.due"), "2026-12-21");
	assert_string_equal(world_text("touchpoint.outcome"), "");
	assert_int_equal(world_int("touchpoint.late_days"), 0);
	world_refused(API_REFUSED, "id", "touchpoint.reopen", "{s:s}", "id",
		"acme/d1");
}

static void one_follow_up_at_a_time(void **state)
{
	(void)state;
	prospect();
	world_call("touchpoint.close", "{s:s}", "id", "1");
	world_refused(
		API_REFUSED, "id", "touchpoint.reopen", "{s:s}", "id", "1");
}

/* The last step ended the plan; with it open the plan runs again. */
static void an_ended_plan_runs_again(void **state)
{
	(void)state;
	world_call("plan.sign", "{s:s, s:s, s:b}", "account", "Acme", "on",
		"2026-11-16", "renewal", 1);
	world_call("touchpoint.close", "{s:s}", "id", "acme/d1");
	world_call("account.show", "{s:s}", "id", "acme");
	assert_string_equal(world_text("plans.0.state"), "ended");
	life_undone("touchpoint.reopen", "{s:s}", "id", "acme/d1");
	world_call("account.show", "{s:s}", "id", "acme");
	assert_string_equal(world_text("plans.0.state"), "running");
	world_call("touchpoint.close", "{s:s}", "id", "acme/d1");
	world_call("account.show", "{s:s}", "id", "acme");
	assert_string_equal(world_text("plans.0.state"), "ended");
}

#define IN_WORLD(test)                                                         \
	cmocka_unit_test_setup_teardown(test, world_begin, world_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_WORLD(nothing_is_due_while_paused),
		IN_WORLD(resume_is_no_red_wall),
		cmocka_unit_test(a_rolling_window_begins_anew),
		IN_WORLD(a_rest_ends_by_itself),
		IN_WORLD(the_first_change_of_a_day_is_made),
		IN_WORLD(an_appointment_in_the_pause_is_over),
		IN_WORLD(lost_ends_a_pause_for_good),
		IN_WORLD(closed_and_reopened),
		IN_WORLD(lost_and_parked_come_back),
		IN_WORLD(nobody_is_forgotten),
		IN_WORLD(a_step_is_reopened),
		IN_WORLD(one_follow_up_at_a_time),
		IN_WORLD(an_ended_plan_runs_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
