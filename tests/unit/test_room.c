/* How many parcels may be under way. */
#include "storefix.h"

#include "daemon/room.h"

static const struct carrier_kind many = {.least = 128, .most = 512};
static const struct carrier_kind few = {.most = 2};

static void land(struct room *room, int n, int64_t from_us, int64_t each_us)
{
	for (int i = 1; i <= n; i++)
		room_landed(room, from_us + i * each_us);
}

static void test_grows_with_what_lands(void **state)
{
	struct room room = {0};

	(void)state;
	assert_int_equal(room_size(&room, &many), many.least);
	assert_int_equal(room_size(&room, &few), 2);
	/* 120 in 20 ms are 300 in 50. */
	land(&room, 1000, 1000000, ROOM_US / 120);
	assert_in_range(room_size(&room, &many), 290, 310);
	land(&room, 60000, 2000000, 1);
	assert_int_equal(room_size(&room, &many), many.most);
}

static void test_a_slow_receiver_gets_little(void **state)
{
	struct room room = {0};

	(void)state;
	land(&room, 60000, 0, 1);
	land(&room, 3, 1000000, 1000000);
	assert_int_equal(room_size(&room, &many), many.least);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_grows_with_what_lands),
		cmocka_unit_test(test_a_slow_receiver_gets_little),
	};

	return cmocka_run_group_tests_name("room", tests, NULL, NULL);
}
