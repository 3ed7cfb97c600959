/* The bell, and what nudged concludes from it and from the WAL. */
#include "storefix.h"

#include "store/bell.h"
#include "store/watch.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

struct watching {
	struct fix *f;
	struct watch watch;
};

static int setup(void **state)
{
	struct watching *w = calloc(1, sizeof(*w));

	assert_non_null(w);
	fix_setup(state);
	w->f = *state;
	OK(w->f, watch_init(&w->watch, w->f->path, &w->f->err));
	*state = w;
	return 0;
}

static int teardown(void **state)
{
	struct watching *w = *state;
	void *fix = w->f;

	watch_done(&w->watch);
	free(w);
	return fix_teardown(&fix);
}

static const char *beside(const struct watching *w, const char *suffix)
{
	static char path[100];

	(void)snprintf(path, sizeof(path), "%s%s", w->f->path, suffix);
	return path;
}

static void touch(const char *path)
{
	AUTO_CLOSE int fd = -1;

	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, "x", 1, 0), 1);
}

static void test_nothing_happens(void **state)
{
	struct watching *w = *state;

	assert_int_equal(watch_read(&w->watch, 0), 0);
	assert_true(watch_next_us(&w->watch) == WATCH_NEVER);
	assert_int_equal(watch_tick(&w->watch, INT64_MAX - 1), 0);
}

static void test_a_bell_is_one_look(void **state)
{
	struct watching *w = *state;
	AUTO_CLOSE int fd = -1;

	bell_ring(w->f->path, 0660, &fd);
	assert_int_equal(watch_read(&w->watch, 5), WATCH_LOOK);
	assert_true(watch_next_us(&w->watch) == WATCH_NEVER);
	assert_int_equal(watch_read(&w->watch, 6), 0);
	bell_ring(w->f->path, 0660, &fd);
	assert_int_equal(watch_read(&w->watch, 7), WATCH_LOOK);
}

static void test_a_bell_never_grows_and_returns(void **state)
{
	struct watching *w = *state;
	AUTO_CLOSE int fd = -1;
	AUTO_CLOSE int none = -1;
	AUTO_CLOSE int anew = -1;
	struct stat st;

	for (int i = 0; i < 100; i++)
		bell_ring(w->f->path, 0660, &fd);
	assert_int_equal(stat(beside(w, ".bell"), &st), 0);
	assert_int_equal(st.st_size, 1);
	unlink(beside(w, ".bell"));
	assert_int_equal(watch_read(&w->watch, 0), WATCH_LOOK);
	bell_ring(w->f->path, 0640, &anew);
	assert_int_equal(watch_read(&w->watch, 0), WATCH_LOOK);
	assert_int_equal(stat(beside(w, ".bell"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0640);
	bell_ring("/nonexistent/n.db", 0660, &none);
	assert_int_equal(none, -1);
}

static void test_a_commit_without_its_bell_is_a_commit(void **state)
{
	struct watching *w = *state;

	unlink(beside(w, ".bell"));
	assert_int_equal(mkdir(beside(w, ".bell"), 0700), 0);
	IN_TXN(w->f,
		OK(w->f, db_run(w->f->db, "INSERT INTO meta VALUES ('a', 'b')",
				 &w->f->err)));
	assert_int_equal(
		fix_number(w->f->path, "SELECT count(*) FROM meta"), 3);
}

static void test_a_commit_of_nothing_rings_no_bell(void **state)
{
	struct watching *w = *state;

	IN_TXN(w->f, (void)0);
	assert_int_equal(watch_read(&w->watch, 0), 0);
}

static void test_the_wal_is_looked_at_again(void **state)
{
	struct watching *w = *state;
	const int64_t due_us[] = {1000, 4000, 16000, 64000, 256000};

	touch(beside(w, "-wal"));
	assert_int_equal(watch_read(&w->watch, 50), WATCH_LOOK);
	for (size_t i = 0; i < ARRAY_LEN(due_us); i++) {
		int64_t next = watch_next_us(&w->watch);

		assert_int_equal(next, 50 + due_us[i]);
		assert_int_equal(watch_tick(&w->watch, next - 1), 0);
		assert_int_equal(watch_tick(&w->watch, next), WATCH_LOOK);
	}
	assert_true(watch_next_us(&w->watch) == WATCH_NEVER);
}

static void test_late_ticks_skip_what_is_past(void **state)
{
	struct watching *w = *state;

	touch(beside(w, "-wal"));
	assert_int_equal(watch_read(&w->watch, 0), WATCH_LOOK);
	assert_int_equal(watch_tick(&w->watch, 20000), WATCH_LOOK);
	assert_int_equal(watch_next_us(&w->watch), 64000);
}

/* Events every half millisecond: the look after one still comes in time. */
static void test_a_busy_wal_puts_no_look_off(void **state)
{
	struct watching *w = *state;
	int looks = 0;

	for (int64_t now = 0; now < 100000; now += 500) {
		touch(beside(w, "-wal"));
		assert_int_equal(watch_read(&w->watch, now), WATCH_LOOK);
		assert_true(watch_next_us(&w->watch) <= now + 1000);
		looks += watch_tick(&w->watch, now) == WATCH_LOOK;
	}
	assert_true(looks >= 50);
	assert_int_equal(watch_tick(&w->watch, 200000), WATCH_LOOK);
}

static void test_other_files_say_nothing(void **state)
{
	struct watching *w = *state;
	const char *const others[] = {"2", ".v1", "2-wal", "-shm", ".lock"};

	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		touch(beside(w, others[i]));
		assert_int_equal(watch_read(&w->watch, 0), 0);
	}
}

static void test_a_replaced_database_is_gone(void **state)
{
	struct watching *w = *state;
	char copy[100];

	(void)snprintf(copy, sizeof(copy), "%s.copy", w->f->path);
	OK(w->f, db_copy(w->f->db, copy, &w->f->err));
	assert_int_equal(watch_read(&w->watch, 0), 0);
	assert_int_equal(rename(copy, w->f->path), 0);
	assert_int_equal(watch_read(&w->watch, 0), WATCH_GONE);
	w->f->db = db_close(w->f->db);
	assert_true(watch_read(&w->watch, 0) >= 0);
	assert_int_equal(unlink(w->f->path), 0);
	assert_int_equal(watch_read(&w->watch, 0), WATCH_GONE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nothing_happens),
		TEST(test_a_bell_is_one_look),
		TEST(test_a_bell_never_grows_and_returns),
		TEST(test_a_commit_without_its_bell_is_a_commit),
		TEST(test_a_commit_of_nothing_rings_no_bell),
		TEST(test_the_wal_is_looked_at_again),
		TEST(test_late_ticks_skip_what_is_past),
		TEST(test_a_busy_wal_puts_no_look_off),
		TEST(test_other_files_say_nothing),
		TEST(test_a_replaced_database_is_gone),
	};

	return cmocka_run_group_tests_name("watch", tests, NULL, NULL);
}
