/* What is told, to whom and when.  It is Tue 2026-11-17 09:00 in Shanghai when
 * a test begins. */
#include "tests/unit/rounds.h"

#include "core/zone.h"
#include "store/duty.h"

#include <stdio.h>

/* Something to do on each of these days keeps a brief from being empty. */
static void add_due(const char *due)
{
	world_call("touchpoint.add", "{s:s, s:s, s:s}", "account", "acme",
		"purpose", "call back", "due", due);
}

static void add_acme(void)
{
	world_call("account.add", "{s:s, s:s}", "name", "Acme", "slug", "acme");
}

static void test_brief_comes_at_the_reps_hour(void **state)
{
	(void)state;
	add_acme();
	add_due("2026-11-18");
	round_ring();
	round_walk_to("2026-11-18", 7 * 60 + 59);
	round_assert_outbox("");
	round_walk_to("2026-11-18", 8 * 60);
	round_assert_outbox("brief 2026-11-18 at 11-18 08:00");
	round_ring();
	round_walk_to("2026-11-18", 23 * 60);
	round_assert_outbox("brief 2026-11-18 at 11-18 08:00");
}

static void test_empty_days_are_silent_but_the_weeks_first(void **state)
{
	(void)state;
	round_walk_to("2026-12-01", 12 * 60);
	round_assert_outbox("brief 2026-11-23 at 11-23 08:00; "
			    "brief 2026-11-30 at 11-30 08:00");
}

static void test_closed_days_are_silent(void **state)
{
	(void)state;
	world_call("rep.edit", "{s:s, s:s}", "id", "liwei", "calendar", "DE");
	add_acme();
	add_due("2026-12-24");
	round_ring();
	/* Christmas Day is a Friday. */
	round_walk_to("2026-12-28", 12 * 60);
	round_assert_outbox("brief 2026-11-23 at 11-23 08:00; "
			    "brief 2026-11-30 at 11-30 08:00; "
			    "brief 2026-12-07 at 12-07 08:00; "
			    "brief 2026-12-14 at 12-14 08:00; "
			    "brief 2026-12-21 at 12-21 08:00; "
			    "brief 2026-12-24 at 12-24 08:00; "
			    "brief 2026-12-28 at 12-28 08:00");
}

static void test_a_week_that_opens_on_tuesday(void **state)
{
	(void)state;
	world_call("rep.edit", "{s:s, s:[]}", "id", "liwei", "channels");
	round_wake_at("2027-03-26", 12 * 60);
	world_call("rep.add", "{s:s, s:s, s:[s], s:s}", "name", "Anna", "slug",
		"anna", "channels", "box", "calendar", "DE");
	round_ring();
	/* 2027-03-29 is Easter Monday. */
	round_walk_to("2027-03-31", 12 * 60);
	round_assert_outbox("brief 2027-03-30 at 03-30 08:00");
}

static void test_two_reps_in_two_zones(void **state)
{
	(void)state;
	world_call("rep.add", "{s:s, s:s, s:s, s:[s], s:s}", "name", "Anna",
		"zone", "Europe/Berlin", "slug", "anna", "channels", "box",
		"calendar", "mon-fri");
	round_ring();
	round_walk_to("2026-11-23", 15 * 60);
	round_assert_outbox("brief 2026-11-23 at 11-23 08:00; "
			    "brief 2026-11-23 at 11-23 15:00");
}

static void test_a_move_never_tells_one_day_twice(void **state)
{
	(void)state;
	round_walk_to("2026-11-23", 12 * 60);
	round_assert_outbox("brief 2026-11-23 at 11-23 08:00");
	/* Where it is still Sunday evening: Monday has been told. */
	world_call("rep.edit", "{s:s, s:s}", "id", "liwei", "zone",
		"America/New_York");
	round_ring();
	round_walk_to("2026-11-24", 12 * 60);
	round_assert_outbox("brief 2026-11-23 at 11-23 08:00");
}

/* The key of a message names its channel: what is told holds for all. */
static void test_a_move_with_another_channel_neither(void **state)
{
	(void)state;
	world_call("channel.add", "{s:s, s:s}", "name", "other", "kind",
		"maildir");
	round_walk_to("2026-11-23", 12 * 60);
	world_call("rep.edit", "{s:s, s:s, s:[s]}", "id", "liwei", "zone",
		"America/New_York", "channels", "other");
	round_ring();
	round_walk_to("2026-11-24", 12 * 60);
	round_assert_outbox("brief 2026-11-23 at 11-23 08:00");
	/* Back again, at 23:00 of a Monday that was told 08:00 there. */
	add_acme();
	add_due("2026-11-30");
	round_walk_to("2026-11-30", 23 * 60);
	world_call("rep.edit", "{s:s, s:s, s:[s]}", "id", "liwei", "zone",
		"Asia/Shanghai", "channels", "box");
	round_ring();
	round_walk_to("2026-12-01", 12 * 60);
	round_assert_outbox("brief 2026-11-23 at 11-23 08:00; "
			    "brief 2026-11-30 at 11-30 21:00; "
			    "brief 2026-12-01 at 12-01 08:00");
}

static void test_an_earlier_hour_that_has_passed_is_now(void **state)
{
	(void)state;
	round_walk_to("2026-11-23", 7 * 60);
	world_call("rep.edit", "{s:s, s:s}", "id", "liwei", "brief", "06:30");
	round_ring();
	round_assert_outbox("brief 2026-11-23 at 11-23 07:00");
	round_walk_to("2026-11-24", 12 * 60);
	round_assert_outbox("brief 2026-11-23 at 11-23 07:00");
}

static void test_a_later_hour_on_the_first_day_is_today(void **state)
{
	(void)state;
	add_acme();
	add_due("2026-11-17");
	world_call("rep.edit", "{s:s, s:s}", "id", "liwei", "name", "Li");
	round_ring();
	round_assert_outbox("");
	world_call("rep.edit", "{s:s, s:s}", "id", "liwei", "brief", "11:00");
	round_ring();
	round_walk_to("2026-11-17", 12 * 60);
	round_assert_outbox("brief 2026-11-17 at 11-17 11:00");
}

static void test_timed_touchpoints_have_their_own_minute(void **state)
{
	json_t *model;

	(void)state;
	add_acme();
	add_due("2026-11-17 15:00");
	add_due("2026-11-17 15:00");
	add_due("2026-11-17 15:01");
	round_ring();
	round_walk_to("2026-11-17", 15 * 60);
	round_assert_outbox("nudge 1 at 11-17 15:00");
	model = round_newest_model();
	assert_int_equal(
		json_array_size(json_object_get(model, "touchpoints")), 2);
	json_decref(model);
	round_ring();
	round_walk_to("2026-11-17", 23 * 60);
	round_assert_outbox("nudge 1 at 11-17 15:00; nudge 3 at 11-17 15:01");
}

static void test_a_brief_takes_its_minute_along(void **state)
{
	(void)state;
	add_acme();
	add_due("2026-11-18 08:00");
	add_due("2026-11-18 08:01");
	round_ring();
	round_walk_to("2026-11-18", 12 * 60);
	round_assert_outbox(
		"brief 2026-11-18 at 11-18 08:00; nudge 2 at 11-18 08:01");
}

static void test_done_and_undone_is_told_once(void **state)
{
	(void)state;
	add_acme();
	add_due("2026-11-17 15:00");
	round_ring();
	world_call(
		"touchpoint.close", "{s:s, s:s}", "id", "1", "outcome", "ok");
	round_ring();
	round_walk_to("2026-11-17", 15 * 60);
	round_assert_outbox("");
	world_call("change.undo", "{}");
	round_ring();
	round_assert_outbox("nudge 1 at 11-17 15:00");
	round_ring();
	round_walk_to("2026-11-17", 23 * 60);
	round_assert_outbox("nudge 1 at 11-17 15:00");
}

/* Queued, held and cancelled: the undone one is another reminder. */
static void test_held_done_and_undone_is_told_once(void **state)
{
	(void)state;
	add_acme();
	world_call("rep.edit", "{s:s, s:s}", "id", "liwei", "quiet",
		"20:00-07:30");
	add_due("2026-11-17 21:00");
	round_ring();
	round_walk_to("2026-11-17", 21 * 60);
	round_assert_outbox("nudge 1 at 11-18 07:30");
	world_call(
		"touchpoint.close", "{s:s, s:s}", "id", "1", "outcome", "ok");
	round_ring();
	round_assert_outbox("");
	world_call("change.undo", "{}");
	round_ring();
	round_assert_outbox("nudge 1 at 11-18 07:30");
	round_ring();
	round_walk_to("2026-11-18", 12 * 60);
	round_assert_outbox("nudge 1 at 11-18 07:30; "
			    "brief 2026-11-18 at 11-18 08:00");
}

static void run_sql(const char *sql)
{
	struct err err;

	assert_int_equal(db_script(world.api.db, sql, &err), 0);
}

/* Whichever half cannot be written, the other is not there either, and both
 * come when they can. */
static void test_queueing_and_its_note_are_one(void **state)
{
	static const struct {
		const char *due, *write;
	} halves[] = {
		{"2026-11-18",
			"UPDATE ON rep_clock WHEN new.brief_on = '2026-11-18'"},
		{"2026-11-18", "INSERT ON pending"},
		{"2026-11-18 08:00", "INSERT ON message_touchpoint"},
	};

	for (size_t i = 0; i < ARRAY_LEN(halves); i++) {
		char sql[200];

		if (i > 0) {
			world_end(state);
			round_begin(state);
		}
		add_acme();
		add_due(halves[i].due);
		round_ring();
		snprintf(sql, sizeof(sql),
			"CREATE TRIGGER t BEFORE %s"
			" BEGIN SELECT RAISE(ABORT, 'not now'); END",
			halves[i].write);
		run_sql(sql);
		round_walk_to("2026-11-18", 8 * 60);
		round_assert_outbox("");
		run_sql("DROP TRIGGER t");
		round_walk_to("2026-11-18", 12 * 60);
		round_assert_outbox("brief 2026-11-18 at 11-18 08:01");
	}
}

static int refresh(void)
{
	struct err err;
	struct txn txn = {0};
	int r;

	assert_int_equal(txn_begin(world.api.db, &txn, &err), 0);
	r = duty_refresh_instants(world.api.db, world.api.now, &err);
	assert_int_equal(txn_commit(&txn, &err), 0);
	return r;
}

/* As after an upgrade of the rules: every instant is an hour off. */
static void test_new_rules_of_zones_move_instants(void **state)
{
	(void)state;
	add_acme();
	add_due("2026-11-17 15:00");
	add_due("2026-11-19 15:00");
	add_due("2026-11-17 15:30");
	world_call("touchpoint.snooze", "{s:i, s:s}", "id", 2, "until",
		"2026-11-18");
	world_call("touchpoint.snooze", "{s:i, s:s}", "id", 3, "until",
		"2026-11-17 17:00");
	assert_int_equal(refresh(), 0);
	run_sql("UPDATE touchpoint SET nudge_at = nudge_at - 3600"
		" WHERE id <> 3");
	assert_int_equal(refresh(), 2);
	round_ring();
	round_walk_to("2026-11-17", 23 * 60);
	round_assert_outbox("nudge 1 at 11-17 15:00; nudge 3 at 11-17 17:00");
	round_walk_to("2026-11-19", 23 * 60);
	round_assert_outbox("nudge 1 at 11-17 15:00; nudge 3 at 11-17 17:00; "
			    "brief 2026-11-18 at 11-18 08:00; "
			    "brief 2026-11-19 at 11-19 08:00; "
			    "nudge 2 at 11-19 15:00");
}

static void test_quiet_hours_hold(void **state)
{
	(void)state;
	add_acme();
	world_call("rep.edit", "{s:s, s:s, s:s}", "id", "liwei", "quiet",
		"20:00-09:30", "brief", "08:00");
	add_due("2026-11-17 21:00");
	add_due("2026-11-18");
	round_ring();
	round_walk_to("2026-11-18", 12 * 60);
	round_assert_outbox(
		"nudge 1 at 11-18 09:30; brief 2026-11-18 at 11-18 09:30");
}

static void test_what_is_closed_in_quiet_hours_is_not_sent(void **state)
{
	(void)state;
	add_acme();
	world_call("rep.edit", "{s:s, s:s}", "id", "liwei", "quiet",
		"20:00-09:30");
	add_due("2026-11-17 21:00");
	round_ring();
	round_walk_to("2026-11-17", 21 * 60);
	round_assert_outbox("nudge 1 at 11-18 09:30");
	world_call(
		"touchpoint.close", "{s:s, s:s}", "id", "1", "outcome", "ok");
	round_assert_outbox("");
}

static void test_downtime_is_one_message_that_says_so(void **state)
{
	(void)state;
	add_acme();
	add_due("2026-11-18");
	add_due("2026-11-19 10:00");
	round_ring();
	/* Missed: briefs of Wed, Thu and Fri, and Thursday 10:00. */
	round_wake_at("2026-11-20", 10 * 60);
	round_assert_outbox("catchup 2026-11-20 at 11-20 10:00");
	round_assert_catchup("Wed 2026-11-18 08:00", "Fri 2026-11-20 10:00", 4);
	round_ring();
	round_walk_to("2026-11-22", 23 * 60);
	round_assert_outbox("catchup 2026-11-20 at 11-20 10:00");
}

static void test_downtime_waits_for_the_persons_hour(void **state)
{
	(void)state;
	add_acme();
	add_due("2026-11-18");
	round_ring();
	/* Back on Saturday: the weekend stays silent. */
	round_wake_at("2026-11-21", 10 * 60);
	round_assert_outbox("");
	round_walk_to("2026-11-23", 8 * 60);
	round_assert_outbox("catchup 2026-11-23 at 11-23 08:00");
	round_assert_catchup("Wed 2026-11-18 08:00", "Sat 2026-11-21 10:00", 3);
	round_walk_to("2026-11-24", 8 * 60);
	round_assert_outbox("catchup 2026-11-23 at 11-23 08:00; "
			    "brief 2026-11-24 at 11-24 08:00");
}

static void test_a_weekend_off_is_no_downtime(void **state)
{
	(void)state;
	round_walk_to("2026-11-20", 20 * 60);
	round_wake_at("2026-11-23", 7 * 60);
	round_walk_to("2026-11-23", 8 * 60);
	round_assert_outbox("brief 2026-11-23 at 11-23 08:00");
}

static void test_a_short_delay_is_no_downtime(void **state)
{
	(void)state;
	add_acme();
	add_due("2026-11-18");
	add_due("2026-11-18 11:00");
	round_ring();
	round_wake_at("2026-11-18", 8 * 60 + 14);
	round_assert_outbox("brief 2026-11-18 at 11-18 08:14");
	round_wake_at("2026-11-18", 11 * 60 + 14);
	round_assert_outbox(
		"brief 2026-11-18 at 11-18 08:14; nudge 2 at 11-18 11:14");
}

static void test_the_clock_set_back_tells_nothing_twice(void **state)
{
	(void)state;
	add_acme();
	add_due("2026-11-18");
	add_due("2026-11-18 11:00");
	round_ring();
	round_walk_to("2026-11-18", 12 * 60);
	round_wake_at("2026-11-18", 7 * 60);
	round_walk_to("2026-11-18", 12 * 60);
	round_assert_outbox(
		"brief 2026-11-18 at 11-18 08:00; nudge 2 at 11-18 11:00");
}

static void test_an_unknown_zone_holds_up_nobody(void **state)
{
	AUTO_STMT st = NULL;
	struct err err;
	struct txn txn = {0};

	(void)state;
	world_call("rep.add", "{s:s, s:s, s:[s]}", "name", "Anna", "slug",
		"anna", "channels", "box");
	assert_int_equal(txn_begin(world.api.db, &txn, &err), 0);
	assert_int_equal(db_query(world.api.db,
				 "UPDATE rep SET zone = 'Mars/Olympus',"
				 " rev = rev + 1 WHERE slug = 'liwei'",
				 &st, &err),
		0);
	assert_int_equal(stmt_run(st, &err), 0);
	stmt_release(&st);
	assert_int_equal(txn_commit(&txn, &err), 0);
	round_ring();
	round_walk_to("2026-11-23", 12 * 60);
	round_assert_outbox("brief 2026-11-23 at 11-23 08:00");
}

static void test_brief_now_may_be_asked_for_again(void **state)
{
	(void)state;
	world_call("brief.now", "{}");
	assert_string_equal(world_text("channel"), "box");
	world_call("brief.now", "{}");
	round_walk_to("2026-11-23", 12 * 60);
	round_assert_outbox("brief 2026-11-17 at 11-17 09:00; "
			    "brief 2026-11-17 at 11-17 09:00; "
			    "brief 2026-11-23 at 11-23 08:00");
	world_call("rep.edit", "{s:s, s:[]}", "id", "liwei", "channels");
	world_refused(API_REFUSED, "rep", "brief.now", "{}");
}

static void test_a_first_channel_begins_with_what_comes(void **state)
{
	(void)state;
	world_call("rep.edit", "{s:s, s:[]}", "id", "liwei", "channels");
	add_acme();
	add_due("2026-11-18");
	add_due("2026-11-18 08:30");
	add_due("2026-11-18 10:00");
	round_ring();
	round_walk_to("2026-11-18", 9 * 60);
	world_call(
		"rep.edit", "{s:s, s:[s]}", "id", "liwei", "channels", "box");
	round_ring();
	round_assert_outbox("");
	round_walk_to("2026-11-19", 12 * 60);
	round_assert_outbox("nudge 3 at 11-18 10:00; "
			    "brief 2026-11-19 at 11-19 08:00");
}

/* Downtime is downtime for who had a channel, and one that is replaced. */
static void test_another_channel_forgets_nothing(void **state)
{
	(void)state;
	world_call("channel.add", "{s:s, s:s}", "name", "other", "kind",
		"maildir");
	add_acme();
	add_due("2026-11-18 10:00");
	round_ring();
	round_walk_to("2026-11-18", 9 * 60);
	world_call(
		"rep.edit", "{s:s, s:[s]}", "id", "liwei", "channels", "other");
	round_wake_at("2026-11-18", 11 * 60);
	round_assert_outbox("brief 2026-11-18 at 11-18 08:00; "
			    "catchup 2026-11-18 at 11-18 11:00");
	round_assert_catchup("Wed 2026-11-18 10:00", "Wed 2026-11-18 11:00", 1);
}

#define ROUND_TEST(f) cmocka_unit_test_setup_teardown(f, round_begin, world_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ROUND_TEST(test_brief_comes_at_the_reps_hour),
		ROUND_TEST(test_empty_days_are_silent_but_the_weeks_first),
		ROUND_TEST(test_closed_days_are_silent),
		ROUND_TEST(test_a_week_that_opens_on_tuesday),
		ROUND_TEST(test_two_reps_in_two_zones),
		ROUND_TEST(test_a_move_never_tells_one_day_twice),
		ROUND_TEST(test_a_move_with_another_channel_neither),
		ROUND_TEST(test_an_earlier_hour_that_has_passed_is_now),
		ROUND_TEST(test_a_later_hour_on_the_first_day_is_today),
		ROUND_TEST(test_timed_touchpoints_have_their_own_minute),
		ROUND_TEST(test_a_brief_takes_its_minute_along),
		ROUND_TEST(test_done_and_undone_is_told_once),
		ROUND_TEST(test_held_done_and_undone_is_told_once),
		ROUND_TEST(test_queueing_and_its_note_are_one),
		ROUND_TEST(test_new_rules_of_zones_move_instants),
		ROUND_TEST(test_quiet_hours_hold),
		ROUND_TEST(test_what_is_closed_in_quiet_hours_is_not_sent),
		ROUND_TEST(test_downtime_is_one_message_that_says_so),
		ROUND_TEST(test_downtime_waits_for_the_persons_hour),
		ROUND_TEST(test_a_weekend_off_is_no_downtime),
		ROUND_TEST(test_a_short_delay_is_no_downtime),
		ROUND_TEST(test_the_clock_set_back_tells_nothing_twice),
		ROUND_TEST(test_an_unknown_zone_holds_up_nobody),
		ROUND_TEST(test_brief_now_may_be_asked_for_again),
		ROUND_TEST(test_a_first_channel_begins_with_what_comes),
		ROUND_TEST(test_another_channel_forgets_nothing),
	};

	return cmocka_run_group_tests_name("round", tests, NULL, NULL);
}
