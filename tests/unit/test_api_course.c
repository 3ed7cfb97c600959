/* account.won, lost, park; day.roll. */
#include "tests/unit/worklife.h"

#include <string.h>

static void start(void)
{
	world_call("account.add", "{s:s}", "name", "Acme");
	world_call("plan.start", "{s:s, s:s}", "account", "acme", "cadence",
		"prospect");
}

static void add(const char *purpose, const char *due)
{
	world_call("touchpoint.add", "{s:s, s:s, s:s}", "account", "acme",
		"purpose", purpose, "due", due);
}

static void won_asks_until_it_is_signed(void **state)
{
	const struct api_error *e;

	(void)state;
	start();
	e = world_refused(API_REFUSED, "on", "account.won", "{s:s, s:s}",
		"account", "acme", "on", "2026-11-16");
	assert_string_equal(e->hint, "nudge sign acme --on 2026-11-16");
	life_undone("account.won", "{s:s}", "account", "acme");
	assert_string_equal(world_text("account.stage"), "prospect");
	assert_string_equal(world_text("next.0.kind"), "signing");
	assert_string_equal(world_text("next.0.purpose"), "contract signed?");
	assert_string_equal(world_text("next.0.due"), "2026-11-24");
	assert_string_equal(life_of("acme/follow-up", "state"), "cancelled");
	world_refused(API_REFUSED, "account", "account.won", "{s:s}", "account",
		"acme");
	/* Not yet: asked again. */
	life_at("2026-11-24", 9 * 60);
	world_refused(API_BAD_PARAM, "outcome", "touchpoint.close",
		"{s:s, s:s}", "id", "acme", "outcome", "noanswer");
	life_undone("touchpoint.close", "{s:s, s:s, s:s}", "id", "acme",
		"outcome", "no", "text", "their lawyer is on leave");
	assert_string_equal(world_text("next.0.kind"), "signing");
	assert_string_equal(world_text("next.0.due"), "2026-12-01");
	life_undone("plan.sign", "{s:s, s:s}", "account", "acme", "on",
		"2026-11-23");
	assert_int_equal(life_count("acme", "open"), 4);
}

static void lost_ends_everything(void **state)
{
	(void)state;
	start();
	add("send the offer", "fri");
	world_refused(API_BAD_PARAM, "reason", "account.lost", "{s:s}",
		"account", "acme");
	life_undone("account.lost", "{s:s, s:s}", "account", "acme", "reason",
		"bought elsewhere");
	assert_string_equal(world_text("account.stage"), "lost");
	assert_string_equal(
		world_text("account.closed_reason"), "bought elsewhere");
	assert_int_equal(life_count("acme", "open"), 0);
	assert_int_equal(life_count("acme", "cancelled"), 2);
	world_refused(API_REFUSED, "account", "account.lost", "{s:s, s:s}",
		"account", "acme", "reason", "again");
	/* They come back. */
	life_undone("plan.start", "{s:s, s:s}", "account", "acme", "cadence",
		"prospect");
	assert_string_equal(world_text("account.stage"), "prospect");
	assert_int_equal(life_count("acme", "open"), 1);
}

static void parking(void **state)
{
	(void)state;
	start();
	world_call("touchpoint.log", "{s:s, s:s, s:s}", "account", "acme",
		"promise", "send the catalogue", "promise_by", "fri");
	world_refused(API_REFUSED, "until", "account.park", "{s:s, s:s}",
		"account", "acme", "until", "today");
	/* 2027-03-06 is a Saturday. */
	life_undone("account.park", "{s:s, s:s}", "account", "acme", "until",
		"2027-03-06");
	assert_string_equal(world_text("account.stage"), "parked");
	assert_string_equal(world_text("account.parked_until"), "2027-03-06");
	assert_string_equal(world_text("next.0.due"), "2027-03-08");
	/* What we promised, and the day on which to take it up again. */
	assert_int_equal(life_count("acme", "open"), 2);
	life_undone("plan.start", "{s:s, s:s}", "account", "acme", "cadence",
		"prospect");
	assert_string_equal(world_text("account.stage"), "prospect");
	/* The promise and the follow-up: nothing asks to take it up. */
	assert_int_equal(life_count("acme", "open"), 2);
}

static json_int_t roll(const char *date)
{
	world.api.door = DOOR_DAEMON;
	world.api.actor = NULL;
	life_clock(date, 1);
	world_call("day.roll", "{s:s, s:s}", "rep", "liwei", "date", date);
	world.api.door = DOOR_CLI;
	return world_int("missed");
}

static void a_new_day(void **state)
{
	(void)state;
	world_refused(API_FORBIDDEN, NULL, "day.roll", "{s:s, s:s}", "rep",
		"liwei", "date", "2026-11-17");
	world_call("plan.sign", "{s:s, s:s}", "account", "acme", "on",
		"2026-11-16");
	/* d1 until Wed 18, and three working days of tolerance. */
	assert_int_equal(roll("2026-11-23"), 0);
	assert_string_equal(life_of("acme/d1", "state"), "open");
	assert_int_equal(roll("2026-11-24"), 1);
	assert_true(world_int("change") > 0);
	assert_string_equal(life_of("acme/d1", "state"), "missed");
	assert_string_equal(life_of("acme/d1", "done_on"), "");
	/* Once per day. */
	assert_int_equal(roll("2026-11-24"), 0);
	assert_true(json_is_null(json_object_get(world.result, "change")));
	/* Not a person's change: undo takes back the signing, or says what is
	 * in the way. */
	world_refused(API_CONFLICT, "id", "change.undo", "{}");
	assert_int_equal(roll("2026-11-27"), 1);
	assert_string_equal(life_of("acme/d3", "state"), "missed");
	/* All the others in one night; the plan has ended. */
	assert_int_equal(roll("2027-01-15"), 2);
	assert_int_equal(life_count("acme", "open"), 0);
	world_call("plan.sign", "{s:s, s:s}", "account", "acme", "on",
		"2026-11-16");
	assert_string_equal(world_text("plan.state"), "ended");
}

static void the_first_write_brings_the_day(void **state)
{
	(void)state;
	world_call("plan.sign", "{s:s, s:s}", "account", "acme", "on",
		"2026-11-16");
	/* No nudged ran; and what a person undoes leaves the day alone. */
	life_clock("2026-11-24", 9 * 60);
	assert_string_equal(life_of("acme/d1", "state"), "open");
	add("call", "fri");
	assert_string_equal(life_of("acme/d1", "state"), "missed");
	world_call("change.undo", "{}");
	assert_string_equal(life_of("acme/d1", "state"), "missed");
	/* Late is better than never. */
	life_undone("touchpoint.close", "{s:s}", "id", "acme/d1");
	assert_string_equal(world_text("touchpoint.state"), "done");
	assert_true(json_is_false(json_object_get(world.result, "on_time")));
	assert_string_equal(world_text("next.0.step"), "d3");
	world_refused(API_REFUSED, "id", "touchpoint.move", "{s:s, s:s}", "id",
		"acme/d1", "to", "fri");
}

static void prospects_are_never_missed(void **state)
{
	(void)state;
	start();
	assert_int_equal(roll("2027-03-01"), 0);
	assert_string_equal(life_of("acme/follow-up", "state"), "open");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(won_asks_until_it_is_signed),
		TEST(lost_ends_everything),
		TEST(parking),
		TEST(a_new_day),
		TEST(the_first_write_brings_the_day),
		TEST(prospects_are_never_missed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
