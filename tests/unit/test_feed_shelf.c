/* Which subscriptions are kept, and which make room. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "web/feed_shelf.h"

#include <stdio.h>
#include <stdlib.h>

static struct feed_shelf shelf;

static int set_up(void **state)
{
	(void)state;
	feed_shelf_init(&shelf);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	feed_shelf_done(&shelf);
	assert_int_equal(shelf.n, 0);
	assert_int_equal(shelf.bytes, 0);
	return 0;
}

static char *name(char buf[static SECRET_HASH], int i)
{
	(void)snprintf(buf, SECRET_HASH, "%064x", (unsigned)i * 2654435761u);
	return buf;
}

static struct shelf_feed *find(int i)
{
	char buf[SECRET_HASH];

	return feed_shelf_find(&shelf, name(buf, i));
}

static struct shelf_feed *add(int i)
{
	char buf[SECRET_HASH];
	struct shelf_feed *feed = feed_shelf_add(&shelf, name(buf, i));

	assert_non_null(feed);
	return feed;
}

static void fill(struct shelf_feed *feed, size_t bytes)
{
	struct feed_answers answers = {
		.plain = reply_text(REPLY_OK, "x"), .bytes = bytes};

	feed_shelf_fill(&shelf, feed, &answers);
	assert_null(answers.plain);
}

static void test_found_by_hash(void **state)
{
	(void)state;
	for (int i = 0; i < SHELF_MAX; i++)
		(void)add(i);
	for (int i = 0; i < SHELF_MAX; i++)
		assert_non_null(find(i));
	assert_null(find(SHELF_MAX));
	feed_shelf_remove(&shelf, find(7));
	assert_null(find(7));
}

static void test_the_longest_unused_goes_first(void **state)
{
	(void)state;
	for (int i = 0; i < SHELF_MAX; i++)
		(void)add(i);
	feed_shelf_use(&shelf, find(0));
	(void)add(SHELF_MAX);
	assert_non_null(find(0));
	assert_null(find(1));
	assert_int_equal(shelf.n, SHELF_MAX);
}

static void test_answers_make_room_and_their_feeds_stay(void **state)
{
	const size_t third = SHELF_BYTES_MAX / 3;

	(void)state;
	for (int i = 0; i < 3; i++)
		fill(add(i), third);
	feed_shelf_use(&shelf, find(0));
	fill(add(3), third);
	assert_non_null(find(0)->answers.plain);
	assert_null(find(1)->answers.plain);
	assert_non_null(find(2)->answers.plain);
	assert_int_equal(shelf.bytes, 3 * third);
	/* The same feed again takes no more room. */
	fill(find(3), third);
	assert_int_equal(shelf.bytes, 3 * third);
	assert_non_null(find(2)->answers.plain);
	/* One that is larger than all is kept alone. */
	fill(find(1), 2 * SHELF_BYTES_MAX);
	assert_non_null(find(1)->answers.plain);
	assert_int_equal(shelf.bytes, 2 * SHELF_BYTES_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_found_by_hash, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_the_longest_unused_goes_first, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_answers_make_room_and_their_feeds_stay, set_up,
			tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
