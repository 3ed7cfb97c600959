/*
 * What runs for every add, close and brief, and for every look of nudged,
 * finds its rows by an index: its cost must not grow with what is stored.
 *
 * After the work was done, SQLite is asked for the plan of each statement
 * that was prepared for it.
 */
#include "tests/unit/world.h"

#include "store/claim.h"
#include "store/duty.h"
#include "store/sqlite.h"

#include <stdio.h>
#include <string.h>

/* What grows over the years.  A table that is small, or is worked off, may be
 * read from end to end. */
static const char *const large[] = {"touchpoint", "touchpoint_contact",
	"activity", "activity_contact", "event", "change", "message",
	"message_touchpoint", "delivery", "attempt", "account", "contact",
	"plan", "delivered_key"};

/* Does word stand at s, and end there? */
static bool is_word(const char *s, const char *word)
{
	size_t n = strlen(word);

	return strncmp(s, word, n) == 0 && (s[n] == '\0' || s[n] == ' ');
}

/* The table that a line of a plan calls name in sql: " FROM table name". */
static bool names(const char *sql, const char *table, const char *name)
{
	char alias[128];
	size_t n = strcspn(name, " ");

	(void)snprintf(alias, sizeof(alias), " %s %.*s", table, (int)n, name);
	return is_word(name, table) || strstr(sql, alias) != NULL;
}

static bool is_scan_of_large(const char *sql, const char *detail)
{
	if (strncmp(detail, "SCAN ", 5) != 0)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(large); i++)
		if (names(sql, large[i], detail + 5))
			return true;
	return false;
}

static void check_plan(sqlite3 *raw, const char *sql)
{
	char *text = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql);
	sqlite3_stmt *st = NULL;

	assert_int_equal(
		sqlite3_prepare_v2(raw, text, -1, &st, NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW) {
		const char *detail = (const char *)sqlite3_column_text(st, 3);

		if (is_scan_of_large(sql, detail))
			fail_msg("%s\nin: %s", detail, sql);
	}
	sqlite3_finalize(st);
	sqlite3_free(text);
}

/* All statements of the handle; at least that many.  Without foreign keys: an
 * INSERT would list a search for children that it makes only inside a
 * transaction that has broken a key already. */
static void check_plans(struct db *db, int least)
{
	int n = 0;

	sqlite3_db_config(db->raw, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
	for (struct stmt *st = db->stmts; st; st = st->next, n++)
		check_plan(db->raw, sqlite3_sql(st->raw));
	assert_true(n >= least);
}

static void add_two(void)
{
	world_call("account.add", "{s:s}", "name", "Acme");
	world_call("contact.add", "{s:s, s:s}", "account", "acme", "name",
		"Wang Fang");
	for (int i = 0; i < 2; i++)
		world_call("touchpoint.add", "{s:s, s:s, s:s, s:[s]}",
			"account", "acme", "purpose", "call", "due",
			"2026-11-18 10:30", "with", "wang-fang");
}

static void methods_search(void **state)
{
	(void)state;
	add_two();
	world_call(
		"touchpoint.close", "{s:s, s:s}", "id", "1", "outcome", "ok");
	world_call("touchpoint.close", "{s:s, s:s}", "id", "2", "outcome",
		"noanswer");
	world_call("plan.sign", "{s:s, s:s}", "account", "acme", "on",
		"2026-11-16");
	world_call("touchpoint.close", "{s:s}", "id", "acme/d1");
	world_call("brief.get", "{}");
	check_plans(world.api.db, 30);
}

/* As ANALYZE, which nudge never runs, leaves it in a large company where one
 * rep has everything. */
static void statistics_mislead_nobody(void **state)
{
	static const char sql[] =
		"ANALYZE; DELETE FROM sqlite_stat1;"
		"INSERT INTO sqlite_stat1 VALUES"
		" ('touchpoint', 'touchpoint_owner_due', '1000000 1000000 50'),"
		" ('touchpoint', 'touchpoint_closed',"
		" '1000000 1000000 500000 9'),"
		" ('touchpoint', 'touchpoint_account', '1000000 10 10 9'),"
		" ('account', 'account_name', '100000 1');"
		"ANALYZE sqlite_schema";

	(void)state;
	add_two();
	assert_int_equal(sqlite3_exec(world.api.db->raw, sql, NULL, NULL, NULL),
		SQLITE_OK);
	world_call("brief.get", "{}");
	check_plans(world.api.db, 10);
}

static int count(void *userdata, const struct claim_ready *ready)
{
	(void)ready;
	++*(int *)userdata;
	return 0;
}

static void nudged_searches(void **state)
{
	struct db *db = world.api.db;
	struct message_new new = {
		.kind = MESSAGE_NOTICE,
		.rep_id = 1,
		.channel = "mail",
		.subject = "s",
		.locale = "en",
		.model = "{}",
		.expires_at = INT64_MAX,
	};
	AUTO_MESSAGE message = {0};
	AUTO_TXN t = {0};
	struct duty_list list;
	int64_t at, id = 0;
	int n = 0;

	(void)state;
	assert_int_equal(duty_next(db, 1, &at, NULL), 0);
	assert_int_equal(duty_briefs(db, 1, &list, NULL), 0);
	assert_int_equal(duty_rolls(db, 1, &list, NULL), 0);
	assert_int_equal(duty_nudges(db, 1, &list, NULL), 0);
	assert_int_equal(claim_next_at(db, 1, &at, NULL), 0);
	assert_int_equal(txn_begin(db, &t, NULL), 0);
	assert_true(message_queue(db, &new, 1, &id, NULL) >= 0);
	assert_int_equal(
		claim_scan(db, &(struct claim_span){.until = 1},
			&(struct claim_reader){.row = count, .userdata = &n},
			NULL),
		0);
	assert_int_equal(n, 1);
	assert_int_equal(claim_look(db, id, &message, NULL), 1);
	assert_int_equal(claim_take(db, 1, &message, NULL), 1);
	assert_int_equal(txn_commit(&t, NULL), 0);
	check_plans(db, 10);
}

/* The test must see a scan when there is one. */
static void a_scan_is_seen(void **state)
{
	(void)state;
	assert_true(is_scan_of_large(
		"SELECT id FROM touchpoint t WHERE via = $1", "SCAN t"));
	assert_true(is_scan_of_large("SELECT COUNT(*) FROM event",
		"SCAN event USING COVERING INDEX event_by_change"));
	assert_false(is_scan_of_large("SELECT id FROM rep t", "SCAN t"));
	assert_false(is_scan_of_large("SELECT id FROM touchpoint t",
		"SEARCH t USING INTEGER PRIMARY KEY (rowid=?)"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_scan_is_seen),
		cmocka_unit_test_setup_teardown(
			methods_search, world_begin, world_end),
		cmocka_unit_test_setup_teardown(
			statistics_mislead_nobody, world_begin, world_end),
		cmocka_unit_test_setup_teardown(
			nudged_searches, world_begin, world_end),
	};

	return cmocka_run_group_tests_name("query plans", tests, NULL, NULL);
}
