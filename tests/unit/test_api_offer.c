/* plan.offer: the questions about an offer, and the follow-ups around it. */
#include "tests/unit/worklife.h"

#include <string.h>

static void follow_up_tianyu(void)
{
	world_call("account.add", "{s:s}", "name", "Tianyu");
	world_call("plan.start", "{s:s, s:s, s:s}", "account", "tianyu",
		"cadence", "prospect", "on", "2026-11-18");
}

static void offer_tianyu(const char *valid)
{
	world_call("plan.offer", "{s:s, s:s?}", "account", "tianyu", "valid",
		valid);
}

static void done(const char *id)
{
	world_call("touchpoint.close", "{s:s, s:s}", "id", id, "outcome", "ok");
}

static void a_new_account_is_a_prospect(void **state)
{
	(void)state;
	life_undone("plan.offer", "{s:s, s:s, s:s}", "account", "Tianyu",
		"valid", "2026-12-18", "tier", "key");
	assert_true(json_is_true(json_object_get(
		json_object_get(world.result, "account"), "created")));
	assert_string_equal(world_text("account.stage"), "prospect");
	assert_string_equal(world_text("account.tier"), "key");
	assert_string_equal(world_text("plan.cadence"), "offer");
	assert_string_equal(world_text("plan.valid"), "2026-12-18");
	assert_string_equal(world_text("touchpoints.0.step"), "o1");
	assert_string_equal(world_text("touchpoints.0.due"), "2026-11-18");
	assert_string_equal(world_text("touchpoints.1.due"), "2026-11-24");
	assert_string_equal(world_text("touchpoints.2.due"), "2026-12-01");
	assert_string_equal(world_text("touchpoints.3.step"), "expiry");
	assert_string_equal(world_text("touchpoints.3.due"), "2026-12-11");
}

static void without_a_last_day_nothing_expires(void **state)
{
	(void)state;
	world_call("plan.offer", "{s:s}", "account", "Tianyu");
	assert_int_equal(life_count("tianyu", "open"), 3);
	world_refused(
		API_REFUSED, "on", "plan.offer", "{s:s}", "account", "tianyu");
	world_refused(API_REFUSED, "valid", "plan.offer", "{s:s, s:s}",
		"account", "tianyu", "valid", "2026-11-17");
	assert_int_equal(life_count("tianyu", "open"), 3);
}

/* Nobody is asked twice; after the last step follow-ups go on, numbered as
 * before. */
static void follow_ups_wait(void **state)
{
	(void)state;
	follow_up_tianyu();
	done("tianyu/follow-up");
	assert_string_equal(life_of("tianyu/follow-up", "due"), "2026-12-01");
	life_undone("plan.offer", "{s:s}", "account", "tianyu");
	assert_string_equal(world_text("covered.0.step"), "follow-up");
	assert_string_equal(world_text("covered.0.state"), "covered");
	assert_int_equal(world_int("covered.0.covered_by"),
		world_int("touchpoints.0.id"));
	assert_int_equal(life_count("tianyu", "open"), 3);
	life_at("2026-11-18", 600);
	done("tianyu/o1");
	assert_string_equal(life_of("tianyu/follow-up", "state"), "covered");
	life_at("2026-11-24", 600);
	done("tianyu/o5");
	life_at("2026-12-01", 600);
	life_undone("touchpoint.close", "{s:s, s:s}", "id", "tianyu/o10",
		"outcome", "ok");
	assert_string_equal(world_text("next.0.step"), "follow-up");
	assert_string_equal(world_text("next.0.due"), "2026-12-15");
	assert_int_equal(world_int("next.0.follow_up"), 2);
	assert_int_equal(life_count("tianyu", "open"), 1);
}

/* Also where the last step was skipped, and where nobody had followed up. */
static void follow_ups_begin(void **state)
{
	(void)state;
	offer_tianyu(NULL);
	done("tianyu/o1");
	world_call("touchpoint.skip", "{s:s, s:s}", "id", "tianyu/o5", "reason",
		"they asked for time");
	world_call("touchpoint.skip", "{s:s, s:s}", "id", "tianyu/o10",
		"reason", "they asked for time");
	assert_string_equal(world_text("next.0.cadence"), "prospect");
	assert_string_equal(world_text("next.0.due"), "2026-12-15");
}

/* All steps missed: the day that brings it goes on, too. */
static void a_forgotten_offer_does_not_vanish(void **state)
{
	(void)state;
	offer_tianyu(NULL);
	life_at("2027-01-04", 0);
	assert_int_equal(life_count("tianyu", "missed"), 3);
	assert_int_equal(life_count("tianyu", "open"), 1);
	assert_string_equal(life_of("tianyu/follow-up", "due"), "2027-01-18");
}

static void a_newer_offer_takes_its_place(void **state)
{
	(void)state;
	follow_up_tianyu();
	offer_tianyu(NULL);
	life_at("2026-11-20", 600);
	life_undone("plan.offer", "{s:s, s:s}", "account", "tianyu", "valid",
		"2026-12-31");
	assert_int_equal(
		json_array_size(json_object_get(world.result, "cancelled")), 3);
	assert_int_equal(life_count("tianyu", "open"), 4);
}

static void what_ends_it(void **state)
{
	static const struct {
		const char *method, *params;
		size_t open; /* "contract signed?", d1 to d21 */
	} ends[] = {
		{"account.won", "{\"account\": \"tianyu\"}", 1},
		{"account.lost",
			"{\"account\": \"tianyu\", \"reason\": \"price\"}", 0},
		{"plan.sign", "{\"account\": \"tianyu\"}", 4},
		{"account.park",
			"{\"account\": \"tianyu\", \"until\": \"2027-03-01\"}",
			1},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		if (i == 0)
			follow_up_tianyu();
		offer_tianyu(i % 2 ? "2026-12-18" : NULL);
		world_call_json(
			ends[i].method, json_loads(ends[i].params, 0, NULL));
		assert_int_equal(life_count("tianyu", "open"), ends[i].open);
		world_call("change.undo", "{}");
		world_call("change.undo", "{}");
	}
}

/* What was parked is a prospect again; a customer stays one. */
static void it_wakes_the_account(void **state)
{
	(void)state;
	follow_up_tianyu();
	world_call("account.park", "{s:s, s:s}", "account", "tianyu", "until",
		"2027-03-01");
	offer_tianyu(NULL);
	assert_string_equal(world_text("account.stage"), "prospect");
	assert_int_equal(life_count("tianyu", "open"), 3);
	world_call("plan.sign", "{s:s}", "account", "tianyu");
	offer_tianyu(NULL);
	assert_string_equal(world_text("account.stage"), "customer");
}

/* An old offer plans what still makes sense. */
static void recorded_late(void **state)
{
	(void)state;
	world_call("plan.offer", "{s:s, s:s, s:s}", "account", "Tianyu", "on",
		"2026-11-05", "valid", "2026-12-04");
	assert_string_equal(world_text("touchpoints.0.state"), "skipped");
	assert_string_equal(world_text("touchpoints.1.state"), "open");
	assert_string_equal(world_text("touchpoints.1.due"), "2026-11-17");
	world_call("plan.offer", "{s:s, s:s}", "account", "Borun", "on",
		"2026-09-01");
	assert_string_equal(world_text("plan.state"), "ended");
	assert_int_equal(life_count("borun", "open"), 1);
	assert_string_equal(life_of("borun/follow-up", "due"), "2026-12-01");
}

static void why_counts_back(void **state)
{
	(void)state;
	offer_tianyu("2026-12-18");
	world_call("touchpoint.why", "{s:s}", "id", "tianyu/expiry");
	assert_string_equal(world_text("rule.kind"), "ending");
	assert_string_equal(world_text("rule.valid"), "2026-12-18");
	assert_int_equal(world_int("rule.due"), -5);
	assert_string_equal(world_text("nominal.date"), "2026-12-11");
	world_call("touchpoint.why", "{s:s}", "id", "tianyu/o5");
	assert_string_equal(world_text("rule.kind"), "workdays");
	assert_string_equal(world_text("floor.after"), "o1");
}

static void start_is_the_same(void **state)
{
	(void)state;
	world_call("account.add", "{s:s}", "name", "Tianyu");
	world_call("plan.start", "{s:s, s:s}", "account", "tianyu", "cadence",
		"offer");
	assert_string_equal(world_text("touchpoints.0.step"), "o1");
	assert_string_equal(world_text("account.stage"), "prospect");
}

int main(void)
{
#define IN_WORLD(test)                                                         \
	cmocka_unit_test_setup_teardown(test, world_begin, world_end)
	const struct CMUnitTest tests[] = {
		IN_WORLD(a_new_account_is_a_prospect),
		IN_WORLD(without_a_last_day_nothing_expires),
		IN_WORLD(follow_ups_wait),
		IN_WORLD(follow_ups_begin),
		IN_WORLD(a_forgotten_offer_does_not_vanish),
		IN_WORLD(a_newer_offer_takes_its_place),
		IN_WORLD(what_ends_it),
		IN_WORLD(it_wakes_the_account),
		IN_WORLD(recorded_late),
		IN_WORLD(why_counts_back),
		IN_WORLD(start_is_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
