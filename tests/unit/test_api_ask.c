/* touchpoint.ask and touchpoint.advise. */
#include "tests/unit/worklife.h"

/* Li Wei's manager is Zhang Min, who reads a channel of his own. */
static void start(const char *audience)
{
	world_call("plan.sign", "{s:s, s:s, s:s}", "account", "Acme", "on",
		"2026-11-13", "tier", "key");
	world_call("channel.add", "{s:s, s:s, s:s}", "name", "box", "kind",
		"maildir", "audience", audience);
	world_call("rep.add", "{s:s, s:s, s:s}", "name", "Zhang Min", "slug",
		"zhangmin", "channels", "box");
	world.api.actor = "liwei";
	world_call(
		"rep.edit", "{s:s, s:s}", "id", "liwei", "manager", "zhangmin");
}

static json_t *ask(void)
{
	return world_call("touchpoint.ask", "{s:s, s:s}", "id", "acme/d3",
		"text", "may I offer 5 %?");
}

static json_int_t requests_of(const char *rep)
{
	world_call("brief.get", "{s:s}", "rep", rep);
	return world_int("counts.help");
}

static void nobody_to_ask(void **state)
{
	const struct api_error *e;

	(void)state;
	world_call("plan.sign", "{s:s}", "account", "Acme");
	e = world_refused(API_REFUSED, NULL, "touchpoint.ask", "{s:s, s:s}",
		"id", "acme/d3", "text", "help");
	assert_string_equal(
		e->hint, "nudge rep edit liwei --manager REP names one");
}

static void asked_and_answered(void **state)
{
	(void)state;
	start("private");
	life_undone("touchpoint.ask", "{s:s, s:s}", "id", "acme/d3", "text",
		"may I offer 5 %?");
	assert_string_equal(world_text("request.to"), "zhangmin");
	assert_int_equal(requests_of("zhangmin"), 1);
	assert_string_equal(world_text("sections.0.section"), "help");
	assert_string_equal(
		world_text("sections.0.items.0.request.by_name"), "Li Wei");
	assert_int_equal(requests_of("liwei"), 0);
	world_refused(API_REFUSED, "id", "touchpoint.advise", "{s:s, s:s}",
		"id", "acme/d3", "text", "yes");
	world.api.actor = "zhangmin";
	life_undone("touchpoint.advise", "{s:s, s:s}", "id", "acme/d3", "text",
		"yes");
	assert_int_equal(requests_of("zhangmin"), 0);
	assert_int_equal(requests_of("liwei"), 1);
	assert_string_equal(
		world_text("sections.0.items.0.request.answer"), "yes");
	world_refused(API_REFUSED, "id", "touchpoint.advise", "{s:s, s:s}",
		"id", "acme/d3", "text", "again");
	/* Told in the brief of the next day, and no longer. */
	life_clock("2026-11-18", 8 * 60);
	assert_int_equal(requests_of("liwei"), 1);
	life_clock("2026-11-19", 8 * 60);
	assert_int_equal(requests_of("liwei"), 0);
}

static void asked_twice_is_one_request(void **state)
{
	(void)state;
	start("private");
	ask();
	life_undone("touchpoint.ask", "{s:s, s:s}", "id", "acme/d3", "text",
		"may I offer 6 %?");
	assert_string_equal(world_text("was"), "may I offer 5 %?");
	assert_int_equal(requests_of("zhangmin"), 1);
	/* Done without help: nothing to answer. */
	world_call("touchpoint.close", "{s:s}", "id", "acme/d3");
	assert_int_equal(requests_of("zhangmin"), 0);
}

/* At once only through a private channel, at work, and not in quiet hours. */
static void at_once_or_in_the_brief(void **state)
{
	static const struct {
		const char *audience, *day, *told, *brief;
		int hour;
	} cases[] = {
		{"private", "2026-11-17", "box", "2026-11-18T00:00:00Z", 9},
		{"private", "2026-11-17", "", "2026-11-17T00:00:00Z", 7},
		{"private", "2026-11-17", "", "2026-11-18T00:00:00Z", 18},
		{"private", "2026-11-21", "", "2026-11-23T00:00:00Z", 10},
		{"room", "2026-11-17", "", "2026-11-18T00:00:00Z", 9},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		world_begin(NULL);
		start(cases[i].audience);
		life_clock(cases[i].day, cases[i].hour * 60);
		ask();
		assert_string_equal(world_text("told"), cases[i].told);
		assert_string_equal(world_text("brief"), cases[i].brief);
		world_call("outbox.list", "{}");
		assert_int_equal(json_array_size(json_object_get(
					 world.result, "messages")),
			*cases[i].told ? 1 : 0);
		world_end(NULL);
	}
}

#define IN_WORLD(test)                                                         \
	cmocka_unit_test_setup_teardown(test, world_begin, world_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_WORLD(nobody_to_ask),
		IN_WORLD(asked_and_answered),
		IN_WORLD(asked_twice_is_one_request),
		cmocka_unit_test(at_once_or_in_the_brief),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
