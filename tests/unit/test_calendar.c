/* Working calendars in the database. */
#include "storefix.h"

#include "store/calendar.h"
#include "store/change.h"
#include "store/tables.h"

#include <errno.h>
#include <string.h>

static int64_t seed(struct fix *f)
{
	struct change change = fix_change("init", 100);

	change.actor_id = 0;
	IN_TXN(f, OK(f, calendar_seed(f->db, &change, &f->err)));
	return change.id;
}

static const struct workcal_day *find(
	const struct workcal *c, struct civil_date d)
{
	for (size_t i = 0; i < c->n_days; i++)
		if (civil_cmp(c->days[i].date, d) == 0)
			return &c->days[i];
	return NULL;
}

static void test_the_lists_that_ship_are_there(void **state)
{
	struct fix *f = *state;
	AUTO_WORKCAL china = {0};
	AUTO_WORKCAL plain = {0};
	const struct civil_date from = {2026, 1, 1}, to = {2026, 12, 31};
	const struct workcal_day *day;

	seed(f);
	OK(f, calendar_load(f->db, &(struct calendar_span){"CN", from, to},
		      NULL, &china, &f->err));
	assert_int_equal(china.week, 0x1f);
	assert_int_equal(china.year_from, 2026);
	day = find(&china, (struct civil_date){2026, 2, 17});
	assert_non_null(day);
	assert_int_equal(day->kind, DAY_CLOSED);
	day = find(&china, (struct civil_date){2026, 2, 14});
	assert_non_null(day);
	assert_int_equal(day->kind, DAY_MAKEUP);
	assert_null(find(&china, (struct civil_date){2026, 11, 13}));
	for (size_t i = 1; i < china.n_days; i++)
		assert_true(civil_cmp(china.days[i - 1].date,
				    china.days[i].date) < 0);
	OK(f, calendar_load(f->db, &(struct calendar_span){"mon-fri", from, to},
		      NULL, &plain, &f->err));
	assert_int_equal(plain.n_days, 0);
	assert_int_equal(plain.week, 0x1f);
}

static void test_only_the_days_asked_for_are_loaded(void **state)
{
	struct fix *f = *state;
	AUTO_WORKCAL c = {0};

	seed(f);
	OK(f, calendar_load(f->db,
		      &(struct calendar_span){"CN",
			      (struct civil_date){2026, 10, 7},
			      (struct civil_date){2026, 10, 10}},
		      NULL, &c, &f->err));
	assert_int_equal(c.n_days, 2);
	assert_int_equal(c.days[0].date.day, 7);
	assert_int_equal(c.days[1].kind, DAY_MAKEUP);
}

static void test_an_unknown_calendar_is_told(void **state)
{
	struct fix *f = *state;
	AUTO_WORKCAL c = {0};

	assert_int_equal(
		calendar_load(f->db,
			&(struct calendar_span){"XX", (struct civil_date){0},
				(struct civil_date){0}},
			NULL, &c, &f->err),
		-ENOENT);
	SAYS(f, "XX");
}

static void test_seeding_again_changes_nothing(void **state)
{
	struct fix *f = *state;

	assert_int_not_equal(seed(f), 0);
	assert_int_equal(seed(f), 0);
}

/* A database made when the list ended earlier, in which somebody has made a
 * day soft and removed another. */
static void test_later_years_come_and_peoples_days_stay(void **state)
{
	struct fix *f = *state;
	AUTO_WORKCAL c = {0};
	int64_t days;

	seed(f);
	days = fix_number(f->path, "SELECT count(*) FROM calendar_day");
	fix_sql(f->path,
		"DELETE FROM calendar_day WHERE calendar_id ="
		" (SELECT id FROM calendar WHERE name = 'CN');"
		"UPDATE calendar SET year_from = 2025, year_to = 2025"
		" WHERE name = 'CN';"
		"INSERT INTO calendar_day (rev, created_at, calendar_id,"
		" on_date, kind) SELECT 1, 1, id, '2025-12-31', 'soft'"
		" FROM calendar WHERE name = 'CN'");
	assert_int_not_equal(seed(f), 0);
	assert_int_equal(
		fix_number(f->path, "SELECT count(*) FROM calendar_day"),
		days + 1);
	OK(f, calendar_load(f->db,
		      &(struct calendar_span){"CN",
			      (struct civil_date){2025, 1, 1},
			      (struct civil_date){2026, 1, 1}},
		      NULL, &c, &f->err));
	assert_int_equal(c.n_days, 2);
	assert_int_equal(c.days[0].kind, DAY_SOFT);
	assert_int_equal(c.days[1].kind, DAY_CLOSED);
	assert_int_equal(c.year_from, 2025);
	assert_true(c.year_to >= 2026);
}

static void test_undo_knows_every_table_with_history(void **state)
{
	struct fix *f = *state;
	AUTO_STMT st = NULL;
	int r, n = 0;

	OK(f, db_query(f->db,
		      "SELECT m.name FROM sqlite_schema m WHERE m.type ="
		      " 'table' AND m.sql LIKE '%deleted_at%'",
		      &st, &f->err));
	while ((r = stmt_step(st, &f->err)) > 0) {
		const struct table *table = tables_find(stmt_text(st, 0));

		if (!table)
			fail_msg("no table %s", stmt_text(st, 0));
		assert_string_equal(table->name, stmt_text(st, 0));
		n++;
	}
	OK(f, r);
	assert_true(n >= 12);
	assert_null(tables_find("message"));
}

/* Each description has exactly the columns of its table. */
static void test_descriptions_and_schema_agree(void **state)
{
	struct fix *f = *state;
	AUTO_STMT names = NULL;
	int r;

	OK(f, db_query(f->db,
		      "SELECT m.name, p.name FROM sqlite_schema m,"
		      " pragma_table_info(m.name) p WHERE m.type = 'table'"
		      " AND m.sql LIKE '%deleted_at%' AND p.name NOT IN"
		      " ('id', 'rev', 'created_at', 'deleted_at')",
		      &names, &f->err));
	while ((r = stmt_step(names, &f->err)) > 0) {
		const struct table *table = tables_find(stmt_text(names, 0));
		bool found = false;

		assert_non_null(table);
		for (size_t i = 0; i < table->n_columns; i++)
			found |= strcmp(table->columns[i].name,
					 stmt_text(names, 1)) == 0;
		if (!found)
			fail_msg("%s has no %s", table->name,
				stmt_text(names, 1));
	}
	OK(f, r);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, fix_setup, fix_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_the_lists_that_ship_are_there),
		TEST(test_only_the_days_asked_for_are_loaded),
		TEST(test_an_unknown_calendar_is_told),
		TEST(test_seeding_again_changes_nothing),
		TEST(test_later_years_come_and_peoples_days_stay),
		TEST(test_undo_knows_every_table_with_history),
		TEST(test_descriptions_and_schema_agree),
	};

	return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
