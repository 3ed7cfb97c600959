/* Working calendars to look at; the contract is in calendar_list.h. */
#include "store/calendar_list.h"

#include "base/names.h"
#include "base/str.h"
#include "store/touchpoint.h"

#include <string.h>

int calendar_all(struct db *db, int64_t after, int64_t limit, struct rows *ret,
	struct err *err)
{
	return rows_page(db, &calendar_table, after, limit, ret, err);
}

int calendar_next_days(struct db *db, const struct calendar_next *next,
	struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &calendar_day_table,
		" WHERE t.calendar_id = $1 AND t.on_date >= $2"
		" AND t.deleted_at IS NULL ORDER BY t.on_date LIMIT $3",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, next->calendar_id);
	stmt_bind_date(st, 2, next->from);
	stmt_bind_int(st, 3, next->limit);
	return rows_fill(ret, &calendar_day_table, st, err);
}

/* The different lists of calendars that reps and accounts have. */
static int query_lists(struct db *db, struct stmt **ret, struct err *err)
{
	return db_query(db,
		"SELECT DISTINCT calendar FROM rep WHERE calendar IS NOT NULL"
		" AND deleted_at IS NULL UNION SELECT DISTINCT calendar"
		" FROM account WHERE calendar IS NOT NULL"
		" AND deleted_at IS NULL ORDER BY 1",
		ret, err);
}

int calendar_is_beside(
	struct db *db, const char *a, const char *b, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = query_lists(db, &st, err);

	if (r < 0)
		return r;
	while ((r = stmt_step(st, err)) > 0)
		if (names_has(stmt_text(st, 0), a) &&
			names_has(stmt_text(st, 0), b))
			return 1;
	return r;
}

int calendar_is_used(struct db *db, const char *name, struct err *err)
{
	return calendar_is_beside(db, name, name, err);
}

static bool has_row(const struct rows *rows, int64_t id)
{
	ROWS_EACH(const struct touchpoint, tp, rows)
		if (tp->id == id)
			return true;
	return false;
}

/* Those whose account or its owner has exactly this list. */
static int add_touchpoints(struct db *db, const struct calendar_reach *reach,
	const char *list, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	AUTO_ROWS found = {0};
	size_t before = ret->n;
	int r = row_query(db, &touchpoint_table,
		" JOIN account a ON a.id = t.account_id"
		" JOIN rep r ON r.id = a.owner_id"
		" WHERE t.state = 'open' AND t.deleted_at IS NULL"
		" AND t.due >= $1 AND t.due <= $2"
		" AND (a.calendar = $3 OR r.calendar = $3)"
		" ORDER BY t.due, t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_date(st, 1, reach->from);
	stmt_bind_date(st, 2, reach->to);
	stmt_bind_text(st, 3, list);
	r = rows_fill(&found, &touchpoint_table, st, err);
	for (size_t i = 0; r == 0 && i < found.n; i++) {
		struct touchpoint *tp = (struct touchpoint *)found.data + i;

		if (before == 0 || !has_row(ret, tp->id))
			r = rows_add(ret, tp);
	}
	return r;
}

/* Collected first, a line each: no query stays open while another runs. */
static int collect_lists(
	struct db *db, const char *name, struct str *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = query_lists(db, &st, err);

	if (r < 0)
		return r;
	while ((r = stmt_step(st, err)) > 0)
		if (names_has(stmt_text(st, 0), name)) {
			str_add(ret, stmt_text(st, 0));
			str_add_char(ret, '\n');
		}
	return r == 0 && str_error(ret) < 0 ? err_memory(err) : r;
}

int calendar_touchpoints(struct db *db, const struct calendar_reach *reach,
	struct rows *ret, struct err *err)
{
	AUTO_STR lists = {0};
	AUTO_STR one = {0};
	const char *list;
	int r = collect_lists(db, reach->name, &lists, err);

	ret->table = &touchpoint_table;
	for (list = str_get(&lists); r == 0 && *list;
		list += strcspn(list, "\n") + 1) {
		str_reset(&one);
		str_add_n(&one, list, strcspn(list, "\n"));
		r = str_error(&one) < 0 ? err_memory(err)
					: add_touchpoints(db, reach,
						  str_get(&one), ret, err);
	}
	return r;
}
