/* touchpoint.add, snooze, move, skip, list, show, why. */
#include "tests/unit/worklife.h"

#include <string.h>

static void sign(void)
{
	world_call("plan.sign", "{s:s, s:s, s:s}", "account", "acme", "on",
		"2026-11-16", "tier", "key");
}

static json_int_t add(const char *purpose, const char *due)
{
	world_call("touchpoint.add", "{s:s, s:s, s:s}", "account", "acme",
		"purpose", purpose, "due", due);
	return world_int("touchpoint.id");
}

static void something_to_do(void **state)
{
	(void)state;
	world_call("account.add", "{s:s}", "name", "Acme");
	world_call("contact.add", "{s:s, s:s}", "account", "acme", "name",
		"Wang Fang");
	life_undone("touchpoint.add", "{s:s, s:s, s:s, s:s, s:[s]}", "account",
		"acme", "purpose", "show the new line", "due", "fri 10:30",
		"via", "visit", "with", "wang-fang");
	assert_string_equal(world_text("touchpoint.due"), "2026-11-20");
	assert_string_equal(world_text("touchpoint.time"), "10:30");
	assert_string_equal(world_text("touchpoint.zone"), "Asia/Shanghai");
	assert_string_equal(world_text("touchpoint.via"), "visit");
	assert_string_equal(
		world_text("touchpoint.contacts.0.slug"), "wang-fang");
	/* Only a time: today; and not one that is past. */
	world_call("touchpoint.add", "{s:s, s:s, s:s}", "account", "acme",
		"purpose", "call", "due", "15:00");
	assert_string_equal(world_text("touchpoint.due"), "2026-11-17");
	world_refused(API_REFUSED, "due", "touchpoint.add", "{s:s, s:s, s:s}",
		"account", "acme", "purpose", "call", "due", "8:30");
	world_refused(API_REFUSED, "due", "touchpoint.add", "{s:s, s:s, s:s}",
		"account", "acme", "purpose", "call", "due", "2026-11-16");
	world_refused(API_BAD_PARAM, "due", "touchpoint.add", "{s:s, s:s, s:s}",
		"account", "acme", "purpose", "call", "due", "03/04");
	world_refused(API_NOT_FOUND, "account", "touchpoint.add",
		"{s:s, s:s, s:s}", "account", "acne", "purpose", "call", "due",
		"fri");
}

static void snoozing_hides(void **state)
{
	json_int_t id;

	(void)state;
	world_call("account.add", "{s:s}", "name", "Acme");
	id = add("call back", "today");
	life_undone(
		"touchpoint.snooze", "{s:I, s:s}", "id", id, "until", "15:00");
	assert_string_equal(world_text("touchpoint.due"), "2026-11-17");
	assert_string_equal(world_text("was.snoozed_until"), "");
	assert_string_equal(
		world_text("touchpoint.snoozed_until"), "2026-11-17T07:00:00Z");
	world_refused(API_REFUSED, "until", "touchpoint.snooze", "{s:I, s:s}",
		"id", id, "until", "8:00");
	world_refused(API_REFUSED, "until", "touchpoint.snooze", "{s:I, s:s}",
		"id", id, "until", "today");
	/* A task of one's own may wait. */
	world_call("touchpoint.snooze", "{s:I, s:s}", "id", id, "until",
		"2026-11-25");
	assert_string_equal(
		world_text("was.snoozed_until"), "2026-11-17T07:00:00Z");
}

/* The instant of the next nudge, and which reminder it is. */
static void timed_ones_are_told_at_their_instant(void **state)
{
	json_int_t id, gen;

	(void)state;
	world_call("account.add", "{s:s}", "name", "Acme");
	id = add("plant tour", "2026-11-20 10:30");
	assert_int_equal(world_int("touchpoint.gen"), 1);
	world_call("touchpoint.why", "{s:I}", "id", id);
	assert_string_equal(
		world_text("messages.nudge_at"), "2026-11-20T02:30:00Z");
	world_call(
		"touchpoint.move", "{s:I, s:s}", "id", id, "to", "2026-11-23");
	assert_string_equal(world_text("touchpoint.time"), "10:30");
	gen = world_int("touchpoint.gen");
	assert_int_equal(gen, 2);
	world_call("touchpoint.why", "{s:I}", "id", id);
	assert_string_equal(
		world_text("messages.nudge_at"), "2026-11-23T02:30:00Z");
	world_call("touchpoint.snooze", "{s:I, s:s}", "id", id, "until",
		"2026-11-23 14:00");
	assert_int_equal(world_int("touchpoint.gen"), gen + 1);
	world_call("touchpoint.why", "{s:I}", "id", id);
	assert_string_equal(
		world_text("messages.nudge_at"), "2026-11-23T06:00:00Z");
	/* Hidden for a day only: its own hour still comes. */
	world_call("touchpoint.snooze", "{s:I, s:s}", "id", id, "until",
		"2026-11-20");
	world_call("touchpoint.why", "{s:I}", "id", id);
	assert_string_equal(
		world_text("messages.nudge_at"), "2026-11-23T02:30:00Z");
}

static void the_ladder_is_not_snoozed_away(void **state)
{
	(void)state;
	sign();
	/* d1 is due until Wednesday. */
	world_refused(API_REFUSED, "until", "touchpoint.snooze", "{s:s, s:s}",
		"id", "acme/d1", "until", "2026-11-19");
	assert_non_null(strstr(world.error.message, "2026-11-18"));
	world_call("touchpoint.snooze", "{s:s, s:s}", "id", "acme/d1", "until",
		"2026-11-18");
	/* Late: until the next working day, and no longer. */
	life_at("2026-11-20", 9 * 60);
	world_refused(API_REFUSED, "until", "touchpoint.snooze", "{s:s, s:s}",
		"id", "acme/d1", "until", "2026-11-24");
	world_call("touchpoint.snooze", "{s:s, s:s}", "id", "acme/d1", "until",
		"2026-11-23");
	/* A follow-up of a prospect is no ladder. */
	world_call("account.add", "{s:s}", "name", "Borun");
	world_call("plan.start", "{s:s, s:s}", "account", "borun", "cadence",
		"prospect");
	world_call("touchpoint.snooze", "{s:s, s:s}", "id", "borun/follow-up",
		"until", "2026-12-24");
}

static void moving(void **state)
{
	(void)state;
	sign();
	life_undone("touchpoint.move", "{s:s, s:s}", "id", "acme/d3", "to",
		"2026-11-20");
	assert_string_equal(world_text("was.due"), "2026-11-19");
	assert_string_equal(world_text("touchpoint.due"), "2026-11-20");
	assert_string_equal(world_text("touchpoint.latest"), "2026-11-23");
	assert_string_equal(world_text("touchpoint.moved.0"), "pinned");
	assert_int_equal(world_int("touchpoint.moves"), 1);
	world_refused(API_REFUSED, "to", "touchpoint.move", "{s:s, s:s}", "id",
		"acme/d3", "to", "2026-11-20");
	world_refused(API_REFUSED, "to", "touchpoint.move", "{s:s, s:s}", "id",
		"acme/d3", "to", "2026-11-13");
	/* Past the window: why? */
	world_refused(API_REFUSED, "reason", "touchpoint.move", "{s:s, s:s}",
		"id", "acme/d3", "to", "2026-11-24");
	life_undone("touchpoint.move", "{s:s, s:s, s:s}", "id", "acme/d3", "to",
		"2026-11-24", "reason", "they are at a fair");
	assert_string_equal(world_text("touchpoint.latest"), "2026-11-24");
	/* The steps behind follow through their floors. */
	assert_string_equal(world_text("next.0.step"), "d7");
	assert_string_equal(world_text("next.0.due"), "2026-11-26");
	assert_string_equal(life_of("acme/d21", "due"), "2026-12-07");
	/* On time is what the first window says. */
	life_at("2026-11-24", 9 * 60);
	world_call("touchpoint.close", "{s:s}", "id", "acme/d3");
	assert_true(json_is_false(json_object_get(world.result, "on_time")));
}

static void an_agreed_day_is_the_window(void **state)
{
	(void)state;
	sign();
	life_undone("touchpoint.move", "{s:s, s:s, s:b}", "id", "acme/d21",
		"to", "2026-12-16 14:00", "agreed", 1);
	assert_string_equal(world_text("touchpoint.due"), "2026-12-16");
	assert_string_equal(world_text("touchpoint.latest"), "2026-12-16");
	assert_string_equal(world_text("touchpoint.earliest"), "2026-12-16");
	assert_string_equal(world_text("touchpoint.time"), "14:00");
	assert_string_equal(world_text("touchpoint.arrange_on"), "");
	/* Pinned: what happens before it moves it no more. */
	life_at("2026-12-14", 9 * 60);
	world_call("touchpoint.close", "{s:s}", "id", "acme/d7");
	assert_string_equal(life_of("acme/d21", "due"), "2026-12-16");
}

static void earlier_keeps_windows_in_order(void **state)
{
	(void)state;
	sign();
	world_call("touchpoint.move", "{s:s, s:s}", "id", "acme/d21", "to",
		"2026-12-01");
	assert_string_equal(world_text("touchpoint.earliest"), "2026-12-01");
	assert_string_equal(world_text("touchpoint.latest"), "2026-12-14");
}

static void skipping(void **state)
{
	(void)state;
	sign();
	world_refused(API_BAD_PARAM, "reason", "touchpoint.skip", "{s:s}", "id",
		"acme/d1");
	life_undone("touchpoint.skip", "{s:s, s:s}", "id", "acme/d1", "reason",
		"thanked at the signing");
	assert_string_equal(world_text("touchpoint.state"), "skipped");
	assert_string_equal(world_text("touchpoint.close_reason"),
		"thanked at the signing");
	assert_string_equal(world_text("touchpoint.done_on"), "");
	assert_string_equal(world_text("next.0.step"), "d3");
	world_refused(API_REFUSED, "id", "touchpoint.snooze", "{s:s, s:s}",
		"id", "acme/d1", "until", "tomorrow");
}

static size_t listed(const char *format, const char *name, const char *value)
{
	return json_array_size(json_object_get(
		world_call("touchpoint.list", format, name, value),
		"touchpoints"));
}

static void lists(void **state)
{
	const char *cursor;

	(void)state;
	sign();
	add("call back", "2026-11-19");
	assert_int_equal(listed("{s:s}", "account", "acme"), 5);
	assert_int_equal(listed("{s:s}", "owner", "liwei"), 5);
	assert_int_equal(listed("{s:s}", "kind", "task"), 1);
	assert_int_equal(listed("{s:s}", "due_by", "2026-11-19"), 3);
	assert_int_equal(listed("{s:s}", "state", "done"), 0);
	world_refused(API_BAD_PARAM, "state", "touchpoint.list", "{s:s}",
		"state", "late");
	world_call("touchpoint.close", "{s:s}", "id", "acme/d1");
	assert_int_equal(listed("{s:s}", "state", "any"), 5);
	world_call("rep.add", "{s:s, s:s, s:s}", "name", "Zhao Min", "zone",
		"Asia/Shanghai", "slug", "zhaomin");
	world.api.actor = "zhaomin";
	assert_int_equal(
		json_array_size(json_object_get(
			world_call("touchpoint.list", "{}"), "touchpoints")),
		0);
	assert_int_equal(
		json_array_size(json_object_get(
			world_call("touchpoint.list", "{s:b}", "all", 1),
			"touchpoints")),
		4);
	/* Page by page. */
	world.api.actor = "liwei";
	world_call("touchpoint.list", "{s:i}", "limit", 3);
	assert_string_equal(world_text("touchpoints.1.purpose"), "call back");
	cursor = world_text("cursor");
	assert_string_equal(cursor, "2026-11-23/3");
	assert_int_equal(listed("{s:s}", "cursor", "2026-11-23/3"), 1);
	assert_string_equal(world_text("touchpoints.0.step"), "d21");
	assert_string_equal(world_text("cursor"), "");
	world_refused(API_BAD_PARAM, "cursor", "touchpoint.list", "{s:s}",
		"cursor", "2026-11-23/");
}

static void late_ones(void **state)
{
	(void)state;
	sign();
	life_at("2026-11-19", 9 * 60);
	world_call("touchpoint.list", "{s:b}", "late", 1);
	assert_int_equal(
		json_array_size(json_object_get(world.result, "touchpoints")),
		1);
	assert_string_equal(world_text("touchpoints.0.step"), "d1");
	assert_int_equal(world_int("touchpoints.0.late_days"), 1);
}

static void showing(void **state)
{
	(void)state;
	sign();
	world_call("touchpoint.close", "{s:s, s:s}", "id", "acme/d3", "outcome",
		"noanswer");
	world_call("touchpoint.close", "{s:s, s:s, s:s}", "id", "acme/d3",
		"promise", "send the manual", "promise_by", "fri");
	world_call("touchpoint.show", "{s:s}", "id", "acme/d3");
	assert_string_equal(world_text("activities.0.outcome"), "noanswer");
	assert_string_equal(world_text("activities.1.outcome"), "ok");
	assert_string_equal(
		world_text("children.0.purpose"), "send the manual");
}

static void why(void **state)
{
	(void)state;
	sign();
	life_at("2026-11-19", 9 * 60);
	world_call("touchpoint.close", "{s:s}", "id", "acme/d1");
	world_call("touchpoint.why", "{s:s}", "id", "acme/d3");
	assert_string_equal(world_text("rule.cadence"), "1-3-7-21");
	assert_int_equal(world_int("rule.due"), 3);
	assert_string_equal(world_text("rule.after"), "d1");
	assert_string_equal(world_text("nominal.date"), "2026-11-19");
	assert_string_equal(world_text("shifts.0.reason"), "floor");
	assert_string_equal(world_text("shifts.0.to"), "2026-11-20");
	assert_string_equal(world_text("floor.base"), "2026-11-19");
	assert_string_equal(world_text("floor.date"), "2026-11-20");
	assert_true(json_is_true(json_object_get(
		json_object_get(world.result, "floor"), "binding")));
	assert_string_equal(world_text("messages.brief.on"), "2026-11-20");
	assert_string_equal(world_text("messages.brief.time"), "08:00");
	/* Signed on a Friday: the nominal Saturday is closed. */
	life_at("2026-11-20", 9 * 60);
	world_call("plan.sign", "{s:s}", "account", "borun");
	world_call("touchpoint.why", "{s:s}", "id", "borun/d1");
	assert_string_equal(world_text("shifts.0.from"), "2026-11-21");
	assert_string_equal(world_text("shifts.0.reason"), "closed");
	assert_true(json_is_null(json_object_get(world.result, "floor")));
	add("call", "fri");
	world_call("touchpoint.why", "{s:I}", "id", world_int("touchpoint.id"));
	assert_true(json_is_null(json_object_get(world.result, "rule")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(something_to_do),
		TEST(snoozing_hides),
		TEST(timed_ones_are_told_at_their_instant),
		TEST(the_ladder_is_not_snoozed_away),
		TEST(moving),
		TEST(an_agreed_day_is_the_window),
		TEST(earlier_keeps_windows_in_order),
		TEST(skipping),
		TEST(lists),
		TEST(late_ones),
		TEST(showing),
		TEST(why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
