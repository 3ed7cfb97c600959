/* Schema and migrations, with steps that no release has. */
#include "storefix.h"

#include "store/meta.h"
#include "store/schema.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

/* The fixture is as the version before would have been: it has no firsts. */
enum { FIRST = SCHEMA_VERSION, SECOND, THIRD, BEFORE = FIRST - 1 };

static const struct migration steps[] = {
	{FIRST, "CREATE TABLE first (id @ID@, kind TEXT NOT NULL) @STRICT@;"
		"INSERT INTO first (kind) VALUES ('one');"},
	{SECOND, "ALTER TABLE first ADD COLUMN more @INT@;"
		 "UPDATE first SET more = 2;"},
	{THIRD, "CREATE TABLE third (key TEXT PRIMARY KEY, b @BLOB@) "
		"@CLUSTER@;"},
};

static void set_version(const char *path, int version)
{
	char sql[200];

	(void)snprintf(sql, sizeof(sql),
		"PRAGMA user_version = %d;"
		"UPDATE meta SET value = '%d' WHERE key = 'schema';",
		version, version);
	fix_sql(path, sql);
}

static int setup(void **state)
{
	struct fix *f;

	fix_setup(state);
	f = *state;
	f->db = db_close(f->db);
	set_version(f->path, BEFORE);
	fix_sql(f->path, "INSERT INTO meta VALUES ('kept', 'yes')");
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

/* What SQLite keeps of a table's making; yours to free. */
static char *text_of(const char *path, const char *table)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *st = NULL;
	char *text = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db,
				 "SELECT sql FROM sqlite_schema WHERE name = ?",
				 -1, &st, NULL),
		SQLITE_OK);
	sqlite3_bind_text(st, 1, table, -1, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	text = strdup((const char *)sqlite3_column_text(st, 0));
	sqlite3_finalize(st);
	sqlite3_close(db);
	assert_non_null(text);
	return text;
}

static void test_all_steps_are_climbed_after_a_copy(void **state)
{
	struct fix *f = *state;

	assert_int_equal(schema_upgrade_with(f->path, steps, 3, &f->err), 1);
	versions_are(f->path, THIRD);
	assert_int_equal(fix_number(f->path, "SELECT more FROM first"), 2);
	assert_int_equal(fix_number(f->path, "SELECT count(*) FROM third"), 0);
	assert_int_equal(fix_number(f->path, "SELECT count(*) FROM meta"
					     " WHERE key = 'kept'"),
		1);
	versions_are(copy_of(f, BEFORE), BEFORE);
	assert_int_equal(
		fix_number(copy_of(f, BEFORE), "SELECT count(*) FROM meta"
					       " WHERE key = 'kept'"),
		1);
}

static void test_only_missing_steps_are_climbed(void **state)
{
	struct fix *f = *state;

	assert_int_equal(schema_upgrade_with(f->path, steps, 1, &f->err), 1);
	versions_are(f->path, FIRST);
	OK(f, db_open(f->path, DB_READ_WRITE, &f->db, &f->err));
	f->db = db_close(f->db);
	assert_int_equal(schema_upgrade_with(f->path, steps, 3, &f->err), 1);
	versions_are(f->path, THIRD);
	versions_are(copy_of(f, FIRST), FIRST);
	assert_int_equal(fix_number(f->path, "SELECT count(*) FROM first"), 1);
}

static void test_what_is_up_to_date_is_left_alone(void **state)
{
	struct fix *f = *state;

	assert_int_equal(schema_upgrade_with(f->path, steps, 1, &f->err), 1);
	assert_int_equal(schema_upgrade_with(f->path, steps, 1, &f->err), 0);
	assert_int_equal(schema_upgrade(f->path, 100, &f->err), 0);
	assert_int_equal(access(copy_of(f, FIRST), F_OK), -1);
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
		{SECOND, "CREATE TABLE second (x @INT@) @STRICT@; nonsense;"},
	};

	assert_true(schema_upgrade_with(f->path, bad, 2, &f->err) < 0);
	SAYS(f, "nonsense");
	versions_are(f->path, BEFORE);
	assert_int_equal(fix_number(f->path, "SELECT count(*) FROM"
					     " sqlite_schema WHERE name IN"
					     " ('first', 'second')"),
		0);
	assert_int_equal(schema_upgrade_with(f->path, steps, 3, &f->err), 1);
	versions_are(f->path, THIRD);
}

static void test_a_step_may_not_break_references(void **state)
{
	struct fix *f = *state;
	const struct migration bad[] = {
		{FIRST, "INSERT INTO event (change_id, tbl, row_id, rev_after)"
			" VALUES (77, 'x', 1, 1);"},
	};

	assert_int_equal(
		schema_upgrade_with(f->path, bad, 1, &f->err), -EBADMSG);
	versions_are(f->path, BEFORE);
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

/* A database made by an older nudge becomes what a new one is. */
static void test_the_steps_lead_to_the_schema(void **state)
{
	struct fix *f = *state;
	AUTO_FREE char *was = text_of(f->path, "departure"), *is = NULL;

	fix_sql(f->path, "DROP TABLE departure");
	set_version(f->path, 1);
	assert_int_equal(schema_upgrade(f->path, 100, &f->err), 1);
	versions_are(f->path, SCHEMA_VERSION);
	is = text_of(f->path, "departure");
	assert_string_equal(is, was);
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
		TEST(test_the_steps_lead_to_the_schema),
		TEST(test_settings_are_kept_by_key),
	};

	return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
