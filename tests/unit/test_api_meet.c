/* touchpoint.meet: appointments, their confirmation, what they are held for.
 */
#include "tests/unit/worklife.h"

#include <string.h>

/* It is Tue 2026-11-17 09:00 in Shanghai. */
static json_int_t meet(const char *account, const char *at)
{
	world_call("touchpoint.meet", "{s:s, s:s, s:s}", "account", account,
		"purpose", "new line layout", "at", at);
	return world_int("touchpoint.id");
}

static void furnish(void)
{
	world_call("plan.sign", "{s:s, s:s, s:s}", "account", "Acme", "on",
		"2026-11-16", "tier", "key");
	world_call("contact.add", "{s:s, s:s, s:s}", "account", "acme", "name",
		"Wang Fang", "slug", "wangfang");
	world_call("rep.add", "{s:s, s:s, s:s, s:s}", "name", "Zhang Na",
		"slug", "na", "zone", "Asia/Shanghai", "calendar", "CN");
	world.api.actor = "liwei";
}

static const char *id(json_int_t n)
{
	static char text[4][24];
	static size_t i;

	i = (i + 1) % 4;
	snprintf(text[i], sizeof(text[i]), "%lld", (long long)n);
	return text[i];
}

static void planned(void **state)
{
	(void)state;
	furnish();
	life_undone("touchpoint.meet",
		"{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:[s], s:[s, s]}",
		"account", "acme", "purpose", "new line layout", "at",
		"2026-11-23 10:30", "via", "visit", "place", "plant 2",
		"travel", "40m", "length", "1h30", "with", "wangfang", "team",
		"na", "liwei");
	assert_string_equal(world_text("touchpoint.kind"), "meeting");
	assert_string_equal(world_text("touchpoint.time"), "10:30");
	assert_string_equal(world_text("touchpoint.meeting.place"), "plant 2");
	assert_string_equal(world_text("touchpoint.meeting.ends"), "12:00");
	assert_int_equal(world_int("touchpoint.meeting.travel"), 40);
	assert_string_equal(world_text("touchpoint.meeting.team.0.slug"), "na");
	assert_int_equal(json_array_size(json_object_get(
				 json_object_get(json_object_get(world.result,
							 "touchpoint"),
					 "meeting"),
				 "team")),
		1);
	assert_string_equal(world_text("touchpoint.local.leave"), "09:50");
	/* Monday's meeting is confirmed on Friday. */
	assert_string_equal(world_text("confirm.due"), "2026-11-20");
	assert_string_equal(world_text("confirm.latest"), "2026-11-23");
	assert_string_equal(world_text("confirm.contacts.0.slug"), "wangfang");
	/* Told 15 minutes before he has to leave. */
	world_call("touchpoint.why", "{s:s}", "id",
		id(world_int("touchpoint.id")));
	assert_string_equal(
		world_text("messages.nudge_at"), "2026-11-23T01:35:00Z");
}

/* When the customer is asked, by the calendars of both. */
static void confirmed_on_the_working_day_before(void **state)
{
	static const struct {
		const char *at, *confirm;
	} rows[] = {
		{"2026-11-20 10:00", "2026-11-19"},
		{"2026-11-23 10:00", "2026-11-20"},
		{"2026-11-22 10:00", "2026-11-20"}, /* on a Sunday */
		{"2026-11-18 10:00", "2026-11-17"}, /* tomorrow: today */
		{"2026-11-17 18:00", "2026-11-17"}, /* today: at once */
		{"2027-01-04 10:00", "2026-12-31"}, /* New Year is closed */
	};

	(void)state;
	furnish();
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		meet("acme", rows[i].at);
		assert_string_equal(world_text("confirm.due"), rows[i].confirm);
	}
	/* The customer's holiday: Thanksgiving is Thu 26 Nov. */
	world_call("account.add", "{s:s, s:s, s:s}", "name", "Borun", "zone",
		"America/New_York", "calendar", "US");
	meet("borun", "2026-11-27 10:00");
	assert_string_equal(world_text("confirm.due"), "2026-11-25");
}

static void what_is_refused(void **state)
{
	static const struct {
		const char *param, *name, *value;
		enum api_code code;
	} bad[] = {
		{"at", "at", "2026-11-23", API_BAD_PARAM},
		{"at", "at", "2026-11-16 10:00", API_REFUSED},
		{"at", "at", "08:30", API_REFUSED},
		{"travel", "travel", "40", API_BAD_PARAM},
		{"length", "length", "25h", API_BAD_PARAM},
		{"zone", "zone", "Mars/Olympus", API_NOT_FOUND},
		{"team", "team", "nobody", API_NOT_FOUND},
		{"with", "with", "nobody", API_NOT_FOUND},
		{"for", "for", "borun/follow-up", API_REFUSED},
	};

	(void)state;
	furnish();
	world_call("account.add", "{s:s}", "name", "Borun");
	world_call("plan.start", "{s:s, s:s}", "account", "borun", "cadence",
		"prospect");
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		json_t *params = json_pack("{s:s, s:s, s:s}", "account", "acme",
			"purpose", "x", "at", "2026-11-23 10:00");

		json_object_set_new(
			params, bad[i].name, json_string(bad[i].value));
		assert_true(world_try_json("touchpoint.meet", params) < 0);
		if (world.error.code != bad[i].code)
			fail_msg("%s: %s", bad[i].value, world.error.message);
		assert_string_equal(world.error.param, bad[i].param);
	}
}

/* Moved: both are made anew; what was agreed for the old time is gone. */
static void moving_builds_both_anew(void **state)
{
	json_int_t meeting, confirm;

	(void)state;
	furnish();
	meeting = meet("acme", "2026-11-23 10:30");
	confirm = world_int("confirm.id");
	life_undone("touchpoint.move", "{s:I, s:s}", "id", meeting, "to",
		"2026-11-27 14:00");
	assert_string_equal(world_text("touchpoint.due"), "2026-11-27");
	assert_int_equal(world_int("next.0.id"), confirm);
	assert_string_equal(world_text("next.0.due"), "2026-11-26");
	world_call("touchpoint.close", "{s:I, s:s, s:s}", "id", confirm,
		"outcome", "ok", "via", "mail");
	assert_string_equal(life_of(id(meeting), "state"), "open");
	world_call("touchpoint.show", "{s:I}", "id", meeting);
	assert_string_equal(
		world_text("touchpoint.meeting.confirmed.on"), "2026-11-17");
	assert_string_equal(
		world_text("touchpoint.meeting.confirmed.via"), "mail");
	/* Only a day: the hour stays. */
	life_undone("touchpoint.move", "{s:I, s:s}", "id", meeting, "to",
		"2026-12-01");
	assert_string_equal(world_text("touchpoint.time"), "14:00");
	assert_true(json_is_null(json_object_get(
		json_object_get(
			json_object_get(world.result, "touchpoint"), "meeting"),
		"confirmed")));
	assert_string_equal(world_text("next.0.due"), "2026-11-30");
	assert_true(world_int("next.0.id") != confirm);
	/* Into the past. */
	world_refused(API_REFUSED, "to", "touchpoint.move", "{s:I, s:s}", "id",
		meeting, "to", "2026-11-16 10:00");
	world_refused(API_REFUSED, "to", "touchpoint.move", "{s:I, s:s}", "id",
		meeting, "to", "08:00");
	/* The confirmation cannot come after the meeting. */
	world_call("touchpoint.show", "{s:I}", "id", meeting);
	confirm = world_int("touchpoint.meeting.confirm_id");
	world_refused(API_REFUSED, "to", "touchpoint.move", "{s:I, s:s}", "id",
		confirm, "to", "2026-12-02");
	world_call("touchpoint.move", "{s:I, s:s}", "id", confirm, "to",
		"2026-12-01");
}

/* Asking is not being told: only ok confirms. */
static void only_yes_confirms(void **state)
{
	json_int_t meeting, confirm;

	(void)state;
	furnish();
	meeting = meet("acme", "2026-11-18 10:30");
	confirm = world_int("confirm.id");
	world_call("touchpoint.close", "{s:I, s:s}", "id", confirm, "outcome",
		"noanswer");
	assert_string_equal(life_of(id(confirm), "state"), "open");
	/* Hidden until the day of the meeting at the latest. */
	assert_string_equal(
		life_of(id(confirm), "snoozed_until"), "2026-11-17T16:00:00Z");
	world_call("touchpoint.close", "{s:I, s:s, s:s}", "id", confirm,
		"outcome", "sent", "via", "mail");
	world_call("touchpoint.show", "{s:I}", "id", meeting);
	assert_string_equal(world_text("touchpoint.meeting.place"), "");
	assert_true(json_is_null(json_object_get(
		json_object_get(
			json_object_get(world.result, "touchpoint"), "meeting"),
		"confirmed")));
}

static void a_meeting_fulfils_a_step(void **state)
{
	json_int_t meeting;

	(void)state;
	furnish();
	assert_string_equal(life_of("acme/d21", "due"), "2026-12-07");
	life_undone("touchpoint.meet", "{s:s, s:s, s:s, s:s, s:s}", "account",
		"acme", "purpose", "review", "at", "2026-12-09 14:00", "for",
		"acme/d21", "with", "wangfang");
	meeting = world_int("touchpoint.id");
	assert_string_equal(world_text("fulfils.due"), "2026-12-09");
	assert_true(json_is_true(json_object_get(
		json_object_get(world.result, "fulfils"), "pinned")));
	assert_int_equal(world_int("fulfils.held_by"), meeting);
	world_refused(API_REFUSED, "for", "touchpoint.meet",
		"{s:s, s:s, s:s, s:s}", "account", "acme", "purpose", "again",
		"at", "2026-12-10 14:00", "for", "acme/d21");
	world_call("touchpoint.move", "{s:I, s:s}", "id", meeting, "to",
		"2026-12-10 14:00");
	assert_string_equal(life_of("acme/d21", "due"), "2026-12-10");
	/* The brief has the meeting only. */
	life_at("2026-12-10", 8 * 60);
	world_call("brief.get", "{}");
	assert_string_equal(world_text("sections.0.section"), "fixed");
	assert_int_equal(world_int("sections.0.items.0.id"), meeting);
	assert_int_equal(world_int("counts.fixed"), 1);
	/* Closed together, as one contact with those planned. */
	life_at("2026-12-10", 16 * 60);
	life_undone("touchpoint.close", "{s:I, s:s, s:s}", "id", meeting,
		"outcome", "ok", "text", "they are happy");
	assert_string_equal(world_text("fulfils.state"), "done");
	assert_string_equal(world_text("fulfils.outcome"), "ok");
	assert_string_equal(world_text("with.0.slug"), "wangfang");
	world_call("touchpoint.show", "{s:s}", "id", "acme/d21");
	assert_string_equal(world_text("activities.0.text"), "they are happy");
	world_call("account.show", "{s:s}", "id", "acme");
	assert_int_equal(
		json_array_size(json_object_get(world.result, "activities")),
		1);
}

static void calling_off_releases_it(void **state)
{
	json_int_t meeting;

	(void)state;
	furnish();
	world_call("touchpoint.meet", "{s:s, s:s, s:s, s:s}", "account", "acme",
		"purpose", "review", "at", "2026-12-09 14:00", "for",
		"acme/d21");
	meeting = world_int("touchpoint.id");
	life_undone("touchpoint.skip", "{s:I, s:s}", "id", meeting, "reason",
		"they are away");
	assert_string_equal(world_text("cancelled.0.kind"), "confirm");
	assert_string_equal(life_of("acme/d21", "due"), "2026-12-07");
	assert_string_equal(life_of("acme/d21", "arrange_on"), "2026-11-30");
	world_call("touchpoint.meet", "{s:s, s:s, s:s, s:s}", "account", "acme",
		"purpose", "review", "at", "2026-12-08 14:00", "for",
		"acme/d21");
}

/* A follow-up keeps its number when a meeting did for it. */
static void a_meeting_counts_as_follow_up(void **state)
{
	json_int_t meeting;

	(void)state;
	world_call("account.add", "{s:s}", "name", "Borun");
	world_call("plan.start", "{s:s, s:s}", "account", "borun", "cadence",
		"prospect");
	world_call("touchpoint.meet", "{s:s, s:s, s:s, s:s}", "account",
		"borun", "purpose", "first visit", "at", "15:00", "for",
		"borun/follow-up");
	meeting = world_int("touchpoint.id");
	life_clock("2026-11-17", 17 * 60);
	life_undone("touchpoint.close", "{s:I, s:s}", "id", meeting, "outcome",
		"ok");
	assert_string_equal(world_text("next.0.step"), "follow-up");
	assert_string_equal(world_text("next.0.due"), "2026-12-01");
	assert_int_equal(world_int("next.0.follow_up"), 2);
}

static void overlaps_are_told(void **state)
{
	json_int_t first, second;

	(void)state;
	furnish();
	world_call("account.add", "{s:s, s:s}", "name", "Hexin", "zone",
		"Europe/Berlin");
	first = meet("acme", "2026-11-20 17:00");
	/* 10:30 in Berlin is 17:30 here. */
	second = meet("hexin", "2026-11-20 10:30");
	assert_int_equal(world_int("overlaps.0.id"), first);
	meet("acme", "2026-11-20 16:00");
	assert_int_equal(
		json_array_size(json_object_get(world.result, "overlaps")), 0);
	world_call("touchpoint.move", "{s:I, s:s}", "id", second, "to",
		"2026-11-20 11:00");
	assert_int_equal(
		json_array_size(json_object_get(world.result, "overlaps")), 0);
	/* A colleague's, to which she would have to come along. */
	world_call("touchpoint.meet", "{s:s, s:s, s:s, s:[s]}", "account",
		"acme", "purpose", "a", "at", "2026-11-25 10:00", "team", "na");
	first = world_int("touchpoint.id");
	world.api.actor = "na";
	world_call("account.add", "{s:s}", "name", "Xinda");
	meet("xinda", "2026-11-25 10:30");
	assert_int_equal(world_int("overlaps.0.id"), first);
}

/* Both see it on their day, each on their own clock. */
static void everybody_has_it_in_the_brief(void **state)
{
	(void)state;
	furnish();
	world_call("account.add", "{s:s, s:s}", "name", "Hexin", "zone",
		"America/New_York");
	world_call("touchpoint.meet", "{s:s, s:s, s:s, s:s, s:[s]}", "account",
		"hexin", "purpose", "call with the board", "at",
		"2026-11-19 20:00", "travel", "30m", "team", "na");
	/* Thursday evening there is Friday morning here. */
	world_call("brief.get", "{s:s}", "at", "2026-11-19");
	assert_int_equal(world_int("counts.fixed"), 0);
	world_call("brief.get", "{s:s}", "at", "2026-11-20");
	assert_int_equal(world_int("counts.fixed"), 1);
	assert_string_equal(
		world_text("sections.0.items.0.local.time"), "09:00");
	assert_string_equal(
		world_text("sections.0.items.0.local.leave"), "08:30");
	assert_true(json_is_true(json_object_get(
		json_object_get(
			json_array_get(
				json_object_get(
					json_array_get(
						json_object_get(world.result,
							"sections"),
						0),
					"items"),
				0),
			"local"),
		"apart")));
	world_call("brief.get", "{s:s, s:s}", "rep", "na", "at", "2026-11-20");
	assert_int_equal(world_int("counts.fixed"), 1);
	world_call("brief.get", "{s:s, s:s}", "rep", "na", "at", "2026-11-23");
	assert_int_equal(world_int("counts.late"), 0);
	world_call("brief.get", "{s:s}", "at", "2026-11-23");
	/* d1, d3 and the meeting. */
	assert_int_equal(world_int("counts.late"), 3);
}

/* The day after, nobody is asked to confirm what is past. */
static void an_open_confirmation_ends_with_the_meeting(void **state)
{
	json_int_t meeting, confirm;

	(void)state;
	furnish();
	meeting = meet("acme", "2026-11-18 10:30");
	confirm = world_int("confirm.id");
	life_at("2026-11-18", 8 * 60);
	assert_string_equal(life_of(id(confirm), "state"), "open");
	life_at("2026-11-19", 8 * 60);
	assert_string_equal(life_of(id(confirm), "state"), "cancelled");
	assert_string_equal(life_of(id(meeting), "state"), "open");
	/* Closing before that day takes it along, too. */
	meeting = meet("acme", "2026-11-19 10:30");
	confirm = world_int("confirm.id");
	life_clock("2026-11-19", 12 * 60);
	life_undone("touchpoint.close", "{s:I, s:s}", "id", meeting, "outcome",
		"ok");
	assert_int_equal(world_int("cancelled.0.id"), confirm);
}

/* Whatever the day and hour: the confirmation is on a day on which both work,
 * or today, and never after the meeting. */
static void never_confirmed_too_late(void **state)
{
	static const int minutes[] = {0, 9 * 60, 23 * 60 + 59};
	struct civil_date day = {2026, 11, 17};

	(void)state;
	furnish();
	for (int i = 0; i < 400; i++) {
		char at[32];

		day = civil_add_days(day, 1);
		snprintf(at, sizeof(at), "%s %02d:%02d", CIVIL_STR(day),
			minutes[i % 3] / 60, minutes[i % 3] % 60);
		world_call("touchpoint.meet", "{s:s, s:s, s:s, s:b}", "account",
			"acme", "purpose", "x", "at", at, "preview", 1);
		assert_true(
			strcmp(world_text("confirm.due"), "2026-11-17") >= 0);
		assert_true(
			strcmp(world_text("confirm.due"), CIVIL_STR(day)) < 0);
		assert_true(strcmp(world_text("confirm.latest"),
				    world_text("touchpoint.due")) <= 0);
	}
}

int main(void)
{
#define IN_WORLD(test)                                                         \
	cmocka_unit_test_setup_teardown(test, world_begin, world_end)
	const struct CMUnitTest tests[] = {
		IN_WORLD(planned),
		IN_WORLD(confirmed_on_the_working_day_before),
		IN_WORLD(what_is_refused),
		IN_WORLD(moving_builds_both_anew),
		IN_WORLD(only_yes_confirms),
		IN_WORLD(a_meeting_fulfils_a_step),
		IN_WORLD(calling_off_releases_it),
		IN_WORLD(a_meeting_counts_as_follow_up),
		IN_WORLD(overlaps_are_told),
		IN_WORLD(everybody_has_it_in_the_brief),
		IN_WORLD(an_open_confirmation_ends_with_the_meeting),
		IN_WORLD(never_confirmed_too_late),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
