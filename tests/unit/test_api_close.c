/* touchpoint.close and touchpoint.log: how contacts went, and what follows. */
#include "tests/unit/worklife.h"

#include <stdio.h>
#include <string.h>

/* Acme signed on Monday 16 November: d1 is due on the 17th, today. */
static void sign(void)
{
	world_call("plan.sign", "{s:s, s:s, s:s}", "account", "acme", "on",
		"2026-11-16", "tier", "key");
}

static void start(void)
{
	world_call("account.add", "{s:s}", "name", "Acme");
	world_call("plan.start", "{s:s, s:s}", "account", "acme", "cadence",
		"prospect");
}

static bool on_time(void)
{
	return json_is_true(json_object_get(world.result, "on_time"));
}

static size_t length(const char *list)
{
	return json_array_size(json_object_get(world.result, list));
}

static void a_letter_is_sent(void **state)
{
	(void)state;
	sign();
	life_undone("touchpoint.close", "{s:s}", "id", "acme");
	assert_string_equal(world_text("touchpoint.step"), "d1");
	assert_string_equal(world_text("touchpoint.state"), "done");
	assert_string_equal(world_text("touchpoint.outcome"), "sent");
	assert_string_equal(world_text("touchpoint.closed_via"), "mail");
	assert_string_equal(world_text("touchpoint.done_on"), "2026-11-17");
	assert_true(on_time());
	assert_int_equal(length("created"), 0);
	assert_string_equal(world_text("next.0.step"), "d3");
	assert_int_equal(length("next"), 1);
}

static void outcomes(void **state)
{
	(void)state;
	sign();
	world_refused(API_BAD_PARAM, "outcome", "touchpoint.close",
		"{s:s, s:s}", "id", "acme/d3", "outcome", "sent");
	world_refused(API_BAD_PARAM, "outcome", "touchpoint.close",
		"{s:s, s:s}", "id", "acme/d3", "outcome", "fine");
	world_refused(API_BAD_PARAM, "text", "touchpoint.close", "{s:s, s:s}",
		"id", "acme/d3", "outcome", "problem");
	world_refused(API_BAD_PARAM, "text", "touchpoint.close", "{s:s, s:s}",
		"id", "acme/d3", "outcome", "no");
	life_undone("touchpoint.close", "{s:s, s:s, s:s}", "id", "acme/d1",
		"outcome", "problem", "text", "the letter came back");
	assert_string_equal(
		world_text("touchpoint.result"), "the letter came back");
	assert_string_equal(
		world_text("touchpoint.last.text"), "the letter came back");
	life_undone("touchpoint.close", "{s:s}", "id", "acme/d3");
	assert_string_equal(world_text("touchpoint.outcome"), "ok");
	world_refused(API_REFUSED, "id", "touchpoint.close", "{s:s}", "id",
		"acme/d3");
	life_undone("touchpoint.close", "{s:s, s:s, s:s, s:s}", "id", "acme/d7",
		"outcome", "no", "text", "no time for reports", "via", "call");
	assert_string_equal(world_text("touchpoint.closed_via"), "call");
}

static void dates(void **state)
{
	(void)state;
	sign();
	world_refused(API_REFUSED, "on", "touchpoint.close", "{s:s, s:s}", "id",
		"acme/d1", "on", "2026-11-18");
	world_refused(API_REFUSED, "on", "touchpoint.close", "{s:s, s:s}", "id",
		"acme/d1", "on", "2025-11-10");
	life_at("2026-11-20", 9 * 60);
	/* Done in time, told late. */
	life_undone("touchpoint.close", "{s:s, s:s}", "id", "acme/d1", "on",
		"2026-11-18");
	assert_string_equal(world_text("touchpoint.done_on"), "2026-11-18");
	assert_true(on_time());
	/* Done late. */
	life_at("2026-11-26", 9 * 60);
	world_call("touchpoint.close", "{s:s}", "id", "acme/d3");
	assert_false(on_time());
}

static void no_answer_is_an_attempt(void **state)
{
	(void)state;
	sign();
	life_at("2026-11-20", 9 * 60);
	life_undone("touchpoint.close", "{s:s, s:s}", "id", "acme/d3",
		"outcome", "noanswer");
	assert_string_equal(world_text("touchpoint.state"), "open");
	assert_int_equal(world_int("touchpoint.attempts"), 1);
	assert_string_equal(world_text("touchpoint.due"), "2026-11-19");
	/* Another way on Monday, not over the week-end. */
	assert_string_equal(world_text("touchpoint.suggest_via"), "mail");
	assert_string_equal(
		world_text("touchpoint.snoozed_until"), "2026-11-22T16:00:00Z");
	assert_string_equal(world_text("touchpoint.last.outcome"), "noanswer");
	world_call("touchpoint.close", "{s:s, s:s}", "id", "acme/d3", "outcome",
		"noanswer");
	world_call("touchpoint.close", "{s:s, s:s}", "id", "acme/d3", "outcome",
		"noanswer");
	assert_int_equal(world_int("touchpoint.attempts"), 3);
	assert_int_equal(length("next"), 0);
}

static void a_late_step_pushes_the_next(void **state)
{
	(void)state;
	sign();
	assert_string_equal(life_of("acme/d3", "due"), "2026-11-19");
	life_at("2026-11-19", 9 * 60);
	life_undone("touchpoint.close", "{s:s}", "id", "acme/d1");
	assert_false(on_time());
	/* d3 is due too: one contact may be enough. */
	assert_string_equal(world_text("offer_merge.step"), "d3");
	assert_string_equal(world_text("offer_merge.due"), "2026-11-19");
	assert_string_equal(world_text("next.0.step"), "d3");
	assert_string_equal(world_text("next.0.due"), "2026-11-20");
	assert_string_equal(world_text("next.0.moved.0"), "floor");
	/* The window was wide enough; d7 and d21 stay. */
	assert_string_equal(life_of("acme/d3", "latest"), "2026-11-23");
	assert_string_equal(life_of("acme/d7", "due"), "2026-11-23");
	/* Far too late: the steps behind keep their distance. */
	life_at("2026-11-25", 9 * 60);
	world_call("touchpoint.close", "{s:s}", "id", "acme/d3");
	assert_string_equal(world_text("offer_merge.step"), "d7");
	assert_string_equal(life_of("acme/d7", "due"), "2026-11-27");
	assert_string_equal(life_of("acme/d7", "latest"), "2026-11-27");
	assert_string_equal(life_of("acme/d21", "due"), "2026-12-07");
}

static void a_colleague_helps(void **state)
{
	(void)state;
	sign();
	world_call("rep.add", "{s:s, s:s, s:s}", "name", "Zhao Min", "slug",
		"zhaomin", "zone", "Europe/Berlin");
	world.api.actor = "zhaomin";
	life_undone("touchpoint.close", "{s:s, s:s, s:s}", "id", "acme/d1",
		"next", "call", "next_due", "2026-11-20 10:00");
	assert_string_equal(world_text("touchpoint.owner"), "liwei");
	/* What comes of it is the owner's, at the owner's hour. */
	assert_string_equal(world_text("created.0.owner"), "liwei");
	assert_string_equal(world_text("created.0.zone"), "Asia/Shanghai");
	world_call("touchpoint.show", "{s:s}", "id", "acme/d1");
	assert_string_equal(world_text("activities.0.rep"), "zhaomin");
	world.api.actor = NULL;
}

static void an_early_step_moves_nothing(void **state)
{
	(void)state;
	sign();
	world_call("touchpoint.close", "{s:s}", "id", "acme/d3");
	assert_null(json_object_get(world.result, "offer_merge"));
	assert_string_equal(life_of("acme/d7", "due"), "2026-11-23");
	assert_string_equal(world_text("touchpoint.state"), "open");
}

static void the_plan_ends(void **state)
{
	(void)state;
	sign();
	for (int i = 0; i < 3; i++) {
		static const char *const id[] = {
			"acme/d1", "acme/d3", "acme/d7"};

		world_call("touchpoint.close", "{s:s}", "id", id[i]);
	}
	life_undone("touchpoint.close", "{s:s}", "id", "acme/d21");
	assert_int_equal(length("next"), 0);
	/* The same day may be signed again: the old plan has ended. */
	life_undone("plan.sign", "{s:s, s:s}", "account", "acme", "on",
		"2026-11-16");
}

static void a_strategic_meeting_is_asked_for(void **state)
{
	(void)state;
	world_call("plan.sign", "{s:s, s:s, s:s}", "account", "acme", "on",
		"2026-11-16", "tier", "strategic");
	assert_string_equal(life_of("acme/d7", "arrange_on"), "");
	life_undone("touchpoint.close", "{s:s}", "id", "acme/d3");
	assert_string_equal(world_text("next.0.step"), "d7");
	assert_string_equal(world_text("next.0.via"), "meeting");
	assert_string_equal(world_text("next.0.arrange_on"), "2026-11-17");
}

static void what_comes_of_it(void **state)
{
	(void)state;
	sign();
	world_call("contact.add", "{s:s, s:s}", "account", "acme", "name",
		"Wang Fang");
	world_refused(API_BAD_PARAM, "promise_by", "touchpoint.close",
		"{s:s, s:s}", "id", "acme/d1", "promise", "send dates");
	world_refused(API_BAD_PARAM, "next", "touchpoint.close", "{s:s, s:s}",
		"id", "acme/d1", "next_due", "fri");
	world_refused(API_REFUSED, "await_by", "touchpoint.close",
		"{s:s, s:s, s:s}", "id", "acme/d1", "await", "drawings",
		"await_by", "2026-11-16");
	life_undone("touchpoint.close", "{s:s, s:s, s:s, s:s, s:s, s:s, s:s}",
		"id", "acme/d1", "text", "2 of 3 lines running", "with",
		"wang-fang", "next", "call again", "next_due", "fri 15:00",
		"promise", "send training dates", "promise_by", "tomorrow");
	assert_int_equal(length("created"), 2);
	assert_string_equal(world_text("created.0.kind"), "task");
	assert_string_equal(world_text("created.0.purpose"), "call again");
	assert_string_equal(world_text("created.0.due"), "2026-11-20");
	assert_string_equal(world_text("created.0.time"), "15:00");
	assert_string_equal(world_text("created.0.zone"), "Asia/Shanghai");
	assert_string_equal(
		world_text("created.0.contacts.0.name"), "Wang Fang");
	assert_string_equal(world_text("created.1.kind"), "promise");
	assert_string_equal(world_text("created.1.due"), "2026-11-18");
	assert_int_equal(
		world_int("created.1.parent_id"), world_int("touchpoint.id"));
}

static void close_follow_up(const char *outcome)
{
	world_call("touchpoint.close", "{s:s, s:s}", "id", "acme/follow-up",
		"outcome", outcome);
}

static void a_follow_up_leads_to_the_next(void **state)
{
	(void)state;
	start();
	life_undone("touchpoint.close", "{s:s, s:s}", "id", "acme/follow-up",
		"text", "builds a second plant");
	assert_string_equal(world_text("next.0.nominal"), "2026-12-01");
	assert_string_equal(world_text("next.0.due"), "2026-12-01");
	assert_string_equal(world_text("next.0.latest"), "2026-12-08");
	assert_int_equal(world_int("next.0.n"), 2);
	assert_int_equal(world_int("next.0.follow_up"), 2);
	/* An attempt is not numbered and restarts nothing. */
	life_at("2026-12-01", 9 * 60);
	close_follow_up("noanswer");
	assert_string_equal(world_text("touchpoint.due"), "2026-12-01");
	assert_int_equal(world_int("touchpoint.follow_up"), 2);
	life_at("2026-12-02", 9 * 60);
	close_follow_up("ok");
	assert_string_equal(world_text("next.0.due"), "2026-12-16");
	assert_int_equal(world_int("next.0.follow_up"), 3);
	/* Skipped: not numbered either, and it counts from today. */
	life_at("2026-12-17", 9 * 60);
	life_undone("touchpoint.skip", "{s:s, s:s}", "id", "acme/follow-up",
		"reason", "they move house");
	assert_string_equal(world_text("next.0.due"), "2026-12-31");
	assert_int_equal(world_int("next.0.n"), 4);
	assert_int_equal(world_int("next.0.follow_up"), 3);
}

/* One that lies ahead is skipped for the one after it, not for itself. */
static void a_follow_up_ahead_is_skipped_for_the_next(void **state)
{
	(void)state;
	start();
	close_follow_up("ok");
	assert_string_equal(world_text("next.0.due"), "2026-12-01");
	life_undone("touchpoint.skip", "{s:s, s:s}", "id", "acme/follow-up",
		"reason", "they are at a fair");
	assert_string_equal(world_text("next.0.due"), "2026-12-15");
	assert_string_equal(world_text("next.0.latest"), "2026-12-22");
	assert_int_equal(world_int("next.0.follow_up"), 2);
}

/* One who likes it level: the lightest day of the window. */
static void due_days_are_levelled(void **state)
{
	(void)state;
	start();
	world_call("rep.edit", "{s:s, s:b}", "id", "liwei", "level", 1);
	for (int i = 0; i < 2; i++) {
		world_call("touchpoint.add", "{s:s, s:s, s:s}", "account",
			"acme", "purpose", "fair", "due", "2026-12-01");
		world_call("touchpoint.add", "{s:s, s:s, s:s}", "account",
			"acme", "purpose", "fair", "due", "2026-12-02");
	}
	world_call("touchpoint.add", "{s:s, s:s, s:s}", "account", "acme",
		"purpose", "fair", "due", "2026-12-03");
	close_follow_up("ok");
	assert_string_equal(world_text("next.0.earliest"), "2026-12-01");
	assert_string_equal(world_text("next.0.due"), "2026-12-04");
	assert_string_equal(world_text("next.0.latest"), "2026-12-08");
}

static void after_the_eleventh_comes_a_decision(void **state)
{
	(void)state;
	start();
	for (int i = 1; i <= 11; i++) {
		if (i >= 4)
			assert_non_null(
				strstr(life_of("acme/follow-up", "purpose"),
					"Bring something new"));
		assert_int_equal(life_int("acme/follow-up", "follow_up"), i);
		life_at(life_of("acme/follow-up", "due"), 9 * 60);
		if (i < 11)
			close_follow_up("ok");
	}
	life_undone("touchpoint.close", "{s:s}", "id", "acme/follow-up");
	assert_string_equal(world_text("next.0.kind"), "decision");
	assert_int_equal(life_count("acme", "open"), 1);
	world_call("touchpoint.list", "{s:s}", "account", "acme");
	assert_string_equal(world_text("touchpoints.0.purpose"),
		"decide: won, lost, park until a day, or go on");
	/* Go on: no contact, so nothing is recorded; the rhythm stays. */
	life_at(world_text("touchpoints.0.due"), 9 * 60);
	life_undone("touchpoint.close", "{s:s}", "id", "acme");
	assert_string_equal(world_text("next.0.step"), "follow-up");
	assert_int_equal(world_int("next.0.follow_up"), 12);
	life_at(world_text("next.0.due"), 9 * 60);
	close_follow_up("ok");
	assert_string_equal(world_text("next.0.kind"), "step");
}

static void an_unplanned_contact_restarts_the_window(void **state)
{
	(void)state;
	start();
	close_follow_up("ok");
	assert_string_equal(world_text("next.0.due"), "2026-12-01");
	life_at("2026-11-30", 9 * 60);
	/* Tried, not reached. */
	life_undone("touchpoint.log", "{s:s, s:s}", "account", "acme",
		"outcome", "noanswer");
	assert_int_equal(length("next"), 0);
	/* Told late: it counts from its own day. */
	life_undone("touchpoint.log", "{s:s, s:s, s:s, s:s}", "account", "acme",
		"on", "2026-11-25", "via", "chat", "text", "met at the fair");
	assert_string_equal(world_text("activity.on"), "2026-11-25");
	assert_string_equal(world_text("next.0.due"), "2026-12-09");
	assert_int_equal(world_int("next.0.follow_up"), 2);
	/* Older than the newest contact: changes nothing. */
	world_call("touchpoint.log", "{s:s, s:s}", "account", "acme", "on",
		"2026-11-20");
	assert_int_equal(length("next"), 0);
	/* Agreed with the customer: stays. */
	world_call("touchpoint.move", "{s:s, s:s, s:b}", "id", "acme/follow-up",
		"to", "2026-12-14", "agreed", 1);
	world_call("touchpoint.log", "{s:s}", "account", "acme");
	assert_int_equal(length("next"), 0);
	assert_string_equal(life_of("acme/follow-up", "due"), "2026-12-14");
}

static void a_log_may_lead_somewhere(void **state)
{
	(void)state;
	world_call("account.add", "{s:s}", "name", "Acme");
	life_undone("touchpoint.log", "{s:s, s:s, s:s}", "account", "acme",
		"await", "their drawings", "await_by", "+1w");
	assert_string_equal(world_text("created.0.kind"), "await");
	assert_string_equal(world_text("created.0.due"), "2026-11-24");
	/* What they did is their contact with us. */
	life_at("2026-11-24", 9 * 60);
	life_undone("touchpoint.close", "{s:s, s:s}", "id", "acme", "text",
		"arrived");
	world_call(
		"touchpoint.show", "{s:I}", "id", world_int("touchpoint.id"));
	assert_string_equal(world_text("activities.0.direction"), "in");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(a_letter_is_sent),
		TEST(outcomes),
		TEST(dates),
		TEST(no_answer_is_an_attempt),
		TEST(a_late_step_pushes_the_next),
		TEST(a_colleague_helps),
		TEST(an_early_step_moves_nothing),
		TEST(the_plan_ends),
		TEST(a_strategic_meeting_is_asked_for),
		TEST(what_comes_of_it),
		TEST(a_follow_up_leads_to_the_next),
		TEST(a_follow_up_ahead_is_skipped_for_the_next),
		TEST(due_days_are_levelled),
		TEST(after_the_eleventh_comes_a_decision),
		TEST(an_unplanned_contact_restarts_the_window),
		TEST(a_log_may_lead_somewhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
