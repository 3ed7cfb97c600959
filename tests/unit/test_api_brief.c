/* brief.get: what a person reads in the morning, and in which order. */
#include "tests/unit/worklife.h"

#include <stdio.h>
#include <string.h>

static void account(const char *name, const char *tier)
{
	world_call("account.add", "{s:s, s:s}", "name", name, "tier", tier);
}

static json_int_t add(const char *name, const char *purpose, const char *due)
{
	world_call("touchpoint.add", "{s:s, s:s, s:s}", "account", name,
		"purpose", purpose, "due", due);
	return world_int("touchpoint.id");
}

static json_t *brief(void)
{
	return world_call("brief.get", "{}");
}

/* "fixed due arrange": the sections that there are. */
static const char *sections(void)
{
	static char names[80];
	json_t *list = json_object_get(world.result, "sections");
	json_t *section;
	size_t i;

	names[0] = '\0';
	json_array_foreach(list, i, section) {
		size_t n = strlen(names);

		snprintf(names + n, sizeof(names) - n, "%s%s",
			i == 0 ? "" : " ",
			json_string_value(json_object_get(section, "section")));
	}
	return names;
}

static void an_empty_day(void **state)
{
	(void)state;
	brief();
	assert_string_equal(world_text("rep.slug"), "liwei");
	assert_string_equal(world_text("date"), "2026-11-17");
	assert_string_equal(sections(), "");
	assert_true(json_is_true(json_object_get(world.result, "empty")));
	assert_int_equal(world_int("counts.due"), 0);
}

static void what_comes_next(void **state)
{
	(void)state;
	brief();
	assert_true(json_is_null(json_object_get(world.result, "next")));
	account("Acme", "ordinary");
	add("Acme", "later", "2026-11-23");
	add("Acme", "soon", "2026-11-19");
	brief();
	assert_true(json_is_true(json_object_get(world.result, "empty")));
	assert_string_equal(world_text("next.purpose"), "soon");
	/* Something is due: the day speaks for itself. */
	world_call("brief.get", "{s:s}", "at", "2026-11-19");
	assert_true(json_is_null(json_object_get(world.result, "next")));
	/* Nobody else's. */
	world_call("rep.add", "{s:s, s:s}", "name", "Zhang Min", "zone",
		"Asia/Shanghai");
	world.api.actor = "liwei";
	world_call("brief.get", "{s:s}", "rep", "zhang-min");
	assert_true(json_is_null(json_object_get(world.result, "next")));
}

static void the_order(void **state)
{
	(void)state;
	account("Acme", "ordinary");
	add("Acme", "late", "2026-11-18");
	add("Acme", "due", "2026-11-20");
	add("Acme", "second", "2026-11-20 15:00");
	add("Acme", "first", "2026-11-20 10:30");
	add("Acme", "tomorrow", "2026-11-21");
	world_call("touchpoint.log", "{s:s, s:s, s:s, s:s, s:s}", "account",
		"acme", "promise", "promised", "promise_by", "2026-11-19",
		"await", "awaited", "await_by", "2026-11-24");
	world_call("plan.sign", "{s:s, s:s}", "account", "borun", "on",
		"2026-11-03");
	/* d21 is due on the 24th, to be arranged from the 17th on; its window
	 * opens on the 20th. */
	life_at("2026-11-20", 8 * 60);
	brief();
	assert_string_equal(sections(), "fixed answers late due arrange");
	assert_string_equal(world_text("sections.0.items.0.purpose"), "first");
	assert_string_equal(world_text("sections.0.items.1.purpose"), "second");
	assert_string_equal(
		world_text("sections.1.items.0.purpose"), "promised");
	assert_int_equal(world_int("sections.1.items.0.late_days"), 1);
	assert_string_equal(world_text("sections.2.items.1.purpose"), "late");
	assert_int_equal(world_int("sections.2.items.1.late_days"), 2);
	assert_string_equal(world_text("sections.4.items.0.step"), "d21");
	assert_int_equal(world_int("counts.fixed"), 2);
	assert_int_equal(world_int("counts.promises"), 1);
	assert_int_equal(world_int("counts.answers"), 0);
	assert_int_equal(world_int("counts.arrange"), 1);
	assert_int_equal(world_int("opening"), 1);
	assert_int_equal(world_int("awaited"), 1);
	/* Said once, on the day on which it opens. */
	world_call("brief.get", "{s:s}", "at", "2026-11-23");
	assert_int_equal(world_int("opening"), 0);
}

static void the_greatest_customers_first(void **state)
{
	(void)state;
	account("Small", "ordinary");
	account("Great", "strategic");
	account("Middle", "key");
	add("Small", "a", "2026-11-17");
	add("Middle", "b", "2026-11-17");
	add("Great", "c", "2026-11-17");
	brief();
	assert_string_equal(
		world_text("sections.0.items.0.account.slug"), "great");
	assert_string_equal(
		world_text("sections.0.items.1.account.slug"), "middle");
	assert_string_equal(
		world_text("sections.0.items.2.account.slug"), "small");
}

static void caps(void **state)
{
	(void)state;
	account("Acme", "ordinary");
	for (int i = 0; i < 8; i++)
		add("Acme", "late", "2026-11-17");
	for (int i = 0; i < 25; i++)
		add("Acme", "due", "2026-11-18");
	for (int i = 0; i < 18; i++)
		add("Acme", "fixed", "2026-11-18 10:00");
	life_at("2026-11-18", 8 * 60);
	brief();
	assert_string_equal(sections(), "fixed late due");
	assert_int_equal(
		json_array_size(json_object_get(
			json_array_get(
				json_object_get(world.result, "sections"), 0),
			"items")),
		18);
	assert_int_equal(world_int("sections.0.more"), 0);
	assert_int_equal(world_int("sections.1.more"), 3);
	/* Always five that are due. */
	assert_int_equal(world_int("sections.2.more"), 20);
	assert_int_equal(world_int("counts.late"), 8);
	assert_int_equal(world_int("counts.due"), 25);
}

static void snoozed_ones_are_hidden(void **state)
{
	json_int_t id;

	(void)state;
	account("Acme", "ordinary");
	id = add("Acme", "call", "2026-11-17");
	world_call(
		"touchpoint.snooze", "{s:I, s:s}", "id", id, "until", "15:00");
	brief();
	assert_true(json_is_true(json_object_get(world.result, "empty")));
	life_at("2026-11-17", 15 * 60);
	brief();
	assert_string_equal(sections(), "due");
	/* Looking ahead, at the brief's own hour. */
	life_at("2026-11-17", 9 * 60);
	world_call("brief.get", "{s:s}", "at", "2026-11-18");
	assert_string_equal(sections(), "late");
	assert_int_equal(world_int("sections.0.items.0.late_days"), 1);
}

static void two_zones(void **state)
{
	(void)state;
	world_call("account.add", "{s:s, s:s, s:s}", "name", "Hansa", "zone",
		"Europe/Berlin", "calendar", "DE");
	world_call("account.add", "{s:s, s:s}", "name", "Tokyo KK", "zone",
		"Asia/Tokyo");
	world_call("account.add", "{s:s, s:s}", "name", "Big Apple", "zone",
		"America/New_York");
	add("Hansa", "call", "2026-11-17");
	add("Tokyo KK", "call", "2026-11-17");
	add("Big Apple", "call", "2026-11-17");
	brief();
	/* 15:00-18:00 in Shanghai is 08:00-11:00 in Berlin. */
	assert_string_equal(
		world_text("sections.0.items.0.call_hours.from"), "15:00");
	assert_string_equal(
		world_text("sections.0.items.0.call_hours.to"), "18:00");
	assert_string_equal(world_text("sections.0.items.0.call_hours.zone"),
		"Europe/Berlin");
	assert_string_equal(
		world_text("sections.0.items.0.call_hours.local_from"),
		"08:00");
	assert_string_equal(
		world_text("sections.0.items.0.call_hours.local_to"), "11:00");
	/* One hour apart: nothing to say. */
	assert_null(json_object_get(
		json_array_get(
			json_object_get(
				json_array_get(json_object_get(world.result,
						       "sections"),
					0),
				"items"),
			1),
		"call_hours"));
	/* Never at work together: their hours, by our clock. */
	assert_string_equal(
		world_text("sections.0.items.2.call_hours.from"), "21:00");
	assert_string_equal(
		world_text("sections.0.items.2.call_hours.to"), "07:00");
}

/* How many missed steps the brief of a day tells Zhang Min of. */
static json_int_t told(const char *date)
{
	world.api.actor = "zhang-min";
	world_call("brief.get", "{s:s}", "at", date);
	world.api.actor = "liwei";
	return world_int("counts.missed");
}

static void the_manager_hears_of_it_once(void **state)
{
	int times = 0;

	(void)state;
	world_call("rep.add", "{s:s, s:s, s:s}", "name", "Zhang Min", "zone",
		"Europe/Berlin", "calendar", "DE");
	world.api.actor = "liwei";
	world_call("rep.edit", "{s:s, s:s}", "id", "liwei", "manager",
		"zhang-min");
	account("Great", "strategic");
	account("Small", "ordinary");
	world_call("plan.sign", "{s:s, s:s}", "account", "great", "on",
		"2026-11-17");
	world_call("plan.sign", "{s:s, s:s}", "account", "small", "on",
		"2026-11-17");
	/* d1 can be done until the 19th and three working days more; it is
	 * missed on Wed 25, at midnight in Shanghai, Tue 17:00 in Berlin. */
	for (int day = 18; day <= 28; day++) {
		char date[CIVIL_TEXT];

		snprintf(date, sizeof(date), "2026-11-%02d", day);
		life_at(date, 0);
	}
	assert_int_equal(told("2026-11-24"), 0);
	assert_int_equal(told("2026-11-25"), 1);
	assert_true(json_is_false(json_object_get(world.result, "empty")));
	assert_string_equal(sections(), "missed");
	assert_string_equal(
		world_text("sections.0.items.0.account.slug"), "great");
	assert_string_equal(world_text("sections.0.items.0.owner"), "liwei");
	assert_string_equal(world_text("sections.0.items.0.step"), "d1");
	for (int day = 16; day <= 27; day++) {
		char date[CIVIL_TEXT];

		snprintf(date, sizeof(date), "2026-11-%02d", day);
		if (day != 21 && day != 22)
			times += (int)told(date);
	}
	life_of("great/d3", "state");
	assert_int_equal(times, (int)life_count("great", "missed"));
	/* Nobody else hears of it, and done after all it is gone. */
	world_call("brief.get", "{s:s}", "at", "2026-11-25");
	assert_int_equal(world_int("counts.missed"), 0);
	world_call("touchpoint.close", "{s:s}", "id", "great/d1");
	assert_int_equal(told("2026-11-25"), 0);
}

/* How many greetings the brief of a day offers. */
static json_int_t greetings(const char *date)
{
	world_call("brief.get", "{s:s}", "at", date);
	return world_int("counts.greet");
}

/* A prospect reached on 2 Feb: 16 to 23 Feb, all Spring Festival. */
static void reached_before_the_festival(void)
{
	life_clock("2026-01-19", 9 * 60);
	account("Tianyu", "ordinary");
	world_call("plan.start", "{s:s, s:s}", "account", "tianyu", "cadence",
		"prospect");
	life_clock("2026-02-02", 9 * 60);
	world_call("touchpoint.close", "{s:s, s:s}", "id", "tianyu", "outcome",
		"ok");
	assert_string_equal(world_text("next.0.due"), "2026-02-24");
}

static void a_greeting_before_a_long_holiday(void **state)
{
	(void)state;
	reached_before_the_festival();
	assert_int_equal(greetings("2026-02-11"), 0);
	assert_int_equal(greetings("2026-02-13"), 1);
	assert_int_equal(greetings("2026-02-14"), 0);
	assert_int_equal(greetings("2026-02-16"), 0);
	assert_int_equal(greetings("2026-02-24"), 0);
	assert_int_equal(greetings("2026-02-12"), 1);
	assert_string_equal(sections(), "greet");
	assert_true(json_is_false(json_object_get(world.result, "empty")));
	assert_string_equal(
		world_text("sections.0.items.0.account.slug"), "tianyu");
	assert_string_equal(
		world_text("sections.0.items.0.closed.from"), "2026-02-15");
	assert_string_equal(
		world_text("sections.0.items.0.closed.to"), "2026-02-23");
}

static void no_greeting_after_a_contact(void **state)
{
	(void)state;
	reached_before_the_festival();
	life_clock("2026-02-12", 10 * 60);
	world_call("touchpoint.log", "{s:s, s:s}", "account", "tianyu",
		"outcome", "noanswer");
	assert_int_equal(greetings("2026-02-13"), 1);
	world_call("touchpoint.log", "{s:s, s:s}", "account", "tianyu",
		"outcome", "ok");
	assert_int_equal(greetings("2026-02-12"), 0);
	assert_int_equal(greetings("2026-02-13"), 0);
}

static void no_greeting_where_a_day_was_agreed(void **state)
{
	(void)state;
	reached_before_the_festival();
	assert_int_equal(greetings("2026-02-13"), 1);
	world_call("touchpoint.move", "{s:s, s:s, s:b}", "id",
		"tianyu/follow-up", "to", "2026-02-25", "agreed", 1);
	assert_int_equal(greetings("2026-02-13"), 0);
}

static void looking_never_writes(void **state)
{
	AUTO_FREE char *before = NULL;
	AUTO_FREE char *after = NULL;

	(void)state;
	world_call("plan.sign", "{s:s}", "account", "acme");
	before = world_dump();
	life_clock("2027-02-01", 9 * 60);
	brief();
	after = world_dump();
	assert_string_equal(after, before);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(an_empty_day),
		TEST(what_comes_next),
		TEST(the_order),
		TEST(the_greatest_customers_first),
		TEST(caps),
		TEST(snoozed_ones_are_hidden),
		TEST(two_zones),
		TEST(the_manager_hears_of_it_once),
		TEST(a_greeting_before_a_long_holiday),
		TEST(no_greeting_after_a_contact),
		TEST(no_greeting_where_a_day_was_agreed),
		TEST(looking_never_writes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
