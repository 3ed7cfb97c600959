/* The kernel's timer, as the installed nudged uses it. */
#include "daemon/timer.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/clock.h"

static int64_t woken_us;

static void on_wake(void *userdata)
{
	woken_us = clock_now_us();
	assert_int_equal(sd_event_exit(userdata, 0), 0);
}

/* The instant at which a timer set to at wakes. */
static int64_t wake_of(int64_t at)
{
	sd_event *event;
	struct timer *timer;

	assert_int_equal(sd_event_new(&event), 0);
	assert_int_equal(timer_new(event, on_wake, event, &timer), 0);
	assert_int_equal(timer_set(timer, INT64_MAX), 0);
	assert_int_equal(timer_set(timer, at), 0);
	assert_int_equal(sd_event_loop(event), 0);
	timer_free(timer);
	sd_event_unref(event);
	return woken_us;
}

static void test_timer_wakes_when_the_second_begins(void **state)
{
	int64_t at = clock_now() + 1;

	(void)state;
	assert_true(wake_of(at) >= at * 1000000);
}

static void test_timer_wakes_at_once_for_the_past(void **state)
{
	(void)state;
	assert_true(wake_of(clock_now() - 86400) > 0);
	assert_true(wake_of(0) > 0);
	assert_true(wake_of(-1) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_timer_wakes_when_the_second_begins),
		cmocka_unit_test(test_timer_wakes_at_once_for_the_past),
	};

	return cmocka_run_group_tests_name("timer", tests, NULL, NULL);
}
