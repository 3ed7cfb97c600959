/*
 * No commit goes unnoticed: a writer in a process of its own commits when it
 * is told to, while every processor is kept busy; the watcher must see the
 * commit within a second.  The WAL is cut again and again, for the first
 * commit into a fresh one is the one that is missed by watching it alone.
 */
#include "storefix.h"

#include "base/clock.h"
#include "store/watch.h"

#include <poll.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>

enum {
	COMMITS = 1000,
	FOREIGN_COMMITS = 200,
	CUT_EVERY = 10,
	DEADLINE_US = 1000000,
	BOUND_S = 120, /* for all of it, were it to hang */
	BUSY_MAX = 16,
};

struct campaign {
	struct fix *f;
	struct watch watch;
	int go; /* a byte here makes the writer commit */
	pid_t pids[BUSY_MAX + 1];
	size_t n_pids;
	bool bell_only; /* no re-checks: the bell must be enough */
	int64_t version;
};

/* A process that dies with the test. */
static pid_t spawn(struct campaign *c)
{
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0)
		prctl(PR_SET_PDEATHSIG, SIGKILL);
	else
		c->pids[c->n_pids++] = pid;
	return pid;
}

static void keep_processors_busy(struct campaign *c)
{
	long n = 2 * sysconf(_SC_NPROCESSORS_ONLN);

	for (long i = 0; i < n && i < BUSY_MAX; i++)
		if (spawn(c) == 0)
			for (volatile unsigned turns = 0;; turns++)
				;
}

static int commit_ours(struct db *db)
{
	AUTO_TXN t = {0};
	int r = txn_begin(db, &t, NULL);

	if (r == 0)
		r = db_run(db,
			"UPDATE meta SET value = value || 'x'"
			" WHERE key = 'colour'",
			NULL);
	return r < 0 ? r : txn_commit(&t, NULL);
}

/* The long-lived writer, until the pipe is closed. */
static void write_as_told(const char *path, int told)
{
	struct db *db = NULL;
	char byte;

	if (db_open(path, DB_READ_WRITE, &db, NULL) < 0)
		_exit(1);
	while (read(told, &byte, 1) == 1)
		if (commit_ours(db) < 0)
			_exit(2);
	db_close(db);
	_exit(0);
}

/* Somebody else's: SQLite and nothing more, no bell. */
static void write_foreign(const char *path, int told)
{
	sqlite3 *raw = NULL;
	char byte;

	if (sqlite3_open(path, &raw) != SQLITE_OK)
		_exit(1);
	sqlite3_busy_timeout(raw, 5000);
	while (read(told, &byte, 1) == 1)
		if (sqlite3_exec(raw,
			    "UPDATE meta SET value = value || 'x'"
			    " WHERE key = 'colour'",
			    NULL, NULL, NULL) != SQLITE_OK)
			_exit(2);
	_exit(0);
}

static void start(struct campaign *c, void (*writer)(const char *, int))
{
	int told[2];

	OK(c->f, watch_init(&c->watch, c->f->path, &c->f->err));
	OK(c->f, db_data_version(c->f->db, &c->version, &c->f->err));
	keep_processors_busy(c);
	assert_int_equal(pipe(told), 0);
	if (spawn(c) == 0) {
		close(told[1]);
		writer(c->f->path, told[0]);
	}
	close(told[0]);
	c->go = told[1];
}

/* The writer was started last. */
static void stop(struct campaign *c)
{
	pid_t writer = c->pids[--c->n_pids];
	int status;

	close(c->go);
	assert_int_equal(waitpid(writer, &status, 0), writer);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	while (c->n_pids > 0) {
		kill(c->pids[--c->n_pids], SIGKILL);
		waitpid(c->pids[c->n_pids], &status, 0);
	}
	watch_done(&c->watch);
}

static bool has_changed(struct campaign *c)
{
	int64_t version;
	bool changed;

	OK(c->f, db_data_version(c->f->db, &version, &c->f->err));
	changed = version != c->version;
	c->version = version;
	return changed;
}

static int wait_ms(struct campaign *c, int64_t now, int64_t until)
{
	if (!c->bell_only && watch_next_us(&c->watch) < until)
		until = watch_next_us(&c->watch);
	return until <= now ? 0 : (int)((until - now + 999) / 1000);
}

/* Is the commit just ordered noticed in time? */
static bool notice(struct campaign *c)
{
	struct pollfd p = {.fd = c->watch.fd, .events = POLLIN};
	int64_t now = clock_boot_us(), until = now + DEADLINE_US;

	while (now < until) {
		int bits = 0;

		if (poll(&p, 1, wait_ms(c, now, until)) > 0)
			bits = watch_read(&c->watch, clock_boot_us());
		now = clock_boot_us();
		if (!c->bell_only)
			bits |= watch_tick(&c->watch, now);
		assert_true(bits >= 0 && !(bits & WATCH_GONE));
		if ((bits & WATCH_LOOK) && has_changed(c))
			return true;
	}
	return false;
}

static void cut_wal(struct campaign *c)
{
	assert_int_equal(
		fix_number(c->f->path, "PRAGMA wal_checkpoint(TRUNCATE)"), 0);
	(void)has_changed(c);
}

static void run(struct campaign *c, int n)
{
	for (int i = 0; i < n; i++) {
		if (i % CUT_EVERY == 0)
			cut_wal(c);
		assert_int_equal(write(c->go, "x", 1), 1);
		if (!notice(c))
			fail_msg("commit %d unnoticed after 1 s", i + 1);
	}
	assert_int_equal(fix_number(c->f->path, "SELECT length(value) FROM meta"
						" WHERE key = 'colour'"),
		n);
}

static int setup(void **state)
{
	struct fix *f;

	fix_setup(state);
	f = *state;
	fix_sql(f->path, "INSERT INTO meta VALUES ('colour', '')");
	f->db = db_close(f->db);
	OK(f, db_open(f->path, DB_DAEMON, &f->db, &f->err));
	return 0;
}

static void test_no_commit_is_missed_by_the_bell(void **state)
{
	struct campaign c = {.f = *state, .bell_only = true};

	start(&c, write_as_told);
	run(&c, COMMITS);
	stop(&c);
}

static void test_no_foreign_commit_is_missed(void **state)
{
	struct campaign c = {.f = *state};

	start(&c, write_foreign);
	run(&c, FOREIGN_COMMITS);
	stop(&c);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, fix_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_no_commit_is_missed_by_the_bell),
		TEST(test_no_foreign_commit_is_missed),
	};

	alarm(BOUND_S);
	return cmocka_run_group_tests_name("bell", tests, NULL, NULL);
}
