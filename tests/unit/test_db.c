/* The handle: each way in which opening fails, transactions, locks. */
#include "storefix.h"

#include "store/lock.h"
#include "store/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const char *beside(const struct fix *f, const char *suffix)
{
	static char path[100];

	(void)snprintf(path, sizeof(path), "%s%s", f->path, suffix);
	return path;
}

/* All bytes of a file; the caller frees them. */
static char *slurp(const char *path, size_t *ret_n)
{
	FILE *file = fopen(path, "rb");
	struct stat st;
	char *bytes;

	assert_non_null(file);
	assert_int_equal(fstat(fileno(file), &st), 0);
	bytes = malloc((size_t)st.st_size + 1);
	assert_non_null(bytes);
	*ret_n = fread(bytes, 1, (size_t)st.st_size, file);
	assert_int_equal(*ret_n, st.st_size);
	fclose(file);
	return bytes;
}

static void spill(const char *path, const char *bytes, size_t n)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, n, file), n);
	assert_int_equal(fclose(file), 0);
}

static void refused(struct fix *f, int code, const char *says)
{
	struct db *db = NULL;

	f->err = (struct err){0};
	assert_int_equal(db_open(f->path, DB_DAEMON, &db, &f->err), code);
	assert_null(db);
	assert_int_equal(f->err.code, code);
	SAYS(f, says);
	SAYS(f, f->path);
}

static void test_a_missing_database_says_how_to_make_one(void **state)
{
	struct fix *f = *state;

	refused(f, -ENOENT, "nudge init");
	assert_int_equal(access(beside(f, ".lock"), F_OK), -1);
}

static void test_creation_gives_group_rights_and_a_bell(void **state)
{
	struct fix *f = *state;
	const char *const suffixes[] = {"", ".bell", ".lock"};
	struct stat st;
	mode_t mask = umask(0077);

	OK(f, db_open(f->path, DB_CREATE, &f->db, &f->err));
	umask(mask);
	for (size_t i = 0; i < ARRAY_LEN(suffixes); i++) {
		assert_int_equal(stat(beside(f, suffixes[i]), &st), 0);
		assert_int_equal(st.st_mode & 07777, 0660);
	}
	assert_int_equal(access(beside(f, ".new"), F_OK), -1);
	assert_int_equal(
		fix_number(f->path, "PRAGMA user_version"), SCHEMA_VERSION);
	assert_int_equal(fix_number(f->path, "SELECT value FROM meta"
					     " WHERE key = 'schema'"),
		SCHEMA_VERSION);
	assert_int_equal(fix_number(f->path, "SELECT length(value) FROM meta"
					     " WHERE key = 'instance_id'"),
		32);
}

static void test_creation_spares_what_is_there(void **state)
{
	struct fix *f = *state;
	size_t n;

	spill(f->path, "mine", 4);
	assert_int_equal(db_open(f->path, DB_CREATE, &f->db, &f->err), -EEXIST);
	free(slurp(f->path, &n));
	assert_int_equal(n, 4);
}

static void test_creation_sweeps_a_killed_one(void **state)
{
	struct fix *f = *state;

	spill(beside(f, ".new"), "half", 4);
	OK(f, db_open(f->path, DB_CREATE, &f->db, &f->err));
	OK(f, db_check(f->db, &f->err));
}

static void test_creation_needs_its_folder(void **state)
{
	struct fix *f = *state;
	struct db *db = NULL;

	assert_int_equal(
		db_open("/nonexistent/n.db", DB_CREATE, &db, &f->err), -EROFS);
	SAYS(f, "/nonexistent/n.db");
}

static void test_other_files_are_not_ours(void **state)
{
	struct fix *f = *state;
	char bytes[3000];

	memset(bytes, 'x', sizeof(bytes));
	spill(f->path, bytes, sizeof(bytes));
	refused(f, -EBADMSG, "no nudge database");
	spill(f->path, "", 0);
	refused(f, -EBADMSG, "no nudge database");
	unlink(f->path);
	spill(f->path, "", 0);
	fix_sql(f->path, "CREATE TABLE other (x)");
	refused(f, -EBADMSG, "not a nudge database");
	assert_int_equal(fix_number(f->path, "SELECT count(*) FROM other"), 0);
}

static void test_a_truncated_database_is_damaged(void **state)
{
	struct fix *f = *state;
	AUTO_FREE char *bytes = NULL;
	const size_t left[] = {50, 1000, 4096, 20 * 4096};
	size_t n;

	f->db = db_close(f->db);
	bytes = slurp(f->path, &n);
	for (size_t i = 0; i < ARRAY_LEN(left); i++) {
		assert_true(left[i] < n);
		spill(f->path, bytes, left[i]);
		refused(f, -EBADMSG, "");
	}
}

static void test_damage_inside_is_found_when_looked_for(void **state)
{
	struct fix *f = *state;
	AUTO_FREE char *bytes = NULL;
	size_t n;

	f->db = db_close(f->db);
	bytes = slurp(f->path, &n);
	memset(bytes + 5 * 4096, 0x5a, 4096);
	spill(f->path, bytes, n);
	OK(f, db_open(f->path, DB_READ_WRITE, &f->db, &f->err));
	assert_int_equal(db_check(f->db, &f->err), -EBADMSG);
	SAYS(f, "damaged");
}

/* With uncommitted-to-file pages in the WAL, too: nothing may move them. */
static void test_a_newer_database_stays_as_it_is(void **state)
{
	struct fix *f = *state;
	AUTO_FREE char *was = NULL, *wal_was = NULL, *is = NULL, *wal_is = NULL;
	size_t n_was, n_wal_was, n_is, n_wal_is;
	sqlite3 *raw = NULL;

	f->db = db_close(f->db);
	assert_int_equal(sqlite3_open(f->path, &raw), SQLITE_OK);
	sqlite3_db_config(raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	assert_int_equal(sqlite3_exec(raw,
				 "PRAGMA user_version = 99;"
				 "CREATE TABLE from_the_future (x)",
				 NULL, NULL, NULL),
		SQLITE_OK);
	sqlite3_close(raw);
	was = slurp(f->path, &n_was);
	wal_was = slurp(beside(f, "-wal"), &n_wal_was);
	assert_true(n_wal_was > 4096);
	refused(f, -EPROTONOSUPPORT, "newer nudge (schema 99");
	assert_int_equal(
		schema_upgrade(f->path, 100, &f->err), -EPROTONOSUPPORT);
	is = slurp(f->path, &n_is);
	wal_is = slurp(beside(f, "-wal"), &n_wal_is);
	assert_int_equal(n_is, n_was);
	assert_memory_equal(is, was, n_is);
	assert_int_equal(n_wal_is, n_wal_was);
	assert_memory_equal(wal_is, wal_was, n_wal_is);
}

static void test_an_older_database_asks_for_upgrade(void **state)
{
	struct fix *f = *state;

	f->db = db_close(f->db);
	fix_sql(f->path, "PRAGMA user_version = 0");
	refused(f, -ESTALE, "nudge upgrade");
}

/* Root may write everything, so it becomes somebody else for a moment. */
static void refused_to_others(struct fix *f)
{
	bool root = geteuid() == 0;

	if (root)
		assert_int_equal(seteuid(65534), 0);
	refused(f, -EROFS, "rights");
	if (root)
		assert_int_equal(seteuid(0), 0);
}

static void test_a_read_only_file_is_refused(void **state)
{
	struct fix *f = *state;

	f->db = db_close(f->db);
	assert_int_equal(chmod(f->folder, 0777), 0);
	assert_int_equal(chmod(f->path, 0444), 0);
	refused_to_others(f);
}

static void test_a_read_only_folder_is_refused(void **state)
{
	struct fix *f = *state;

	f->db = db_close(f->db);
	assert_int_equal(chmod(f->path, 0666), 0);
	assert_int_equal(chmod(beside(f, ".lock"), 0666), 0);
	assert_int_equal(chmod(f->folder, 0555), 0);
	refused_to_others(f);
	assert_int_equal(unlink(beside(f, ".lock")), 0);
	refused_to_others(f);
	assert_int_equal(chmod(f->folder, 0700), 0);
}

static void test_a_locked_database_is_busy(void **state)
{
	struct fix *f = *state;
	sqlite3 *raw = NULL;

	f->db = db_close(f->db);
	assert_int_equal(sqlite3_open(f->path, &raw), SQLITE_OK);
	assert_int_equal(sqlite3_exec(raw,
				 "PRAGMA locking_mode = EXCLUSIVE;"
				 "BEGIN EXCLUSIVE",
				 NULL, NULL, NULL),
		SQLITE_OK);
	refused(f, -EBUSY, "busy");
	sqlite3_close(raw);
}

static void test_one_writes_at_a_time(void **state)
{
	struct fix *f = *state;
	CLEANUP(db_closep) struct db *other = NULL;
	AUTO_TXN mine = {0}, theirs = {0};

	OK(f, db_open(f->path, DB_DAEMON, &other, &f->err));
	OK(f, txn_begin(f->db, &mine, &f->err));
	assert_int_equal(txn_begin(other, &theirs, &f->err), -EBUSY);
	SAYS(f, "busy");
	assert_int_equal(db_checkpoint(other, &f->err), -EBUSY);
	txn_end(&mine);
	OK(f, txn_begin(other, &theirs, &f->err));
}

/* Who knows nothing of our lock still has SQLite's. */
static void test_a_foreign_writer_makes_busy_and_leaves_no_lock(void **state)
{
	struct fix *f = *state;
	CLEANUP(db_closep) struct db *other = NULL;
	AUTO_TXN t = {0};
	sqlite3 *raw = NULL;

	OK(f, db_open(f->path, DB_DAEMON, &other, &f->err));
	assert_int_equal(sqlite3_open(f->path, &raw), SQLITE_OK);
	sqlite3_exec(raw, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	assert_int_equal(txn_begin(other, &t, &f->err), -EBUSY);
	assert_false(db_is_writing(other));
	sqlite3_close(raw);
	OK(f, txn_begin(f->db, &t, &f->err));
}

static void add_setting(struct fix *f, struct db *db, const char *key)
{
	AUTO_STMT st = NULL;

	OK(f, db_query(db, "INSERT INTO meta (key, value) VALUES ($1, $1)", &st,
		      &f->err));
	stmt_bind_text(st, 1, key);
	OK(f, stmt_run(st, &f->err));
}

static int64_t settings(struct fix *f)
{
	return fix_number(f->path, "SELECT count(*) FROM meta"
				   " WHERE key = value");
}

static void test_what_is_not_committed_never_was(void **state)
{
	struct fix *f = *state;

	{
		AUTO_TXN t = {0};

		OK(f, txn_begin(f->db, &t, &f->err));
		add_setting(f, f->db, "a");
	}
	assert_int_equal(settings(f), 0);
	IN_TXN(f, add_setting(f, f->db, "a"));
	assert_int_equal(settings(f), 1);
}

static void test_a_constraint_is_told(void **state)
{
	struct fix *f = *state;
	AUTO_TXN t = {0};
	AUTO_STMT st = NULL;

	OK(f, txn_begin(f->db, &t, &f->err));
	add_setting(f, f->db, "a");
	OK(f, db_query(f->db, "INSERT INTO meta (key, value) VALUES ($1, $2)",
		      &st, &f->err));
	stmt_bind_text(st, 1, "a");
	assert_int_equal(stmt_run(st, &f->err), -EINVAL); /* value: NULL */
	stmt_release(&st);
	OK(f, db_query(f->db, "INSERT INTO meta (key, value) VALUES ($1, 'b')",
		      &st, &f->err));
	stmt_bind_text(st, 1, "a");
	assert_int_equal(stmt_run(st, &f->err), -EEXIST);
}

static void test_a_write_notices_an_upgrade(void **state)
{
	struct fix *f = *state;
	AUTO_TXN t = {0};

	fix_sql(f->path, "PRAGMA user_version = 99");
	assert_int_equal(txn_begin(f->db, &t, &f->err), -ESTALE);
	SAYS(f, "upgraded");
}

static void test_a_statement_may_be_used_inside_itself(void **state)
{
	struct fix *f = *state;
	static const char sql[] = "SELECT $1, $2";
	AUTO_STMT outer = NULL;
	AUTO_STMT inner = NULL;

	OK(f, db_query(f->db, sql, &outer, &f->err));
	stmt_bind_text(outer, 1, "跟进");
	stmt_bind_date(outer, 2, (struct civil_date){2026, 11, 13});
	assert_int_equal(stmt_step(outer, &f->err), 1);
	OK(f, db_query(f->db, sql, &inner, &f->err));
	assert_ptr_not_equal(outer, inner);
	assert_int_equal(stmt_step(inner, &f->err), 1);
	assert_true(stmt_is_null(inner, 0));
	assert_string_equal(stmt_text(outer, 0), "跟进");
	assert_int_equal(stmt_date(outer, 1).day, 13);
}

static void test_a_statement_comes_back_empty(void **state)
{
	struct fix *f = *state;
	static const char sql[] = "SELECT $1";
	struct stmt *first = NULL;
	AUTO_STMT again = NULL;
	struct stmt *kept;

	OK(f, db_query(f->db, sql, &first, &f->err));
	stmt_bind_blob(first, 1, "\0x", 2);
	assert_int_equal(stmt_step(first, &f->err), 1);
	kept = first;
	stmt_release(&first);
	OK(f, db_query(f->db, sql, &again, &f->err));
	assert_ptr_equal(kept, again);
	assert_int_equal(stmt_step(again, &f->err), 1);
	assert_true(stmt_is_null(again, 0));
}

static void test_one_nudged_at_a_time(void **state)
{
	struct fix *f = *state;
	AUTO_CLOSE int first = -1;
	AUTO_CLOSE int second = -1;

	assert_false(lock_nudged_runs(f->path));
	OK(f, lock_instance(f->path, &first, &f->err));
	assert_true(lock_nudged_runs(f->path));
	assert_int_equal(lock_instance(f->path, &second, &f->err), -EBUSY);
	SAYS(f, "another nudged");
	cleanup_close(&first);
	first = -1;
	assert_false(lock_nudged_runs(f->path));
	OK(f, lock_instance(f->path, &second, &f->err));
}

static off_t wal_size(const struct fix *f)
{
	struct stat st;

	return stat(beside(f, "-wal"), &st) < 0 ? -1 : st.st_size;
}

static void test_the_last_one_out_tidies_up(void **state)
{
	struct fix *f = *state;

	IN_TXN(f, add_setting(f, f->db, "a"));
	assert_true(wal_size(f) > 0);
	f->db = db_close(f->db);
	assert_int_equal(wal_size(f), -1);
}

static void test_beside_nudged_only_nudged_checkpoints(void **state)
{
	struct fix *f = *state;
	CLEANUP(db_closep) struct db *daemon = NULL;
	AUTO_CLOSE int instance = -1;

	OK(f, lock_instance(f->path, &instance, &f->err));
	IN_TXN(f, add_setting(f, f->db, "a"));
	f->db = db_close(f->db);
	assert_true(wal_size(f) > 0);
	OK(f, db_open(f->path, DB_DAEMON, &daemon, &f->err));
	assert_int_equal(db_checkpoint(daemon, &f->err), 0);
	daemon = db_close(daemon);
	assert_int_equal(wal_size(f), -1);
	assert_int_equal(settings(f), 1);
}

/* About a thousand pages more than SQLite would let a WAL grow by itself. */
static void fill(struct fix *f, int n)
{
	AUTO_STMT st = NULL;

	OK(f, db_query(f->db,
		      "INSERT INTO meta (key, value)"
		      " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
		      " SELECT i + 1 FROM n WHERE i < $1)"
		      " SELECT i, printf('%.*c', 4000, 'x') FROM n",
		      &st, &f->err));
	stmt_bind_int(st, 1, n);
	OK(f, stmt_run(st, &f->err));
}

static void test_alone_the_wal_is_moved_by_commits(void **state)
{
	struct fix *f = *state;

	IN_TXN(f, fill(f, 2000));
	IN_TXN(f, add_setting(f, f->db, "a"));
	assert_true(fix_number(f->path, "PRAGMA page_count") > 2000);
	assert_int_equal(db_checkpoint(f->db, &f->err), 0);
}

static void test_beside_nudged_the_wal_grows_until_it_is_cut(void **state)
{
	struct fix *f = *state;
	CLEANUP(db_closep) struct db *daemon = NULL;
	AUTO_CLOSE int instance = -1;
	off_t size;
	struct stat st;

	OK(f, lock_instance(f->path, &instance, &f->err));
	OK(f, db_open(f->path, DB_DAEMON, &daemon, &f->err));
	assert_int_equal(stat(f->path, &st), 0);
	size = st.st_size;
	IN_TXN(f, fill(f, 5000));
	assert_int_equal(stat(f->path, &st), 0);
	assert_int_equal(st.st_size, size);
	assert_true(wal_size(f) > 5000 * 4096);
	assert_int_equal(db_checkpoint(daemon, &f->err), 0);
	assert_int_equal(wal_size(f), 0);
	assert_int_equal(stat(f->path, &st), 0);
	assert_true(st.st_size > 5000 * 4096);
}

static void test_a_reader_holds_a_checkpoint_back(void **state)
{
	struct fix *f = *state;
	CLEANUP(db_closep) struct db *daemon = NULL;
	struct stmt *reader = NULL;

	OK(f, db_open(f->path, DB_DAEMON, &daemon, &f->err));
	OK(f, db_query(f->db, "SELECT key FROM meta", &reader, &f->err));
	assert_int_equal(stmt_step(reader, &f->err), 1);
	fix_sql(f->path, "INSERT INTO meta VALUES ('a', 'a')");
	assert_int_equal(db_checkpoint(daemon, &f->err), 1);
	stmt_release(&reader);
	assert_int_equal(db_checkpoint(daemon, &f->err), 0);
}

static void test_data_version_tells_of_others_only(void **state)
{
	struct fix *f = *state;
	int64_t before, own, other;

	OK(f, db_data_version(f->db, &before, &f->err));
	IN_TXN(f, add_setting(f, f->db, "a"));
	OK(f, db_data_version(f->db, &own, &f->err));
	assert_int_equal(own, before);
	fix_sql(f->path, "INSERT INTO meta VALUES ('b', 'b')");
	OK(f, db_data_version(f->db, &other, &f->err));
	assert_int_not_equal(other, before);
}

static void test_a_copy_is_whole(void **state)
{
	struct fix *f = *state;
	char copy[100];

	(void)snprintf(copy, sizeof(copy), "%s.copy", f->path);
	spill(copy, "old", 3);
	IN_TXN(f, add_setting(f, f->db, "a"));
	OK(f, db_copy(f->db, copy, &f->err));
	assert_int_equal(fix_number(copy, "SELECT count(*) FROM meta"), 3);
}

#define IN_FOLDER(test)                                                        \
	cmocka_unit_test_setup_teardown(test, fix_folder, fix_teardown)
#define WITH_DB(test)                                                          \
	cmocka_unit_test_setup_teardown(test, fix_setup, fix_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(test_a_missing_database_says_how_to_make_one),
		IN_FOLDER(test_creation_gives_group_rights_and_a_bell),
		IN_FOLDER(test_creation_spares_what_is_there),
		IN_FOLDER(test_creation_sweeps_a_killed_one),
		IN_FOLDER(test_creation_needs_its_folder),
		IN_FOLDER(test_other_files_are_not_ours),
		WITH_DB(test_a_truncated_database_is_damaged),
		WITH_DB(test_damage_inside_is_found_when_looked_for),
		WITH_DB(test_a_newer_database_stays_as_it_is),
		WITH_DB(test_an_older_database_asks_for_upgrade),
		WITH_DB(test_a_read_only_file_is_refused),
		WITH_DB(test_a_read_only_folder_is_refused),
		WITH_DB(test_a_locked_database_is_busy),
		WITH_DB(test_one_writes_at_a_time),
		WITH_DB(test_a_foreign_writer_makes_busy_and_leaves_no_lock),
		WITH_DB(test_what_is_not_committed_never_was),
		WITH_DB(test_a_constraint_is_told),
		WITH_DB(test_a_write_notices_an_upgrade),
		WITH_DB(test_a_statement_may_be_used_inside_itself),
		WITH_DB(test_a_statement_comes_back_empty),
		WITH_DB(test_one_nudged_at_a_time),
		WITH_DB(test_the_last_one_out_tidies_up),
		WITH_DB(test_beside_nudged_only_nudged_checkpoints),
		WITH_DB(test_alone_the_wal_is_moved_by_commits),
		WITH_DB(test_beside_nudged_the_wal_grows_until_it_is_cut),
		WITH_DB(test_a_reader_holds_a_checkpoint_back),
		WITH_DB(test_data_version_tells_of_others_only),
		WITH_DB(test_a_copy_is_whole),
	};

	return cmocka_run_group_tests_name("db", tests, NULL, NULL);
}
