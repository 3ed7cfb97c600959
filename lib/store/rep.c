/* Reps; the contract is in rep.h. */
#include "store/rep.h"

#include <errno.h>

static const struct column columns[] = {
	COLUMN(COLUMN_TEXT, rep, slug),
	COLUMN(COLUMN_TEXT, rep, name),
	COLUMN(COLUMN_TEXT, rep, name_fold),
	COLUMN(COLUMN_TEXT, rep, mail),
	COLUMN(COLUMN_TEXT, rep, login),
	COLUMN(COLUMN_TEXT, rep, zone),
	COLUMN(COLUMN_TEXT, rep, locale),
	COLUMN(COLUMN_TEXT, rep, calendar),
	COLUMN(COLUMN_TEXT, rep, channels),
	COLUMN(COLUMN_INT, rep, brief_minute),
	COLUMN(COLUMN_INT, rep, quiet_from),
	COLUMN(COLUMN_INT, rep, quiet_to),
	COLUMN(COLUMN_REF, rep, manager_id),
	COLUMN(COLUMN_INT, rep, level_load),
};

const struct table rep_table = {
	.name = "rep",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.size = sizeof(struct rep),
};

void rep_done(struct rep *rep)
{
	row_done(&rep_table, rep);
}

int rep_by_slug(
	struct db *db, const char *slug, struct rep *ret, struct err *err)
{
	return rows_named(db, &rep_table,
		" WHERE t.slug = $1 AND t.deleted_at IS NULL", slug, ret, err);
}

/* The one and only row of a statement that was bound. */
static int read_only_one(struct stmt *st, struct rep *ret, struct err *err)
{
	AUTO_ROWS reps = {0};
	int r = rows_fill(&reps, &rep_table, st, err);

	if (r < 0)
		return r;
	if (reps.n != 1)
		return reps.n == 0 ? -ENOENT : -ENOTUNIQ;
	rows_take(&reps, 0, ret);
	return 0;
}

int rep_only(struct db *db, struct rep *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &rep_table, " WHERE t.deleted_at IS NULL LIMIT 2",
		&st, err);

	return r < 0 ? r : read_only_one(st, ret, err);
}

int rep_by_login(
	struct db *db, const char *login, struct rep *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &rep_table,
		" WHERE t.login = $1 AND t.deleted_at IS NULL LIMIT 2", &st,
		err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, login);
	return read_only_one(st, ret, err);
}

int rep_all(struct db *db, int64_t after, int64_t limit, struct rows *ret,
	struct err *err)
{
	return rows_page(db, &rep_table, after, limit, ret, err);
}

int rep_duties(
	struct db *db, int64_t rep_id, struct rep_duties *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT (SELECT COUNT(*) FROM account"
		" WHERE owner_id = $1 AND deleted_at IS NULL),"
		" (SELECT COUNT(*) FROM touchpoint WHERE owner_id = $1"
		" AND (state = 'open' OR state = 'paused')"
		" AND deleted_at IS NULL),"
		" (SELECT COUNT(*) FROM request q JOIN touchpoint t"
		" ON t.id = q.touchpoint_id WHERE q.manager_id = $1"
		" AND q.answered_at IS NULL AND q.deleted_at IS NULL"
		" AND t.state = 'open' AND t.deleted_at IS NULL),"
		" (SELECT COUNT(*) FROM rep"
		" WHERE manager_id = $1 AND deleted_at IS NULL)",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, rep_id);
	r = stmt_step(st, err);
	if (r < 0)
		return r;
	*ret = (struct rep_duties){stmt_int(st, 0), stmt_int(st, 1),
		stmt_int(st, 2), stmt_int(st, 3)};
	return 0;
}
