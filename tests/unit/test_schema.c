/* Schema and migrations, with steps that no release has. */
#include "storefix.h"

#include "store/meta.h"
#include "store/schema.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* The fixture is as a version 0 would have been: it has no firsts. */
static const struct migration steps[] = {
	{1, "CREATE TABLE first (id @ID@, kind TEXT NOT NULL) @STRICT@;"
	    "INSERT INTO first (kind) VALUES ('one');"},
	{2, "ALTER TABLE first ADD COLUMN more @INT@;"
	    "UPDATE first SET more = 2;"},
	{3, "CREATE TABLE third (key TEXT PRIMARY KEY, b @BLOB@) @CLUSTER@;"},
};

static int setup(void **state)
{
	struct fix *f;

	fix_setup(state);
	f = *state;
	f->db = db_close(f->db);
	fix_sql(f->path, "PRAGMA user_version = 0;"
			 "UPDATE meta SET value = '0' WHERE key = 'schema';"
			 "INSERT INTO meta VALUES ('kept', 'yes')");
	return 0;
}

static const char *copy_of(const struct fix *f, int version)
{
	static char path[100];

	(void)snprintf(path, sizeof(path), "%s.v%d", f->path, version);
	return path;
}

static void versions_are(const char *path, int version)
{
	assert_int_equal(fix_number(path, "PRAGMA user_version"), version);
	assert_int_equal(fix_number(path, "SELECT value FROM meta"
					  " WHERE key = 'schema'"),
		version);
}

static void test_all_steps_are_climbed_after_a_copy(void **state)
{
	struct fix *f = *state;

	assert_int_equal(schema_upgrade_with(f->path, steps, 3, &f->err), 1);
	versions_are(f->path, 3);
	assert_int_equal(fix_number(f->path, "SELECT more FROM first"), 2);
	assert_int_equal(fix_number(f->path, "SELECT count(*) FROM third"), 0);
	assert_int_equal(fix_number(f->path, "SELECT count(*) FROM meta"
					     " WHERE key = 'kept'"),
		1);
	versions_are(copy_of(f, 0), 0);
	assert_int_equal(fix_number(copy_of(f, 0), "SELECT count(*) FROM meta"
						   " WHERE key = 'kept'"),
		1);
}

static void test_only_missing_steps_are_climbed(void **state)
{
	struct fix *f = *state;

	assert_int_equal(schema_upgrade_with(f->path, steps, 1, &f->err), 1);
	versions_are(f->path, 1);
	OK(f, db_open(f->path, DB_READ_WRITE, &f->db, &f->err));
	f->db = db_close(f->db);
	assert_int_equal(schema_upgrade_with(f->path, steps, 3, &f->err), 1);
	versions_are(f->path, 3);
	versions_are(copy_of(f, 1), 1);
	assert_int_equal(fix_number(f->path, "SELECT count(*) FROM first"), 1);
}

static void test_what_is_up_to_date_is_left_alone(void **state)
{
	struct fix *f = *state;

	assert_int_equal(schema_upgrade_with(f->path, steps, 1, &f->err), 1);
	assert_int_equal(schema_upgrade_with(f->path, steps, 1, &f->err), 0);
	assert_int_equal(schema_upgrade(f->path, 100, &f->err), 0);
	assert_int_equal(access(copy_of(f, 1), F_OK), -1);
}

/* Also those that a program killed in its first second did not bring in. */
static void test_an_upgrade_brings_the_calendars(void **state)
{
	struct fix *f = *state;
	int64_t n;

	assert_int_equal(schema_upgrade_with(f->path, steps, 1, &f->err), 1);
	assert_int_equal(schema_upgrade(f->path, 100, &f->err), 0);
	n = fix_number(f->path, "SELECT count(*) FROM calendar_day");
	assert_true(n > 20);
	assert_int_equal(schema_upgrade(f->path, 200, &f->err), 0);
	assert_int_equal(
		fix_number(f->path, "SELECT count(*) FROM calendar_day"), n);
	assert_int_equal(fix_number(f->path, "SELECT count(*) FROM change"), 1);
}

static void test_a_failing_step_changes_nothing(void **state)
{
	struct fix *f = *state;
	const struct migration bad[] = {
		steps[0],
		{2, "CREATE TABLE second (x @INT@) @STRICT@; nonsense;"},
	};

	assert_true(schema_upgrade_with(f->path, bad, 2, &f->err) < 0);
	SAYS(f, "nonsense");
	versions_are(f->path, 0);
	assert_int_equal(fix_number(f->path, "SELECT count(*) FROM"
					     " sqlite_schema WHERE name IN"
					     " ('first', 'second')"),
		0);
	assert_int_equal(schema_upgrade_with(f->path, steps, 3, &f->err), 1);
	versions_are(f->path, 3);
}

static void test_a_step_may_not_break_references(void **state)
{
	struct fix *f = *state;
	const struct migration bad[] = {
		{1, "INSERT INTO event (change_id, tbl, row_id, rev_after)"
		    " VALUES (77, 'x', 1, 1);"},
	};

	assert_int_equal(
		schema_upgrade_with(f->path, bad, 1, &f->err), -EBADMSG);
	versions_are(f->path, 0);
}

static void test_nobody_writes_during_an_upgrade(void **state)
{
	struct fix *f = *state;
	AUTO_TXN t = {0};

	assert_int_equal(schema_upgrade_with(f->path, steps, 1, &f->err), 1);
	OK(f, db_open(f->path, DB_DAEMON, &f->db, &f->err));
	assert_int_equal(schema_upgrade_with(f->path, steps, 2, &f->err), 1);
	assert_int_equal(txn_begin(f->db, &t, &f->err), -ESTALE);
}

static void test_a_missing_database_is_not_upgraded(void **state)
{
	struct fix *f = *state;

	assert_int_equal(
		schema_upgrade("/nonexistent/n.db", 100, &f->err), -ENOENT);
}

static void test_settings_are_kept_by_key(void **state)
{
	struct fix *f = *state;
	AUTO_FREE char *none = NULL, *value = NULL;

	assert_int_equal(schema_upgrade_with(f->path, steps, 1, &f->err), 1);
	OK(f, db_open(f->path, DB_READ_WRITE, &f->db, &f->err));
	OK(f, meta_get(f->db, "colour", &none, &f->err));
	assert_null(none);
	IN_TXN(f, {
		OK(f, meta_set(f->db, "colour", "red", &f->err));
		OK(f, meta_set(f->db, "colour", "绿", &f->err));
	});
	OK(f, meta_get(f->db, "colour", &value, &f->err));
	assert_string_equal(value, "绿");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, fix_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_all_steps_are_climbed_after_a_copy),
		TEST(test_only_missing_steps_are_climbed),
		TEST(test_what_is_up_to_date_is_left_alone),
		TEST(test_an_upgrade_brings_the_calendars),
		TEST(test_a_failing_step_changes_nothing),
		TEST(test_a_step_may_not_break_references),
		TEST(test_nobody_writes_during_an_upgrade),
		TEST(test_a_missing_database_is_not_upgraded),
		TEST(test_settings_are_kept_by_key),
	};

	return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
