/* plan.sign, plan.start, plan.preview: from a day of signing to rows. */
#include "tests/unit/worklife.h"

#include <stdio.h>
#include <string.h>

static const char *const step_id[] = {"d1", "d3", "d7", "d21"};

static void check_steps(const char *account, const char *const due[4])
{
	for (size_t i = 0; i < ARRAY_LEN(step_id); i++) {
		char id[64];

		snprintf(id, sizeof(id), "%s/%s", account, step_id[i]);
		assert_string_equal(life_of(id, "due"), due[i]);
		assert_string_equal(life_of(id, "state"), "open");
	}
}

static void the_cadence_as_shipped(void **state)
{
	static const struct {
		const char *on;
		const char *due[4];
	} cases[] = {
		{"2026-03-10", {"2026-03-11", "2026-03-13", "2026-03-17",
				       "2026-03-31"}},
		{"2026-03-13", {"2026-03-16", "2026-03-17", "2026-03-20",
				       "2026-04-03"}},
		{"2026-02-13", {"2026-02-14", "2026-02-24", "2026-02-26",
				       "2026-03-06"}},
		{"2026-02-14", {"2026-02-14", "2026-02-24", "2026-02-26",
				       "2026-03-09"}},
		{"2026-04-30", {"2026-04-30", "2026-05-06", "2026-05-08",
				       "2026-05-21"}},
		{"2026-09-18", {"2026-09-20", "2026-09-21", "2026-09-28",
				       "2026-10-09"}},
		{"2026-09-22", {"2026-09-23", "2026-09-28", "2026-09-30",
				       "2026-10-13"}},
		{"2026-09-30", {"2026-09-30", "2026-10-08", "2026-10-10",
				       "2026-10-21"}},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char account[16];

		snprintf(account, sizeof(account), "customer-%zu", i);
		life_at(cases[i].on, 9 * 60);
		world_call("plan.sign", "{s:s, s:s, s:s}", "account", account,
			"name", account, "tier", "key");
		check_steps(account, cases[i].due);
	}
}

static void a_strategic_meeting_avoids_make_up_days(void **state)
{
	(void)state;
	life_at("2026-09-30", 9 * 60);
	world_call("plan.sign", "{s:s, s:s}", "account", "acme", "tier",
		"strategic");
	assert_string_equal(life_of("acme/d7", "via"), "meeting");
	assert_string_equal(life_of("acme/d7", "due"), "2026-10-12");
}

static void both_calendars_count(void **state)
{
	static const char *const due[] = {
		"2026-03-16", "2026-03-17", "2026-03-20", "2026-04-07"};
	(void)state;
	life_at("2026-03-13", 9 * 60);
	world_call("plan.sign", "{s:s, s:s, s:s, s:s}", "account", "hansa",
		"tier", "key", "calendar", "DE", "zone", "Europe/Berlin");
	assert_string_equal(world_text("calendars.0"), "CN");
	assert_string_equal(world_text("calendars.1"), "DE");
	check_steps("hansa", due);
}

static void the_result_tells_everything(void **state)
{
	(void)state;
	life_undone("plan.sign", "{s:s, s:s, s:s}", "account", "acme", "on",
		"2026-11-13", "tier", "key");
	assert_true(json_is_true(json_object_get(
		json_object_get(world.result, "account"), "created")));
	assert_string_equal(world_text("account.slug"), "acme");
	assert_string_equal(world_text("account.stage"), "customer");
	assert_string_equal(world_text("plan.cadence"), "1-3-7-21");
	assert_string_equal(world_text("plan.anchor"), "2026-11-13");
	/* Signed on Friday, recorded on Tuesday: the letter, due on Monday,
	 * goes out today and is not late; the rest keeps its distance. */
	assert_string_equal(world_text("touchpoints.0.nominal"), "2026-11-14");
	assert_string_equal(world_text("touchpoints.0.due"), "2026-11-17");
	assert_string_equal(world_text("touchpoints.0.latest"), "2026-11-17");
	assert_int_equal(world_int("touchpoints.0.late_days"), 0);
	assert_string_equal(world_text("touchpoints.1.due"), "2026-11-18");
	assert_string_equal(world_text("touchpoints.1.moved.0"), "floor");
	assert_string_equal(world_text("touchpoints.2.due"), "2026-11-20");
	assert_string_equal(world_text("touchpoints.3.due"), "2026-12-04");
	assert_string_equal(world_text("touchpoints.3.via"), "meeting");
	assert_string_equal(
		world_text("touchpoints.3.arrange_on"), "2026-11-27");
	assert_true(world_int("change") > 0);
}

static void what_is_past_is_skipped(void **state)
{
	(void)state;
	world_call("plan.sign", "{s:s, s:s}", "account", "acme", "on",
		"2026-11-02");
	assert_string_equal(life_of("acme/d1", "state"), "skipped");
	assert_string_equal(life_of("acme/d1", "close_reason"),
		"past when it was recorded");
	assert_string_equal(life_of("acme/d3", "state"), "skipped");
	assert_string_equal(life_of("acme/d7", "due"), "2026-11-17");
	assert_string_equal(life_of("acme/d7", "latest"), "2026-11-17");
	assert_string_equal(life_of("acme/d21", "due"), "2026-11-24");
	world_call("plan.sign", "{s:s, s:s}", "account", "old", "on",
		"2026-02-02");
	assert_string_equal(world_text("plan.state"), "ended");
	assert_int_equal(life_count("old", "open"), 0);
}

static void a_signing_may_lie_ahead(void **state)
{
	(void)state;
	world_call("plan.sign", "{s:s, s:s}", "account", "acme", "on",
		"2026-12-01");
	assert_string_equal(life_of("acme/d1", "due"), "2026-12-02");
	world_refused(API_REFUSED, "on", "plan.sign", "{s:s, s:s}", "account",
		"later", "on", "2027-12-01");
	world_refused(API_REFUSED, "on", "plan.sign", "{s:s, s:s}", "account",
		"before", "on", "2025-11-01");
}

static void a_second_contract(void **state)
{
	(void)state;
	world_call("plan.sign", "{s:s}", "account", "acme");
	world_refused(
		API_REFUSED, "on", "plan.sign", "{s:s}", "account", "acme");
	life_undone(
		"plan.sign", "{s:s, s:s}", "account", "acme", "on", "tomorrow");
	assert_true(json_is_false(json_object_get(
		json_object_get(world.result, "account"), "created")));
	assert_int_equal(life_count("acme", "open"), 8);
}

static void a_renewal_is_thanked_for(void **state)
{
	(void)state;
	life_undone("plan.sign", "{s:s, s:b}", "account", "acme", "renewal", 1);
	assert_int_equal(
		json_array_size(json_object_get(world.result, "touchpoints")),
		1);
	assert_string_equal(world_text("touchpoints.0.step"), "d1");
	world_call("touchpoint.close", "{s:s}", "id", "acme/d1");
	assert_int_equal(life_count("acme", "open"), 0);
}

static void a_near_miss_is_not_a_new_customer(void **state)
{
	const struct api_error *e;

	(void)state;
	world_call("plan.sign", "{s:s}", "account", "acme");
	e = world_refused(API_NOT_FOUND, "account", "plan.sign", "{s:s}",
		"account", "acne");
	assert_string_equal(json_string_value(json_object_get(
				    json_array_get(e->candidates, 0), "slug")),
		"acme");
	world_call("plan.sign", "{s:s, s:s}", "account", "acne", "name",
		"Acne Studios");
	assert_string_equal(world_text("account.slug"), "acne");
	assert_string_equal(world_text("account.name"), "Acne Studios");
	/* By its name, in Chinese too. */
	world_call("plan.sign", "{s:s}", "account", "和信机械");
	assert_string_equal(world_text("account.name"), "和信机械");
}

static void signing_ends_the_prospecting(void **state)
{
	(void)state;
	world_call("account.add", "{s:s}", "name", "Acme");
	world_call("plan.start", "{s:s, s:s}", "account", "acme", "cadence",
		"prospect");
	life_undone("plan.sign", "{s:s}", "account", "acme");
	assert_string_equal(life_of("acme/follow-up", "state"), "cancelled");
	assert_string_equal(
		life_of("acme/follow-up", "close_reason"), "signed");
	assert_int_equal(life_count("acme", "open"), 4);
}

static void a_prospect_starts(void **state)
{
	(void)state;
	world_call("account.add", "{s:s}", "name", "Acme");
	world_refused(API_REFUSED, "on", "plan.start", "{s:s, s:s, s:s}",
		"account", "acme", "cadence", "prospect", "on", "2026-11-16");
	world_refused(API_NOT_FOUND, "cadence", "plan.start", "{s:s, s:s}",
		"account", "acme", "cadence", "prospects");
	life_undone("plan.start", "{s:s, s:s, s:s}", "account", "acme",
		"cadence", "prospect", "on", "2026-11-21");
	/* A Saturday: Monday. */
	assert_string_equal(world_text("touchpoints.0.due"), "2026-11-23");
	assert_string_equal(world_text("touchpoints.0.latest"), "2026-11-30");
	assert_string_equal(world_text("touchpoints.0.moved.0"), "closed");
	assert_int_equal(world_int("touchpoints.0.follow_up"), 1);
	world_refused(API_REFUSED, "cadence", "plan.start", "{s:s, s:s}",
		"account", "acme", "cadence", "prospect");
	world_call("plan.start", "{s:s, s:s, s:s}", "account", "acme",
		"cadence", "1-3-7-21", "on", "2026-11-17");
	assert_string_equal(life_of("acme/d1", "due"), "2026-11-18");
}

static void signing_can_be_previewed(void **state)
{
	AUTO_FREE char *before = world_dump();
	AUTO_FREE char *after = NULL;

	(void)state;
	world_call("plan.sign", "{s:s, s:b}", "account", "acme", "preview", 1);
	assert_string_equal(world_text("touchpoints.0.due"), "2026-11-18");
	assert_string_equal(world_text("touchpoints.0.id"), "");
	assert_string_equal(world_text("change"), "");
	after = world_dump();
	assert_string_equal(after, before);
}

static void a_preview_writes_nothing(void **state)
{
	AUTO_FREE char *before = world_dump();
	AUTO_FREE char *after = NULL;

	(void)state;
	world_call("plan.preview", "{s:s, s:s, s:s}", "cadence", "1-3-7-21",
		"on", "2026-09-30", "tier", "strategic");
	assert_string_equal(world_text("touchpoints.0.due"), "2026-09-30");
	assert_string_equal(world_text("touchpoints.2.due"), "2026-10-12");
	assert_string_equal(world_text("touchpoints.2.via"), "meeting");
	world_call("plan.preview", "{s:s}", "cadence", "prospect");
	assert_string_equal(world_text("touchpoints.0.due"), "2026-11-17");
	assert_string_equal(world_text("touchpoints.1.due"), "2026-12-01");
	after = world_dump();
	assert_string_equal(after, before);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(the_cadence_as_shipped),
		TEST(a_strategic_meeting_avoids_make_up_days),
		TEST(both_calendars_count),
		TEST(the_result_tells_everything),
		TEST(what_is_past_is_skipped),
		TEST(a_signing_may_lie_ahead),
		TEST(a_second_contract),
		TEST(a_renewal_is_thanked_for),
		TEST(a_near_miss_is_not_a_new_customer),
		TEST(signing_ends_the_prospecting),
		TEST(a_prospect_starts),
		TEST(signing_can_be_previewed),
		TEST(a_preview_writes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
