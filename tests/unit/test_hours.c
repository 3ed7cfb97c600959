/* Quiet hours: within a day, over midnight, over a change of the clock.
 * Needs the package tzdata. */
#include "core/hours.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

static void need_tzdata(void)
{
	if (access(ZONE_FOLDER "/Europe/Berlin", R_OK) < 0)
		skip();
}

/* Hours and minutes on one local day in Berlin. */
static int64_t at(struct civil_date date, int hour, int minute)
{
	const struct zone *zone = NULL;

	assert_int_equal(zone_find("Europe/Berlin", &zone, NULL), 0);
	return zone_instant(zone, date, hour * 60 + minute);
}

static int64_t quiet_until(int from, int to, int64_t now)
{
	const struct zone *zone = NULL;

	assert_int_equal(zone_find("Europe/Berlin", &zone, NULL), 0);
	return hours_quiet_until(zone, from, to, now);
}

static const struct civil_date tuesday = {2026, 3, 10};
static const struct civil_date wednesday = {2026, 3, 11};

static void test_over_midnight(void **state)
{
	enum { FROM = 20 * 60, TO = 7 * 60 + 30 };

	(void)state;
	need_tzdata();
	assert_int_equal(quiet_until(FROM, TO, at(tuesday, 19, 59)),
		at(tuesday, 19, 59));
	assert_int_equal(quiet_until(FROM, TO, at(tuesday, 20, 0)),
		at(wednesday, 7, 30));
	assert_int_equal(quiet_until(FROM, TO, at(tuesday, 20, 0) - 1),
		at(tuesday, 20, 0) - 1);
	assert_int_equal(quiet_until(FROM, TO, at(wednesday, 0, 0)),
		at(wednesday, 7, 30));
	assert_int_equal(quiet_until(FROM, TO, at(wednesday, 7, 30) - 1),
		at(wednesday, 7, 30));
	assert_int_equal(quiet_until(FROM, TO, at(wednesday, 7, 30)),
		at(wednesday, 7, 30));
}

static void test_within_a_day(void **state)
{
	enum { FROM = 12 * 60, TO = 13 * 60 };

	(void)state;
	need_tzdata();
	assert_int_equal(quiet_until(FROM, TO, at(tuesday, 11, 59)),
		at(tuesday, 11, 59));
	assert_int_equal(
		quiet_until(FROM, TO, at(tuesday, 12, 0)), at(tuesday, 13, 0));
	assert_int_equal(
		quiet_until(FROM, TO, at(tuesday, 13, 0)), at(tuesday, 13, 0));
}

static void test_no_quiet_hours(void **state)
{
	int64_t night;

	(void)state;
	need_tzdata();
	night = at(tuesday, 3, 0);
	assert_int_equal(quiet_until(-1, 7 * 60, night), night);
	assert_int_equal(quiet_until(20 * 60, -1, night), night);
	assert_int_equal(quiet_until(3 * 60, 3 * 60, night), night);
}

/* 29 March has no 2:30; 25 October has two. */
static void test_over_a_change_of_the_clock(void **state)
{
	static const struct civil_date spring = {2026, 3, 29};
	static const struct civil_date autumn = {2026, 10, 25};
	enum { FROM = 22 * 60, TO = 2 * 60 + 30 };
	int64_t first;

	(void)state;
	need_tzdata();
	first = at(autumn, 2, 30);
	assert_int_equal(
		quiet_until(FROM, TO, at(spring, 1, 59)), at(spring, 3, 0));
	assert_int_equal(quiet_until(FROM, TO, first - 1), first);
	/* The second 2:10: the end has been. */
	assert_int_equal(
		quiet_until(FROM, TO, first + 40 * 60), first + 40 * 60);
}

static int forget(void **state)
{
	(void)state;
	zone_forget_all();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_over_midnight),
		cmocka_unit_test(test_within_a_day),
		cmocka_unit_test(test_no_quiet_hours),
		cmocka_unit_test(test_over_a_change_of_the_clock),
	};

	return cmocka_run_group_tests_name("hours", tests, NULL, forget);
}
