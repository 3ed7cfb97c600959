/* Lanes: what robots share, and what a clock that was set changes. */
#include "storefix.h"

#include "daemon/lane.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { NOW = 1700000000, SET_BY_S = 29 * 60 };
static const int64_t second_us = 1000000;
static char secrets[96];
static struct lane *lanes;

static void write_secret(const char *name, const char *path)
{
	AUTO_CLOSE int fd = -1;
	char file[160];

	snprintf(file, sizeof(file), "%s/%s", secrets, name);
	fd = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(fd >= 0);
	assert_true(
		dprintf(fd, "{\"url\": \"https://example.com/%s\"}", path) > 0);
}

static int setup(void **state)
{
	struct fix *f;

	fix_setup(state);
	f = *state;
	snprintf(secrets, sizeof(secrets), "%s/secrets", f->folder);
	assert_int_equal(mkdir(secrets, 0700), 0);
	fix_sql(f->path,
		"INSERT INTO channel (id, rev, created_at, name, kind,"
		" audience, on_uncertain, max_age_s, is_paused, rate) VALUES"
		" (1, 1, 0, 'sales', 'slack', 'room', 'resend', 9, 0, '6/60'),"
		" (2, 1, 0, 'chiefs', 'slack', 'room', 'resend', 9, 0, NULL),"
		" (3, 1, 0, 'other', 'slack', 'room', 'resend', 9, 0, NULL),"
		" (4, 1, 0, 'hook', 'webhook', 'private', 'resend', 9, 0,"
		"  '9/9'),"
		" (5, 1, 0, 'wecom', 'wecom', 'room', 'resend', 9, 0, NULL),"
		" (6, 1, 0, 'slow', 'wecom', 'room', 'resend', 9, 0,"
		"  '600/60'),"
		" (7, 1, 0, 'fast', 'wecom', 'room', 'resend', 9, 0,"
		"  '1000/1')");
	write_secret("wecom", "wecom");
	write_secret("slow", "slow");
	write_secret("fast", "fast");
	write_secret("sales", "robot");
	write_secret("chiefs", "robot");
	write_secret("other", "another");
	write_secret("hook", "hook");
	return 0;
}

static int teardown(void **state)
{
	for (struct lane *next; lanes; lanes = next) {
		next = lanes->next;
		lane_free(lanes);
	}
	return fix_teardown(state);
}

static struct lane_context at(struct fix *f, int64_t now, int64_t now_us)
{
	return (struct lane_context){.db = f->db,
		.secrets = secrets,
		.lanes = lanes,
		.now = now,
		.now_us = now_us};
}

static struct lane *add(struct fix *f, const char *name)
{
	struct lane_context context = at(f, NOW, 0);
	struct lane *lane;

	OK(f, lane_new(&context, name, &lane, &f->err));
	lane->next = lanes;
	lanes = lane;
	lane_push(lane, &(struct lane_item){.message_id = 1, .rep_id = 1}, NOW);
	lane_push(lane, &(struct lane_item){.message_id = 2, .rep_id = 2}, NOW);
	return lane;
}

/* How long until the lane may send; 0: it did. */
static int64_t send_one(struct lane *lane, int64_t now_us)
{
	struct lane_item item;
	int64_t wait;

	return lane_pick(lane,
		       &(struct lane_moment){
			       .now = NOW, .now_us = now_us, .until = NOW},
		       &item, &wait)
		       ? 0
		       : wait;
}

static void test_one_robot_has_one_rate(void **state)
{
	struct fix *f = *state;
	struct lane *sales = add(f, "sales"), *chiefs = add(f, "chiefs");
	struct lane *other = add(f, "other");

	assert_int_equal(send_one(sales, 0), 0);
	assert_int_equal(send_one(other, 0), 0);
	/* The slower rate is that of the robot: six a minute. */
	assert_int_equal(send_one(chiefs, 0), 10 * second_us);
	lane_stayed(sales, 1);
	assert_int_equal(send_one(chiefs, 0), 0);
	assert_int_equal(send_one(sales, 0), 10 * second_us);
}

/* 1000 a second are fifty in a twentieth of it. */
static void test_no_burst_is_one_at_once_or_a_moment_s(void **state)
{
	static const struct {
		const char *channel;
		int64_t burst;
	} cases[] = {{"wecom", 1}, {"slow", 1}, {"fast", 50}};
	struct fix *f = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(add(f, cases[i].channel)->rates[0].limit.burst,
			cases[i].burst);
}

static void test_what_a_robot_asks_for_holds_all(void **state)
{
	struct fix *f = *state;
	struct lane *sales = add(f, "sales"), *chiefs = add(f, "chiefs");

	lane_learn(sales,
		&(struct carrier_result){
			.class = CARRIER_LIMITED, .retry_after_ms = 600 * 1000},
		NOW, 0);
	assert_int_equal(send_one(chiefs, 0), 600 * second_us);
}

static void test_another_address_is_another_robot(void **state)
{
	struct fix *f = *state;
	struct lane *sales = add(f, "sales"), *chiefs = add(f, "chiefs");
	struct lane_context context = at(f, NOW, 0);

	write_secret("chiefs", "another");
	OK(f, lane_refresh(chiefs, &context, true, &f->err));
	assert_int_equal(send_one(sales, 0), 0);
	assert_int_equal(send_one(chiefs, 0), 0);
}

/* What a file named in the secret holds may be new; whoever is busy when
 * asked to look reads it once that has come back. */
static void test_who_is_busy_is_opened_anew_behind_it(void **state)
{
	struct fix *f = *state;
	struct lane *lane = add(f, "other");
	struct lane_context context = at(f, NOW, 0);

	assert_int_equal(send_one(lane, 0), 0);
	assert_true(send_one(lane, 0) > 0);
	OK(f, lane_refresh(lane, &context, true, &f->err));
	lane_landed(lane, 1);
	assert_true(send_one(lane, 0) > 0);
	OK(f, lane_refresh(lane, &context, false, &f->err));
	assert_int_equal(send_one(lane, 0), 0);
}

/* Which of the two clocks goes on decides: time that passes is no reason. */
static void test_a_clock_that_was_set_is_tried_at_once(void **state)
{
	static const struct {
		int64_t now, now_us;
		bool is_tried;
	} cases[] = {
		{NOW + SET_BY_S, SET_BY_S * 1000000LL, false},
		{NOW + SET_BY_S, 0, true},
		{NOW - SET_BY_S, 0, true},
		{NOW + 2, 0, false},
	};
	struct fix *f = *state;
	struct lane *sales = add(f, "sales");

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct lane_context context = at(f, NOW, 0);

		OK(f, lane_refresh(sales, &context, true, &f->err));
		lane_pause(sales, "the clock is wrong", NOW);
		context = at(f, cases[i].now, cases[i].now_us);
		OK(f, lane_refresh(sales, &context, false, &f->err));
		assert_int_equal(sales->state.probe_at <= cases[i].now,
			cases[i].is_tried);
	}
}

static bool is_given(struct lane *lane, int64_t now, int64_t until)
{
	struct lane_item item;
	int64_t wait;
	bool is_given = lane_pick(lane,
		&(struct lane_moment){.now = now, .now_us = 0, .until = until},
		&item, &wait);

	if (is_given)
		lane_stayed(lane, item.message_id);
	return is_given;
}

static void push_only(struct lane *lane, int64_t not_before)
{
	lane_clear(lane);
	lane_push(lane,
		&(struct lane_item){
			.message_id = 3, .rep_id = 3, .not_before = not_before},
		NOW);
}

/* Until it leaves it is claimed: of that a receiver must know a repeat. */
static void test_ahead_of_its_time(void **state)
{
	struct fix *f = *state;
	struct lane *hook = add(f, "hook"), *other = add(f, "other");

	push_only(hook, NOW + 1);
	assert_false(is_given(hook, NOW, NOW));
	assert_true(is_given(hook, NOW, NOW + 1));
	push_only(hook, NOW + 2);
	assert_false(is_given(hook, NOW, NOW + 1));
	push_only(other, NOW + 1);
	assert_false(is_given(other, NOW, NOW + 1));
	push_only(other, NOW + 1);
	assert_true(is_given(other, NOW + 1, NOW + 1));
	push_only(hook, NOW + 1);
	lane_pause(hook, "it is broken", NOW);
	hook->state.probe_at = NOW;
	assert_false(is_given(hook, NOW, NOW + 1));
	push_only(hook, NOW);
	assert_true(is_given(hook, NOW, NOW + 1));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_one_robot_has_one_rate),
		TEST(test_no_burst_is_one_at_once_or_a_moment_s),
		TEST(test_what_a_robot_asks_for_holds_all),
		TEST(test_another_address_is_another_robot),
		TEST(test_who_is_busy_is_opened_anew_behind_it),
		TEST(test_a_clock_that_was_set_is_tried_at_once),
		TEST(test_ahead_of_its_time),
	};

	return cmocka_run_group_tests_name("lane", tests, NULL, NULL);
}
