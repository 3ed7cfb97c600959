/* The planner: the vectors of the date rules, each rule by itself, and what
 * must hold for every signing day of twenty years. */
#include "core/planner.h"

#include "calfile.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct calfile cn, de, mon_fri;

static int load_calendars(void **state)
{
	(void)state;
	calfile_load(&cn, "CN");
	calfile_load(&de, "DE");
	calfile_load(&mon_fri, "mon-fri");
	return 0;
}

static int drop_calendars(void **state)
{
	(void)state;
	calfile_done(&cn);
	calfile_done(&de);
	calfile_done(&mon_fri);
	return 0;
}

static struct civil_date day(const char *s)
{
	struct civil_date d;

	if (civil_parse(s, &d, NULL) < 0)
		fail_msg("bad date in a test: %s", s);
	return d;
}

#define assert_day(d, text) assert_string_equal(CIVIL_STR(d), text)

static struct workcal_pair pair_of(
	const struct calfile *rep, const struct calfile *account)
{
	return (struct workcal_pair){
		.rep = {.national = &rep->cal},
		.account = {.national = &account->cal},
	};
}

static const struct cadence *greeting(void)
{
	return cadence_find("1-3-7-21", 1);
}

struct vector {
	const char *signed_on;
	const char *due[4];
};

/* Rep in China; account as given. */
static void check_vector(const struct cadence *cadence, enum tier tier,
	const struct calfile *account, const struct vector *v)
{
	struct plan_input in = {
		.cadence = cadence,
		.anchor = day(v->signed_on),
		.tier = tier,
		.days = pair_of(&cn, account),
	};
	struct window w[4];

	assert_int_equal(planner_schedule(&in, w, NULL), 0);
	for (int k = 0; k < 4; k++)
		if (strcmp(CIVIL_STR(w[k].due), v->due[k]) != 0)
			fail_msg("signed %s, step %d: %s instead of %s",
				v->signed_on, k + 1, CIVIL_STR(w[k].due),
				v->due[k]);
}

/* The rules without what the shipped cadence adds: make-up days are open for
 * every way, and there is no max-shift. */
static void test_engine_vectors(void **state)
{
	static const struct vector vectors[] = {
		{"2026-03-10", /* plain */
			{"2026-03-11", "2026-03-13", "2026-03-17",
				"2026-03-31"}},
		{"2026-03-13", /* d1 and d3 would meet on Monday */
			{"2026-03-16", "2026-03-17", "2026-03-20",
				"2026-04-03"}},
		{"2026-02-13", /* make-up Saturday before the festival */
			{"2026-02-14", "2026-02-24", "2026-02-26",
				"2026-03-06"}},
		{"2026-02-14", /* three steps would fall on one day */
			{"2026-02-24", "2026-02-25", "2026-02-27",
				"2026-03-09"}},
		{"2026-04-30", /* working Saturday */
			{"2026-05-06", "2026-05-07", "2026-05-09",
				"2026-05-21"}},
		{"2026-09-18", /* working Sunday */
			{"2026-09-20", "2026-09-21", "2026-09-28",
				"2026-10-09"}},
		{"2026-09-22", /* the floor moves d7 */
			{"2026-09-23", "2026-09-28", "2026-09-30",
				"2026-10-13"}},
		{"2026-09-30", /* long holiday */
			{"2026-10-08", "2026-10-09", "2026-10-12",
				"2026-10-21"}},
	};
	struct step steps[4];
	const struct cadence engine = {
		.name = "engine", .steps = steps, .n_steps = 4};

	(void)state;
	memcpy(steps, greeting()->steps, sizeof(steps));
	for (int k = 0; k < 4; k++) {
		steps[k].makeup = MAKEUP_YES;
		steps[k].max_shift = CADENCE_NO_MAX_SHIFT;
	}
	for (size_t i = 0; i < ARRAY_LEN(vectors); i++)
		check_vector(&engine, TIER_KEY, &cn, &vectors[i]);
}

static void test_shipped_vectors(void **state)
{
	static const struct vector key[] = {
		{"2026-03-10", {"2026-03-11", "2026-03-13", "2026-03-17",
				       "2026-03-31"}},
		{"2026-03-13", {"2026-03-16", "2026-03-17", "2026-03-20",
				       "2026-04-03"}},
		{"2026-02-13", {"2026-02-14", "2026-02-24", "2026-02-26",
				       "2026-03-06"}},
		{"2026-02-14", /* thanks on the day of signing */
			{"2026-02-14", "2026-02-24", "2026-02-26",
				"2026-03-09"}},
		{"2026-04-30", {"2026-04-30", "2026-05-06", "2026-05-08",
				       "2026-05-21"}},
		{"2026-09-18", {"2026-09-20", "2026-09-21", "2026-09-28",
				       "2026-10-09"}},
		{"2026-09-22", {"2026-09-23", "2026-09-28", "2026-09-30",
				       "2026-10-13"}},
		{"2026-09-30", /* a mail may go on a make-up Saturday */
			{"2026-09-30", "2026-10-08", "2026-10-10",
				"2026-10-21"}},
	};
	static const struct vector strategic = {"2026-09-30",
		{"2026-09-30", "2026-10-08", "2026-10-12", "2026-10-21"}};
	/* Good Friday, Qingming, Easter Monday. */
	static const struct vector germany = {"2026-03-13",
		{"2026-03-16", "2026-03-17", "2026-03-20", "2026-04-07"}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(key); i++)
		check_vector(greeting(), TIER_KEY, &cn, &key[i]);
	check_vector(greeting(), TIER_STRATEGIC, &cn, &strategic);
	check_vector(greeting(), TIER_KEY, &de, &germany);
}

static void plan(const struct plan_input *in, struct window *w)
{
	struct err err = {0};

	if (planner_schedule(in, w, &err) < 0)
		fail_msg("no plan: %s", err.msgid);
}

static struct plan_input signed_on(const char *anchor)
{
	return (struct plan_input){
		.cadence = greeting(),
		.anchor = day(anchor),
		.tier = TIER_KEY,
		.days = pair_of(&cn, &cn),
	};
}

static void test_windows_are_shifted_forward(void **state)
{
	static const struct {
		const char *nominal, *earliest, *due, *latest, *arrange;
		unsigned moved;
	} want[] = {
		{"2026-11-14", "2026-11-13", "2026-11-16", "2026-11-16", "",
			MOVED_CLOSED},
		{"2026-11-16", "2026-11-16", "2026-11-17", "2026-11-18", "",
			MOVED_FLOOR},
		{"2026-11-20", "2026-11-18", "2026-11-20", "2026-11-23", "", 0},
		{"2026-12-04", "2026-11-30", "2026-12-04", "2026-12-11",
			"2026-11-27", 0},
	};
	struct plan_input in = signed_on("2026-11-13");
	struct window w[4];

	(void)state;
	plan(&in, w);
	for (int k = 0; k < 4; k++) {
		assert_day(w[k].nominal, want[k].nominal);
		assert_day(w[k].earliest, want[k].earliest);
		assert_day(w[k].due, want[k].due);
		assert_day(w[k].latest, want[k].latest);
		assert_day(w[k].arrange_on, want[k].arrange);
		assert_int_equal(w[k].moved, want[k].moved);
	}
	assert_day(w[0].floor, "");
	assert_day(w[1].floor, "2026-11-17");
	assert_day(w[2].floor, "2026-11-19");
	assert_day(w[3].floor, "2026-11-27");
}

static void test_max_shift(void **state)
{
	static const struct {
		const char *anchor, *today, *due;
		unsigned moved;
	} cases[] = {
		/* Three days are still allowed, four are not. */
		{"2026-05-02", "", "2026-05-06", MOVED_CLOSED},
		{"2026-05-01", "", "2026-05-01",
			MOVED_CLOSED | MOVED_MAX_SHIFT},
		/* Entered before, on and after the day of signing. */
		{"2026-05-01", "2026-04-20", "2026-05-01",
			MOVED_CLOSED | MOVED_MAX_SHIFT},
		{"2026-05-01", "2026-05-01", "2026-05-01",
			MOVED_CLOSED | MOVED_MAX_SHIFT},
		{"2026-05-01", "2026-05-03", "2026-05-03",
			MOVED_CLOSED | MOVED_MAX_SHIFT},
		/* Never later than without the rule. */
		{"2026-05-01", "2026-05-20", "2026-05-06",
			MOVED_CLOSED | MOVED_MAX_SHIFT},
		/* Without a shift today plays no part. */
		{"2026-03-10", "2026-05-20", "2026-03-11", 0},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct plan_input in = signed_on(cases[i].anchor);
		struct window w[4];

		if (cases[i].today[0])
			in.today = day(cases[i].today);
		plan(&in, w);
		assert_day(w[0].due, cases[i].due);
		assert_int_equal(w[0].moved, cases[i].moved);
		assert_true(civil_cmp(w[0].earliest, w[0].due) <= 0);
	}
}

static void test_makeup_day_is_named_as_the_reason(void **state)
{
	/* d21 = Sat 28 Feb, a make-up day: no meeting. */
	struct plan_input in = signed_on("2026-02-07");
	struct window w[4];

	(void)state;
	plan(&in, w);
	assert_day(w[3].nominal, "2026-02-28");
	assert_day(w[3].due, "2026-03-02");
	assert_int_equal(w[3].moved, MOVED_MAKEUP);
}

/* Signed 10 Mar: d1 11, d3 13, d7 17, d21 31. */
static void test_a_late_step_pushes_the_next_by_its_floor(void **state)
{
	struct plan_input in = signed_on("2026-03-10");
	struct step_progress p[4] = {
		{.due = day("2026-03-11")},
		{.due = day("2026-03-13")},
		{.due = day("2026-03-17")},
		{.due = day("2026-03-31")},
	};
	struct window w[4];

	(void)state;
	in.progress = p;
	plan(&in, w);
	assert_day(w[1].due, "2026-03-13");

	/* Done on the last day that still keeps the distance. */
	p[0] = (struct step_progress){
		true, day("2026-03-12"), false, day("2026-03-11")};
	plan(&in, w);
	assert_day(w[0].due, "2026-03-11");
	assert_day(w[1].due, "2026-03-13");
	assert_int_equal(w[1].moved, 0);

	/* A day later moves d3 over the weekend to Monday; d7 follows. */
	p[0].done_on = day("2026-03-13");
	plan(&in, w);
	assert_day(w[1].due, "2026-03-16");
	assert_int_equal(w[1].moved, MOVED_FLOOR);
	assert_day(w[1].latest, "2026-03-16");
	assert_day(w[2].due, "2026-03-18");
	assert_day(w[3].due, "2026-03-31");
}

static void test_what_is_planned_never_moves_earlier(void **state)
{
	struct plan_input in = signed_on("2026-03-10");
	struct step_progress p[4] = {
		{.due = day("2026-03-11"),
			.closed = true,
			.done_on = day("2026-03-10")},
		{.due = day("2026-03-16")}, /* from an earlier floor */
		{.due = day("2026-03-18")},
		{.due = day("2026-03-31")},
	};
	struct window w[4];

	(void)state;
	in.progress = p;
	plan(&in, w);
	assert_day(w[1].due, "2026-03-16");
	assert_int_equal(w[1].moved, MOVED_FLOOR);
	assert_day(w[2].due, "2026-03-18");
}

static void test_pinned_days_stay(void **state)
{
	struct plan_input in = signed_on("2026-03-10");
	struct step_progress p[4] = {
		{.closed = true,
			.due = day("2026-03-11"),
			.done_on = day("2026-03-20")},
		{.pinned = true, .due = day("2026-03-14")}, /* a Saturday */
		{.due = day("2026-03-17")},
		{.pinned = true, .due = day("2026-03-20")},
	};
	struct window w[4];

	(void)state;
	in.progress = p;
	plan(&in, w);
	assert_day(w[1].due, "2026-03-14");
	assert_int_equal(w[1].moved, MOVED_PINNED);
	assert_day(w[2].due, "2026-03-17");
	/* The window widens to hold an agreed day. */
	assert_day(w[3].due, "2026-03-20");
	assert_day(w[3].earliest, "2026-03-20");
	assert_day(w[3].arrange_on, "");
	p[1].due = day("2026-03-25");
	plan(&in, w);
	assert_day(w[1].latest, "2026-03-25");
	assert_day(w[2].due, "2026-03-27");
}

static void test_skipped_steps_count_by_their_due(void **state)
{
	struct plan_input in = signed_on("2026-03-13");
	struct step_progress p[4] = {
		{.closed = true, .due = day("2026-03-16")}, /* skipped */
		{.due = day("2026-03-17")},
		{.due = day("2026-03-20")},
		{.due = day("2026-04-03")},
	};
	struct window w[4];

	(void)state;
	in.progress = p;
	plan(&in, w);
	assert_day(w[1].floor, "2026-03-17");
	assert_day(w[1].due, "2026-03-17");
}

static void test_strategic_d7_is_arranged_when_d3_closes(void **state)
{
	struct plan_input in = signed_on("2026-03-10");
	struct step_progress p[4] = {
		{.due = day("2026-03-11")},
		{.due = day("2026-03-13")},
		{.due = day("2026-03-17")},
		{.due = day("2026-03-31")},
	};
	struct window w[4];

	(void)state;
	in.progress = p;
	in.tier = TIER_STRATEGIC;
	plan(&in, w);
	assert_day(w[2].arrange_on, "");
	p[1].closed = true;
	p[1].done_on = day("2026-03-12");
	plan(&in, w);
	assert_day(w[2].arrange_on, "2026-03-12");
	in.tier = TIER_KEY; /* a mail needs no date */
	plan(&in, w);
	assert_day(w[2].arrange_on, "");
}

static void test_arranging_is_counted_in_working_days(void **state)
{
	/* d21 Fri 9 Oct: the seventh of October back to the first is closed.
	 */
	struct plan_input in = signed_on("2026-09-18");
	struct window w[4];

	(void)state;
	plan(&in, w);
	assert_day(w[3].arrange_on, "2026-09-24");
}

/* One step, n days after the anchor, moved as said. */
static void check_shift(enum shift shift, enum step_kind kind, int n,
	const char *anchor, const char *due)
{
	const struct step step = {.id = "x",
		.kind = kind,
		.due = n,
		.earliest = n,
		.latest = n,
		.shift = shift,
		.max_shift = CADENCE_NO_MAX_SHIFT,
		.via = VIA_CALL};
	const struct cadence cadence = {
		.name = "x", .steps = &step, .n_steps = 1};
	struct plan_input in = signed_on(anchor);
	struct window w;

	in.cadence = &cadence;
	plan(&in, &w);
	assert_day(w.due, due);
	assert_true(civil_cmp(w.earliest, w.due) <= 0);
	assert_true(civil_cmp(w.due, w.latest) <= 0);
}

static void test_shifts(void **state)
{
	(void)state;
	/* Sat 14 and Sun 15 March; Fri 19 to Sun 21 June is closed. */
	check_shift(
		SHIFT_FORWARD, STEP_ANCHORED, 4, "2026-03-10", "2026-03-16");
	check_shift(SHIFT_BACK, STEP_ANCHORED, 4, "2026-03-10", "2026-03-13");
	check_shift(SHIFT_BACK, STEP_ANCHORED, 5, "2026-03-10", "2026-03-13");
	check_shift(
		SHIFT_NEAREST, STEP_ANCHORED, 4, "2026-03-10", "2026-03-13");
	check_shift(
		SHIFT_NEAREST, STEP_ANCHORED, 5, "2026-03-10", "2026-03-16");
	check_shift(SHIFT_NEAREST, STEP_ANCHORED, 0, "2026-06-20",
		"2026-06-18"); /* equally near: the earlier */
	check_shift(SHIFT_NONE, STEP_ANCHORED, 4, "2026-03-10", "2026-03-14");
	/* +0 from a closed day is the next open one, +1 the one after. */
	check_shift(
		SHIFT_FORWARD, STEP_WORKDAYS, 0, "2026-03-14", "2026-03-16");
	check_shift(
		SHIFT_FORWARD, STEP_WORKDAYS, 1, "2026-03-14", "2026-03-17");
	check_shift(
		SHIFT_FORWARD, STEP_WORKDAYS, 1, "2026-03-13", "2026-03-16");
	check_shift(
		SHIFT_FORWARD, STEP_WORKDAYS, 10, "2026-03-13", "2026-03-27");
	check_shift(
		SHIFT_FORWARD, STEP_WORKDAYS, -5, "2026-03-13", "2026-03-06");
}

/* Soft 13 to 22 March; d3 is the first call. */
static void test_soft_days_are_avoided_while_the_window_lasts(void **state)
{
	struct workcal_day soft[10];
	const struct workcal company = {.days = soft, .n_days = 10};
	struct plan_input in = signed_on("2026-03-10");
	struct window w[4];

	(void)state;
	for (int i = 0; i < 10; i++)
		soft[i] = (struct workcal_day){
			civil_add_days(day("2026-03-13"), i), DAY_SOFT};
	in.days.account.company = &company;
	plan(&in, w);
	assert_day(w[1].due, "2026-03-13"); /* latest, 16th, is soft too */
	assert_day(w[2].due, "2026-03-17"); /* a mail */

	in.tier = TIER_STRATEGIC; /* d7 a meeting, latest 20 March */
	plan(&in, w);
	assert_day(w[2].due, "2026-03-17");

	soft[7].date = soft[6].date; /* the 20th is not soft */
	plan(&in, w);
	assert_day(w[2].due, "2026-03-20");
	assert_int_equal(w[2].moved, MOVED_SOFT);
	in.tier = TIER_KEY;
	plan(&in, w);
	assert_day(w[2].due, "2026-03-17");
}

static void test_only_the_first_call_avoids_soft_days(void **state)
{
	static const struct workcal_day soft[] = {
		{{2026, 3, 11}, DAY_SOFT}, {{2026, 3, 16}, DAY_SOFT}};
	static const struct step steps[] = {
		{.id = "a",
			.due = 1,
			.latest = 3,
			.max_shift = -1,
			.via = VIA_CALL},
		{.id = "b",
			.due = 6,
			.latest = 9,
			.max_shift = -1,
			.via = VIA_CALL},
	};
	const struct cadence calls = {
		.name = "calls", .steps = steps, .n_steps = 2};
	const struct workcal leave = {.days = soft, .n_days = 2};
	struct plan_input in = signed_on("2026-03-10");
	struct window w[2];

	(void)state;
	in.cadence = &calls;
	in.days.rep.leave = &leave;
	plan(&in, w);
	assert_day(w[0].due, "2026-03-12");
	assert_day(w[1].due, "2026-03-16");
}

/* Closed from 11 March for n days. */
static void plan_with_closure(int n, struct window *w)
{
	struct workcal_day closed[80];
	const struct workcal leave = {.days = closed, .n_days = (size_t)n};
	struct plan_input in = signed_on("2026-03-10");

	for (int i = 0; i < n; i++)
		closed[i] = (struct workcal_day){
			civil_add_days(day("2026-03-11"), i), DAY_CLOSED};
	in.days.rep.leave = &leave;
	plan(&in, w);
}

static void test_the_search_ends_after_sixty_days(void **state)
{
	struct window w[4];

	(void)state;
	/* d3, 13 March + 60 = Tue 12 May. */
	plan_with_closure(62, w);
	assert_day(w[1].due, "2026-05-12");
	assert_int_equal(w[1].moved, MOVED_CLOSED);
	plan_with_closure(63, w);
	assert_day(w[1].due, "2026-03-13");
	assert_int_equal(w[1].moved, MOVED_CLOSED | MOVED_NO_OPEN);
}

static void test_years_without_a_list_are_provisional(void **state)
{
	struct plan_input in = signed_on("2026-12-10");
	struct window w[4];

	(void)state;
	plan(&in, w);
	assert_day(w[3].due, "2026-12-31");
	assert_int_equal(w[3].moved, 0);
	in.anchor = day("2026-12-11");
	plan(&in, w);
	assert_int_equal(w[3].moved, MOVED_PROVISIONAL);
	in.days = pair_of(&mon_fri, &de);
	plan(&in, w);
	assert_int_equal(w[3].moved & MOVED_PROVISIONAL, 0);
}

static void test_the_end_of_time_is_refused(void **state)
{
	struct plan_input in = signed_on("9999-12-03");
	struct follow_up_input next = {
		.step = &cadence_find("prospect", 0)->steps[0],
		.last_touch = day("9999-12-20"),
		.via = VIA_CALL,
		.days = pair_of(&mon_fri, &mon_fri),
	};
	struct window w[4];
	struct err err = {0};

	(void)state;
	in.days = pair_of(&mon_fri, &mon_fri);
	assert_int_equal(planner_schedule(&in, w, &err), 0);
	in.anchor = day("9999-12-04");
	assert_int_equal(planner_schedule(&in, w, &err), -ERANGE);
	assert_non_null(err.msgid);
	assert_int_equal(planner_follow_up(&next, w, NULL), -ERANGE);
	next.last_touch = day("9999-12-10");
	assert_int_equal(planner_follow_up(&next, w, NULL), 0);
	assert_day(w[0].latest, "9999-12-31");
}

static void test_follow_up_windows(void **state)
{
	static const struct {
		const char *last, *earliest, *due, *latest;
		unsigned moved;
	} cases[] = {
		/* Mon 2 Mar + 14, + 21. */
		{"2026-03-02", "2026-03-16", "2026-03-16", "2026-03-23", 0},
		/* Sat 7: Sat 21 forward, Sat 28 back. */
		{"2026-03-07", "2026-03-23", "2026-03-23", "2026-03-27",
			MOVED_CLOSED},
		/* Closed at its end: 13 Feb to 20 Feb. */
		{"2026-01-30", "2026-02-13", "2026-02-13", "2026-02-13", 0},
		/* Closed at its beginning: 16 Feb to 23 Feb and to 24 Feb. */
		{"2026-02-02", "2026-02-24", "2026-02-24", "2026-02-27",
			MOVED_CLOSED},
		{"2026-02-03", "2026-02-24", "2026-02-24", "2026-02-24",
			MOVED_CLOSED},
		/* Closed from end to end, grace over a weekend; the make-up
		 * Saturday 28 Feb is no day for a call but one of work. */
		{"2026-02-01", "2026-02-24", "2026-02-24", "2026-02-27",
			MOVED_CLOSED},
		/* Make-up Saturday 14 Feb: no call. */
		{"2026-01-31", "2026-02-24", "2026-02-24", "2026-02-27",
			MOVED_MAKEUP},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct follow_up_input in = {
			.step = &cadence_find("prospect", 0)->steps[0],
			.last_touch = day(cases[i].last),
			.via = VIA_CALL,
			.days = pair_of(&cn, &cn),
		};
		struct window w;

		assert_int_equal(planner_follow_up(&in, &w, NULL), 0);
		assert_day(w.earliest, cases[i].earliest);
		assert_day(w.due, cases[i].due);
		assert_day(w.latest, cases[i].latest);
		assert_int_equal(w.moved, cases[i].moved);
	}
}

static void test_follow_up_by_mail_may_use_a_makeup_day(void **state)
{
	const struct follow_up_input in = {
		.step = &cadence_find("prospect", 0)->steps[0],
		.last_touch = day("2026-01-31"),
		.via = VIA_MAIL,
		.days = pair_of(&cn, &cn),
	};
	struct window w;

	(void)state;
	assert_int_equal(planner_follow_up(&in, &w, NULL), 0);
	assert_day(w.due, "2026-02-14");
	assert_day(w.latest, "2026-02-14");
}

static void test_first_follow_up_call_avoids_soft_days(void **state)
{
	static const struct workcal_day soft[] = {{{2026, 3, 16}, DAY_SOFT}};
	const struct workcal company = {.days = soft, .n_days = 1};
	struct follow_up_input in = {
		.step = &cadence_find("prospect", 0)->steps[0],
		.last_touch = day("2026-03-02"),
		.via = VIA_CALL,
		.first = true,
		.days = pair_of(&cn, &cn),
	};
	struct window w;

	(void)state;
	in.days.rep.company = &company;
	assert_int_equal(planner_follow_up(&in, &w, NULL), 0);
	assert_day(w.due, "2026-03-17");
	assert_int_equal(w.moved, MOVED_SOFT);
	in.first = false;
	assert_int_equal(planner_follow_up(&in, &w, NULL), 0);
	assert_day(w.due, "2026-03-16");
	in.via = VIA_VISIT;
	assert_int_equal(planner_follow_up(&in, &w, NULL), 0);
	assert_day(w.due, "2026-03-17");
}

static void test_missed_after_the_tolerance(void **state)
{
	static const struct {
		const char *step, *latest, *last;
	} cases[] = {
		{"d1", "2026-03-11", "2026-03-16"},
		{"d3", "2026-03-13", "2026-03-18"},
		{"d3", "2026-03-14", "2026-03-18"}, /* from a Saturday */
		{"d7", "2026-03-20", "2026-03-31"},
		{"d21", "2026-04-03", "2026-04-27"}, /* Qingming */
		{"d1", "2026-02-13", "2026-02-25"},  /* make-up Sat counts */
	};
	const struct workcal_side owner = {.national = &cn.cal};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_day(planner_missed_after(
				   cadence_step(greeting(), cases[i].step),
				   day(cases[i].latest), &owner),
			cases[i].last);
	assert_day(planner_missed_after(&cadence_find("prospect", 0)->steps[0],
			   day("2026-03-11"), &owner),
		"");
}

static void test_leave_is_not_counted_as_lateness(void **state)
{
	struct workcal_day away[70];
	struct workcal leave = {.days = away, .n_days = 3};
	const struct workcal_side owner = {
		.leave = &leave, .national = &cn.cal};
	const struct step *d1 = cadence_step(greeting(), "d1");

	(void)state;
	for (int i = 0; i < 70; i++)
		away[i] = (struct workcal_day){
			civil_add_days(day("2026-03-12"), i), DAY_CLOSED};
	assert_day(planner_missed_after(d1, day("2026-03-11"), &owner),
		"2026-03-18");
	leave.n_days = 70; /* not missed while away */
	assert_day(planner_missed_after(d1, day("2026-03-11"), &owner), "");
}

/* What must hold for every plan. */
static void check_plan(const struct plan_input *in)
{
	const struct cadence *c = in->cadence;
	struct window w[4];

	plan(in, w);
	for (size_t k = 0; k < c->n_steps; k++) {
		bool makeup =
			cadence_via_makeup(cadence_via(&c->steps[k], in->tier));
		unsigned excused = MOVED_MAX_SHIFT | MOVED_NO_OPEN;

		if (civil_cmp(w[k].earliest, w[k].due) > 0 ||
			civil_cmp(w[k].due, w[k].latest) > 0)
			fail_msg("signed %s, %s: not in its window",
				CIVIL_STR(in->anchor), c->steps[k].id);
		if (!(w[k].moved & excused) &&
			!workcal_open(&in->days, w[k].due, makeup))
			fail_msg("signed %s, %s: on closed %s",
				CIVIL_STR(in->anchor), c->steps[k].id,
				CIVIL_STR(w[k].due));
		if (k > 0 && civil_between(w[k - 1].due, w[k].due) <
				     c->steps[k].floor)
			fail_msg("signed %s, %s: below its floor",
				CIVIL_STR(in->anchor), c->steps[k].id);
		if (((w[k].moved & ~(unsigned)MOVED_PROVISIONAL) == 0) !=
			(civil_cmp(w[k].nominal, w[k].due) == 0))
			fail_msg("signed %s, %s: moved without a reason, or "
				 "a reason without a move",
				CIVIL_STR(in->anchor), c->steps[k].id);
	}
}

static void test_every_signing_day_of_twenty_years(void **state)
{
	const struct calfile *const calendars[] = {&cn, &de, &mon_fri};
	struct civil_date last = day("2040-12-31");

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(calendars); i++)
		for (int tier = 0; tier < TIER_N; tier++)
			for (struct civil_date d = day("2020-01-01");
				civil_cmp(d, last) <= 0;
				d = civil_add_days(d, 1)) {
				struct plan_input in = {
					.cadence = greeting(),
					.anchor = d,
					.tier = (enum tier)tier,
					.days = pair_of(&cn, calendars[i]),
				};

				check_plan(&in);
				in.days = pair_of(calendars[i], calendars[i]);
				check_plan(&in);
			}
}

static void test_every_follow_up_of_twenty_years(void **state)
{
	struct follow_up_input in = {
		.step = &cadence_find("prospect", 0)->steps[0],
		.via = VIA_CALL,
		.days = pair_of(&cn, &de),
	};
	struct civil_date last = day("2040-12-31");

	(void)state;
	for (in.last_touch = day("2020-01-01");
		civil_cmp(in.last_touch, last) <= 0;
		in.last_touch = civil_add_days(in.last_touch, 1)) {
		struct window w;

		assert_int_equal(planner_follow_up(&in, &w, NULL), 0);
		assert_true(workcal_open(&in.days, w.due, false));
		assert_true(civil_between(in.last_touch, w.due) >= 14);
		assert_true(civil_cmp(w.earliest, w.due) <= 0);
		assert_true(civil_cmp(w.due, w.latest) <= 0);
	}
}

static void test_cadences_are_found(void **state)
{
	(void)state;
	assert_ptr_equal(cadence_find("1-3-7-21", 0), greeting());
	assert_null(cadence_find("1-3-7-21", 2));
	assert_null(cadence_find("1-3-7", 0));
	assert_ptr_equal(
		cadence_step(greeting(), "d21"), &greeting()->steps[3]);
	assert_null(cadence_step(greeting(), "d2"));
	assert_true(cadence_is_arranged(&greeting()->steps[2], TIER_STRATEGIC));
	assert_false(cadence_is_arranged(&greeting()->steps[2], TIER_KEY));
	assert_true(cadence_is_arranged(&greeting()->steps[3], TIER_ORDINARY));
	assert_true(cadence_via_makeup(VIA_CHAT));
	assert_false(cadence_via_makeup(VIA_EVENT));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_engine_vectors),
		cmocka_unit_test(test_shipped_vectors),
		cmocka_unit_test(test_windows_are_shifted_forward),
		cmocka_unit_test(test_max_shift),
		cmocka_unit_test(test_makeup_day_is_named_as_the_reason),
		cmocka_unit_test(test_a_late_step_pushes_the_next_by_its_floor),
		cmocka_unit_test(test_what_is_planned_never_moves_earlier),
		cmocka_unit_test(test_pinned_days_stay),
		cmocka_unit_test(test_skipped_steps_count_by_their_due),
		cmocka_unit_test(test_strategic_d7_is_arranged_when_d3_closes),
		cmocka_unit_test(test_arranging_is_counted_in_working_days),
		cmocka_unit_test(test_shifts),
		cmocka_unit_test(
			test_soft_days_are_avoided_while_the_window_lasts),
		cmocka_unit_test(test_only_the_first_call_avoids_soft_days),
		cmocka_unit_test(test_the_search_ends_after_sixty_days),
		cmocka_unit_test(test_years_without_a_list_are_provisional),
		cmocka_unit_test(test_the_end_of_time_is_refused),
		cmocka_unit_test(test_follow_up_windows),
		cmocka_unit_test(test_follow_up_by_mail_may_use_a_makeup_day),
		cmocka_unit_test(test_first_follow_up_call_avoids_soft_days),
		cmocka_unit_test(test_missed_after_the_tolerance),
		cmocka_unit_test(test_leave_is_not_counted_as_lateness),
		cmocka_unit_test(test_every_signing_day_of_twenty_years),
		cmocka_unit_test(test_every_follow_up_of_twenty_years),
		cmocka_unit_test(test_cadences_are_found),
	};

	return cmocka_run_group_tests_name(
		"planner", tests, load_calendars, drop_calendars);
}
