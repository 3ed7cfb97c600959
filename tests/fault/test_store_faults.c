/*
 * Whatever fails, at whatever point: the database stays sound, nothing is
 * half done, a sentence says why, and doing the same again gets to the same
 * end.
 *
 * The job is what people do on their first day: make a database, add a rep,
 * an account and a touchpoint, move it, undo that, tidy up.  Each step is
 * left out when it was done before, as somebody would who repeats it.  By
 * default every few faults are tried; NUDGE_FAULT_STRIDE=1 tries all.
 */
#include "fault.h"
#include "storefix.h"

#include "store/account.h"
#include "store/change.h"
#include "store/meta.h"
#include "store/rep.h"
#include "store/schema.h"
#include "store/touchpoint.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

/* One step in a transaction of its own; *done: it was already. */
typedef int step(struct fix *f, struct change *change, bool *done);

static int text(const char *s, char **ret, struct err *err)
{
	*ret = strdup(s);
	return *ret ? 0 : err_memory(err);
}

static int add_rep(struct fix *f, struct change *change, bool *done)
{
	AUTO_REP rep = {.brief_minute = 480, .quiet_from = -1, .quiet_to = -1};
	int r = row_get(f->db, &rep_table, 1, &rep, &f->err);

	*done = r == 0;
	if (r != -ENOENT)
		return r;
	change->actor_id = 0;
	r = text("li", &rep.slug, &f->err);
	if (r == 0)
		r = text("李", &rep.name, &f->err);
	if (r == 0)
		r = text("李", &rep.name_fold, &f->err);
	if (r == 0)
		r = text("Asia/Shanghai", &rep.zone, &f->err);
	if (r == 0)
		r = text("zh_CN", &rep.locale, &f->err);
	return r < 0 ? r : row_insert(f->db, change, &rep_table, &rep, &f->err);
}

static int add_account(struct fix *f, struct change *change, bool *done)
{
	AUTO_ACCOUNT account = {.owner_id = 1};
	int r = row_get(f->db, &account_table, 1, &account, &f->err);

	*done = r == 0;
	if (r != -ENOENT)
		return r;
	r = text("acme", &account.slug, &f->err);
	if (r == 0)
		r = text("Acme", &account.name, &f->err);
	if (r == 0)
		r = text("acme", &account.name_fold, &f->err);
	return r < 0 ? r
		     : row_insert(f->db, change, &account_table, &account,
			       &f->err);
}

static int add_touchpoint(struct fix *f, struct change *change, bool *done)
{
	AUTO_TOUCHPOINT tp = {.account_id = 1,
		.owner_id = 1,
		.gen = 1,
		.due = {2026, 11, 16},
		.due_minute = -1};
	int r = row_get(f->db, &touchpoint_table, 1, &tp, &f->err);

	*done = r == 0;
	if (r != -ENOENT)
		return r;
	r = text("call", &tp.purpose, &f->err);
	return r < 0 ? r
		     : row_insert(
			       f->db, change, &touchpoint_table, &tp, &f->err);
}

/* Moved and undone: it stands in history twice, gen tells. */
static int move(struct fix *f, struct change *change, bool *done)
{
	AUTO_TOUCHPOINT tp = {0};
	int r = row_get(f->db, &touchpoint_table, 1, &tp, &f->err);

	*done = tp.gen > 1;
	if (r < 0 || *done)
		return r;
	tp.due.day = 20;
	tp.gen++;
	return row_update(f->db, change, &touchpoint_table, &tp, &f->err);
}

static int undo_move(struct fix *f, struct change *change, bool *done)
{
	int64_t id = 0;
	AUTO_TOUCHPOINT tp = {0};
	int r = row_get(f->db, &touchpoint_table, 1, &tp, &f->err);

	*done = tp.gen > 2;
	if (r == 0 && !*done)
		r = change_newest(f->db, 1, &id, &f->err);
	if (r < 0 || *done)
		return r;
	change->undoes = id;
	return change_undo(f->db, change, id, &f->err);
}

static int in_txn(struct fix *f, step *run, const char *method)
{
	struct change change = fix_change(method, 100);
	bool done = false;
	AUTO_TXN t = {0};
	int r = txn_begin(f->db, &t, &f->err);

	if (r == 0)
		r = run(f, &change, &done);
	return r < 0 || done ? r : txn_commit(&t, &f->err);
}

static int job_steps(struct fix *f)
{
	static const struct {
		step *run;
		const char *method;
	} steps[] = {
		{add_rep, "rep.add"},
		{add_account, "account.add"},
		{add_touchpoint, "touchpoint.add"},
		{move, "touchpoint.move"},
		{undo_move, "change.undo"},
	};
	int r = 0;

	for (size_t i = 0; r >= 0 && i < ARRAY_LEN(steps); i++)
		r = in_txn(f, steps[i].run, steps[i].method);
	return r < 0 ? r : db_checkpoint(f->db, &f->err);
}

static int job(struct fix *f)
{
	int r;

	f->err = (struct err){0};
	r = db_open(f->path,
		access(f->path, F_OK) == 0 ? DB_READ_WRITE : DB_CREATE, &f->db,
		&f->err);
	if (r == 0)
		r = job_steps(f);
	f->db = db_close(f->db);
	return r;
}

/* The end of the job, however it came about. */
static void assert_end(const char *path)
{
	static const char *const holds[] = {
		"SELECT count(*) = 1 FROM rep WHERE name = '李' AND rev = 1",
		"SELECT count(*) = 1 FROM account",
		"SELECT due = '2026-11-16' FROM touchpoint WHERE gen = 3",
		"SELECT count(*) = 1 FROM touchpoint WHERE rev = 3",
		"SELECT count(*) = 5 FROM change",
		"SELECT count(*) = 5 FROM event",
		"SELECT count(*) = 1 FROM change WHERE undoes = 4",
		"SELECT count(*) = 1 FROM change WHERE undone_by = 5",
		"SELECT count(*) = 2 FROM meta",
	};

	for (size_t i = 0; i < ARRAY_LEN(holds); i++)
		if (!fix_number(path, holds[i]))
			fail_msg("not so: %s", holds[i]);
}

static void assert_sound(const char *path)
{
	if (access(path, F_OK) < 0)
		return;
	assert_int_equal(
		fix_number(path, "SELECT count(*) FROM pragma_integrity_check"
				 " WHERE integrity_check <> 'ok'"),
		0);
	assert_int_equal(fix_number(path, "SELECT count(*) FROM"
					  " pragma_foreign_key_check"),
		0);
}

static void sweep(const struct fix *f)
{
	static const char *const suffixes[] = {"", "-wal", "-shm", ".new",
		".new-journal", ".bell", ".lock", ".v0"};
	char path[100];

	for (size_t i = 0; i < ARRAY_LEN(suffixes); i++) {
		(void)snprintf(
			path, sizeof(path), "%s%s", f->path, suffixes[i]);
		(void)unlink(path);
	}
}

static int job_in_child(
	struct fix *f, enum fault_kind kind, long n, bool *fired)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		fault_arm(kind, n);
		_exit(job(f) < 0 ? 1 : 0);
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	*fired = WEXITSTATUS(status) == FAULT_STATUS;
	return WEXITSTATUS(status) == 0 ? 0 : -EIO;
}

static int job_here(struct fix *f, enum fault_kind kind, long n, bool *fired)
{
	int r;

	fault_arm(kind, n);
	r = job(f);
	*fired = fault_disarm();
	assert_int_equal(sqlite3_memory_used(), 0);
	if (r < 0 && !f->err.msgid)
		fail_msg("fault %ld: %d without a sentence", n, r);
	if (r < 0 && !*fired)
		fail_msg("fault %ld did not happen, yet: %s", n,
			fix_sentence(f));
	return r;
}

/* The whole job with the nth fault; was there one? */
static bool try_one(struct fix *f, enum fault_kind kind, long n)
{
	bool fired = false;
	int r;

	sweep(f);
	r = kind == FAULT_EXIT ? job_in_child(f, kind, n, &fired)
			       : job_here(f, kind, n, &fired);
	if (kind == FAULT_FULL && r < 0)
		assert_int_equal(r, -ENOSPC);
	if (kind == FAULT_MALLOC_REST && fired)
		assert_int_equal(r, -ENOMEM);
	assert_sound(f->path);
	OK(f, job(f));
	assert_sound(f->path);
	assert_end(f->path);
	return fired;
}

static long stride(long otherwise)
{
	const char *s = getenv("NUDGE_FAULT_STRIDE");

	return s ? strtol(s, NULL, 10) : otherwise;
}

/* All faults of a kind, every few; there have to be so many occasions, and a
 * fault at each that was chosen. */
static void try_all(void **state, enum fault_kind kind, long every, long least)
{
	struct fix *f = *state;
	long n, fired = 0;

	every = stride(every);
	for (n = 1; try_one(f, kind, n); n += every)
		fired++;
	print_message(
		"# %ld faults, up to the %ldth occasion\n", fired, n - every);
	assert_true(fired * every >= least);
}

static void test_an_allocation_fails(void **state)
{
	try_all(state, FAULT_MALLOC, 61, 12000);
}

static void test_memory_runs_out(void **state)
{
	try_all(state, FAULT_MALLOC_REST, 71, 12000);
}

static void test_an_io_fails(void **state)
{
	try_all(state, FAULT_IO, 1, 250);
}

static void test_the_disk_is_full(void **state)
{
	try_all(state, FAULT_FULL, 1, 150);
}

static void test_the_process_is_killed(void **state)
{
	try_all(state, FAULT_EXIT, 1, 250);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, fix_folder, fix_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_an_allocation_fails),
		TEST(test_memory_runs_out),
		TEST(test_an_io_fails),
		TEST(test_the_disk_is_full),
		TEST(test_the_process_is_killed),
	};

	fault_init();
	/* Thousands of commits: where they need not wait for a disk. */
	if (access("/dev/shm", W_OK) == 0)
		fix_root = "/dev/shm";
	return cmocka_run_group_tests_name("store faults", tests, NULL, NULL);
}
