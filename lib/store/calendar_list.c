/* Working calendars to look at; the contract is in calendar_list.h. */
#include "store/calendar_list.h"

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

int calendar_is_used(struct db *db, const char *name, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT 1 FROM rep WHERE calendar = $1 AND deleted_at IS NULL"
		" UNION ALL SELECT 1 FROM account WHERE calendar = $1"
		" AND deleted_at IS NULL LIMIT 1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, name);
	return stmt_step(st, err);
}
