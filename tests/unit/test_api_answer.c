/* touchpoint.log of what came in: answers. */
#include "tests/unit/worklife.h"

#include <stdio.h>

static void start(void)
{
	world_call("account.add", "{s:s}", "name", "Acme");
	world_call("contact.add", "{s:s, s:s, s:s}", "account", "acme", "name",
		"Wang Fang", "slug", "wangfang");
	world_call("plan.start", "{s:s, s:s}", "account", "acme", "cadence",
		"prospect");
}

/* What an answer is about. */
static const char *asked(const char *id, const char *field)
{
	char path[64];

	world_call("touchpoint.show", "{s:s}", "id", id);
	snprintf(path, sizeof(path), "touchpoint.asked.%s", field);
	return world_text(path);
}

static json_int_t messages(const char *id)
{
	(void)asked(id, "text");
	return world_int("touchpoint.asked.messages");
}

/* It is Tue 2026-11-17; 2026-11-21 is a Saturday. */
static void due_on_the_next_working_day(void **state)
{
	static const struct {
		const char *now, *on, *due, *earliest;
	} cases[] = {
		{"2026-11-17", "2026-11-17", "2026-11-18", "2026-11-17"},
		{"2026-11-17", "2026-11-16", "2026-11-17", "2026-11-16"},
		{"2026-11-17", "2026-11-10", "2026-11-17", "2026-11-10"},
		{"2026-11-20", "2026-11-20", "2026-11-23", "2026-11-20"},
		{"2026-11-21", "2026-11-21", "2026-11-23", "2026-11-21"},
		{"2026-11-21", "2026-11-12", "2026-11-23", "2026-11-12"},
		{"2026-09-30", "2026-09-30", "2026-10-08", "2026-09-30"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		world_begin(NULL);
		life_clock(cases[i].now, 9 * 60);
		world_call("account.add", "{s:s}", "name", "Acme");
		world_call("touchpoint.log", "{s:s, s:b, s:s, s:s}", "account",
			"acme", "in", 1, "text", "how much?", "on",
			cases[i].on);
		assert_string_equal(world_text("answer.due"), cases[i].due);
		assert_string_equal(world_text("answer.latest"), cases[i].due);
		assert_string_equal(
			world_text("answer.earliest"), cases[i].earliest);
		assert_int_equal(world_int("answer.late_days"), 0);
		world_end(NULL);
	}
}

static void what_was_asked(void **state)
{
	(void)state;
	start();
	/* Taken back once, then done again: the answer is 3. */
	life_undone("touchpoint.log", "{s:s, s:b, s:s, s:s, s:s}", "account",
		"acme", "in", 1, "text", "can you\ndeliver?", "with",
		"wangfang", "via", "chat");
	assert_string_equal(world_text("answer.kind"), "answer");
	assert_string_equal(world_text("answer.via"), "chat");
	assert_string_equal(
		world_text("answer.purpose"), "answer “can you deliver?”");
	assert_string_equal(world_text("answer.contacts.0.slug"), "wangfang");
	assert_string_equal(world_text("activity.direction"), "in");
	assert_string_equal(world_text("activity.outcome"), "");
	assert_string_equal(asked("3", "text"), "can you\ndeliver?");
	assert_int_equal(messages("3"), 1);
	/* A contact both ways: the follow-up counts from it. */
	assert_string_equal(life_of("1", "nominal"), "2026-12-01");
	life_undone("touchpoint.close", "{s:s}", "id", "3");
	assert_string_equal(world_text("touchpoint.state"), "done");
	assert_string_equal(asked("3", "text"), "can you\ndeliver?");
}

static void a_newer_message_joins(void **state)
{
	(void)state;
	start();
	world_call("touchpoint.log", "{s:s, s:b, s:s, s:s}", "account", "acme",
		"in", 1, "text", "can you deliver?", "with", "wangfang");
	world_call("touchpoint.snooze", "{s:s, s:s}", "id", "2", "until",
		"2026-11-18 15:00");
	life_at("2026-11-18", 9 * 60);
	life_undone("touchpoint.log", "{s:s, s:b, s:s, s:s}", "account", "acme",
		"in", 1, "text", "and the price?", "with", "wangfang");
	assert_int_equal(world_int("answer.id"), 2);
	assert_true(json_is_true(json_object_get(world.result, "joined")));
	assert_string_equal(
		world_text("answer.purpose"), "answer “and the price?”");
	assert_string_equal(world_text("answer.due"), "2026-11-18");
	assert_string_equal(world_text("answer.snoozed_until"), "");
	assert_int_equal(messages("2"), 2);
	assert_int_equal(json_array_size(json_object_get(
				 json_object_get(world.result, "touchpoint"),
				 "contacts")),
		1);
	/* Answered: the next message is a new question. */
	world_call("touchpoint.close", "{s:s}", "id", "2");
	world_call("touchpoint.log", "{s:s, s:b}", "account", "acme", "in", 1);
	assert_true(json_is_false(json_object_get(world.result, "joined")));
	assert_string_equal(
		world_text("answer.purpose"), "answer their message");
}

static void nothing_is_unanswered_any_more(void **state)
{
	(void)state;
	start();
	world_call("touchpoint.close", "{s:s, s:s}", "id", "1", "outcome",
		"noanswer");
	assert_int_equal(life_int("1", "attempts"), 1);
	life_undone("touchpoint.log", "{s:s, s:b, s:s}", "account", "acme",
		"in", 1, "text", "sorry, was travelling");
	assert_int_equal(life_int("1", "attempts"), 0);
	assert_string_equal(life_of("1", "suggest_via"), "");
}

static void refused(void **state)
{
	static const char *const ours[] = {"sent", "noanswer"};

	(void)state;
	start();
	for (size_t i = 0; i < ARRAY_LEN(ours); i++)
		world_refused(API_BAD_PARAM, "outcome", "touchpoint.log",
			"{s:s, s:b, s:s}", "account", "acme", "in", 1,
			"outcome", ours[i]);
	world_refused(API_BAD_PARAM, "text", "touchpoint.log",
		"{s:s, s:b, s:s}", "account", "acme", "in", 1, "outcome",
		"problem");
	world_refused(API_REFUSED, "on", "touchpoint.log", "{s:s, s:b, s:s}",
		"account", "acme", "in", 1, "on", "tomorrow");
}

#define IN_WORLD(test)                                                         \
	cmocka_unit_test_setup_teardown(test, world_begin, world_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(due_on_the_next_working_day),
		IN_WORLD(what_was_asked),
		IN_WORLD(a_newer_message_joins),
		IN_WORLD(nothing_is_unanswered_any_more),
		IN_WORLD(refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
