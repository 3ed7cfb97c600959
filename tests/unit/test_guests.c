/* Connections by their last step, and who has taken too long. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "web/guests.h"

#include <sys/socket.h>
#include <unistd.h>

static void open_pair(int pair[2])
{
	assert_int_equal(
		socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
}

static void close_pair(const int pair[2])
{
	close(pair[0]);
	close(pair[1]);
}

/* Bytes that trickle in do not count; a step does. */
static void test_who_is_slow_is_shut_down(void **state)
{
	struct guests guests = {.max = 8};
	struct guest *slow, *busy;
	int a[2], b[2];
	char byte;

	(void)state;
	open_pair(a);
	open_pair(b);
	slow = guests_add(&guests, a[0], 1000);
	busy = guests_add(&guests, b[0], 1000);
	assert_int_equal(write(a[1], "G", 1), 1);
	guests_touch(&guests, busy, 1060);
	assert_int_equal(guests_expire(&guests, 1119), 0);
	assert_int_equal(guests_expire(&guests, 1120), 1);
	assert_int_equal(read(a[1], &byte, 1), 0);
	assert_int_equal(guests_expire(&guests, 1121), 0);
	guests_remove(&guests, slow);
	assert_int_equal(guests_expire(&guests, 1180), 1);
	assert_int_equal(read(b[1], &byte, 1), 0);
	guests_remove(&guests, busy);
	assert_int_equal(guests.n, 0);
	assert_null(guests.oldest);
	assert_null(guests.newest);
	close_pair(a);
	close_pair(b);
}

static void test_beyond_the_limit_is_surplus(void **state)
{
	struct guests guests = {.max = 2};
	struct guest *all[3];

	(void)state;
	for (int i = 0; i < 3; i++) {
		all[i] = guests_add(&guests, -1, i);
		assert_int_equal(all[i]->is_surplus, i == 2);
	}
	guests_remove(&guests, all[1]);
	guests_remove(&guests, all[0]);
	all[0] = guests_add(&guests, -1, 5);
	assert_false(all[0]->is_surplus);
	guests_remove(&guests, all[2]);
	guests_remove(&guests, all[0]);
	guests_touch(&guests, NULL, 0);
	guests_remove(&guests, NULL);
	assert_int_equal(guests.n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_who_is_slow_is_shut_down),
		cmocka_unit_test(test_beyond_the_limit_is_surplus),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
