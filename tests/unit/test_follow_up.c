/* Prospects: the window between two follow-ups. */
#include "core/planner.h"

#include "corefix.h"

#define FOLLOW_UP (cadence_find("prospect", 1)->steps)

static const struct {
	const char *last, *earliest, *due, *latest;
	unsigned moved;
} windows[] = {
	/* Mon 2 Mar + 14, + 21. */
	{"2026-03-02", "2026-03-16", "2026-03-16", "2026-03-23", 0},
	/* Sat 7: Sat 21 forward, Sat 28 back. */
	{"2026-03-07", "2026-03-23", "2026-03-23", "2026-03-27", MOVED_CLOSED},
	/* Closed at its end: 13 Feb to 20 Feb. */
	{"2026-01-30", "2026-02-13", "2026-02-13", "2026-02-13", 0},
	/* Closed but for its last day: 17 Feb to 24 Feb. */
	{"2026-02-03", "2026-02-24", "2026-02-24", "2026-02-24", MOVED_CLOSED},
	/* Closed from end to end, 16 Feb to 23 Feb: three days of grace. */
	{"2026-02-02", "2026-02-24", "2026-02-24", "2026-02-27", MOVED_CLOSED},
	{"2026-02-01", "2026-02-24", "2026-02-24", "2026-02-27", MOVED_CLOSED},
	/* Make-up Saturday 14 Feb: no call. */
	{"2026-01-31", "2026-02-24", "2026-02-24", "2026-02-27", MOVED_MAKEUP},
};

static void test_follow_up_windows(void **state)
{

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(windows); i++) {
		const struct follow_up_input in = {
			.step = FOLLOW_UP,
			.last_touch = day(windows[i].last),
			.via = VIA_CALL,
			.days = corefix_pair(&corefix_cn, &corefix_cn),
		};
		struct window w;

		assert_int_equal(planner_follow_up(&in, &w, NULL), 0);
		assert_day(w.earliest, windows[i].earliest);
		assert_day(w.due, windows[i].due);
		assert_day(w.latest, windows[i].latest);
		assert_int_equal(w.moved, windows[i].moved);
	}
}

static void test_follow_up_by_mail_may_use_a_makeup_day(void **state)
{
	const struct follow_up_input in = {
		.step = FOLLOW_UP,
		.last_touch = day("2026-01-31"),
		.via = VIA_MAIL,
		.days = corefix_pair(&corefix_cn, &corefix_cn),
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
		.step = FOLLOW_UP,
		.last_touch = day("2026-03-02"),
		.via = VIA_CALL,
		.first = true,
		.days = corefix_pair(&corefix_cn, &corefix_cn),
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

static void test_follow_up_with_no_open_day(void **state)
{
	struct workcal_day away[100];
	const struct workcal leave = {.days = away, .n_days = 100};
	struct follow_up_input in = {
		.step = FOLLOW_UP,
		.last_touch = day("2026-03-02"),
		.via = VIA_CALL,
		.days = corefix_pair(&corefix_cn, &corefix_cn),
	};
	struct window w;

	(void)state;
	for (int i = 0; i < 100; i++)
		away[i] = (struct workcal_day){
			civil_add_days(day("2026-03-02"), i), DAY_CLOSED};
	in.days.rep.leave = &leave;
	assert_int_equal(planner_follow_up(&in, &w, NULL), 0);
	assert_day(w.due, "2026-03-16");
	assert_day(w.latest, "2026-03-23");
	assert_int_equal(w.moved, MOVED_CLOSED | MOVED_NO_OPEN);
}

static const struct {
	const char *last, *later, *earlier, *from, *to;
} greetings[] = {
	/* Thu 12, Fri 13 Feb: no call on the make-up Saturday. */
	{"2026-02-02", "2026-02-13", "2026-02-12", "2026-02-15", "2026-02-23"},
	{"2026-02-01", "2026-02-13", "2026-02-12", "2026-02-15", "2026-02-23"},
	/* The window begins on that Saturday. */
	{"2026-01-31", "2026-02-13", "2026-02-12", "2026-02-15", "2026-02-23"},
	/* A day of the window is open. */
	{.last = "2026-01-30"},
	{.last = "2026-02-03"},
	{.last = "2026-03-07"},
};

static void assert_day_or_none(struct civil_date date, const char *expected)
{
	if (expected)
		assert_day(date, expected);
	else
		assert_true(civil_is_none(date));
}

static void test_greeting_before_a_closed_window(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(greetings); i++) {
		const struct follow_up_input in = {
			.step = FOLLOW_UP,
			.last_touch = day(greetings[i].last),
			.via = VIA_CALL,
			.days = corefix_pair(&corefix_cn, &corefix_cn),
		};
		struct window w;
		struct greet greet;

		assert_int_equal(planner_follow_up(&in, &w, NULL), 0);
		assert_int_equal(
			planner_greet(FOLLOW_UP, &w, &in.days, false, &greet),
			greetings[i].later != NULL);
		assert_day_or_none(greet.on[0], greetings[i].later);
		assert_day_or_none(greet.on[1], greetings[i].earlier);
		assert_day_or_none(greet.closed_from, greetings[i].from);
		assert_day_or_none(greet.closed_to, greetings[i].to);
	}
}

/* A mail may go on the make-up Saturday. */
static void test_greeting_by_mail(void **state)
{
	const struct workcal_pair days = corefix_pair(&corefix_cn, &corefix_cn);
	const struct window w = {
		.nominal = day("2026-02-16"), .earliest = day("2026-02-24")};
	struct greet greet;

	(void)state;
	assert_true(planner_greet(FOLLOW_UP, &w, &days, true, &greet));
	assert_day(greet.on[0], "2026-02-14");
	assert_day(greet.on[1], "2026-02-13");
}

/* Away from the day after the contact on: whom was spoken to just now is not
 * greeted for the holiday. */
static void test_no_greeting_up_to_the_contact(void **state)
{
	struct workcal_day away[30];
	const struct workcal leave = {.days = away, .n_days = 30};
	struct workcal_pair days = corefix_pair(&corefix_cn, &corefix_cn);
	const struct window w = {
		.nominal = day("2026-03-16"), .earliest = day("2026-04-03")};
	struct greet greet;

	(void)state;
	for (int i = 0; i < 30; i++)
		away[i] = (struct workcal_day){
			civil_add_days(day("2026-03-04"), i), DAY_CLOSED};
	days.rep.leave = &leave;
	assert_true(planner_greet(FOLLOW_UP, &w, &days, false, &greet));
	assert_day(greet.on[0], "2026-03-03");
	assert_true(civil_is_none(greet.on[1]));
}

static void test_every_follow_up_of_twenty_years(void **state)
{
	struct follow_up_input in = {
		.step = FOLLOW_UP,
		.via = VIA_CALL,
		.days = corefix_pair(&corefix_cn, &corefix_de),
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_follow_up_windows),
		cmocka_unit_test(test_follow_up_by_mail_may_use_a_makeup_day),
		cmocka_unit_test(test_first_follow_up_call_avoids_soft_days),
		cmocka_unit_test(test_follow_up_with_no_open_day),
		cmocka_unit_test(test_greeting_before_a_closed_window),
		cmocka_unit_test(test_greeting_by_mail),
		cmocka_unit_test(test_no_greeting_up_to_the_contact),
		cmocka_unit_test(test_every_follow_up_of_twenty_years),
	};

	return cmocka_run_group_tests_name(
		"follow-ups", tests, corefix_load, corefix_drop);
}
