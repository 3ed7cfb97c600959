/* Activities; the contract is in activity.h. */
#include "store/activity.h"

static const struct column columns[] = {
	COLUMN(COLUMN_REF, activity, account_id),
	COLUMN(COLUMN_REF, activity, touchpoint_id),
	COLUMN(COLUMN_REF, activity, rep_id),
	COLUMN(COLUMN_DATE, activity, on_date),
	COLUMN(COLUMN_ENUM, activity, direction,
		COLUMN_NAMES(domain_direction)),
	COLUMN(COLUMN_ENUM, activity, outcome, COLUMN_NAMES(domain_outcome)),
	COLUMN(COLUMN_ENUM, activity, via, COLUMN_NAMES(domain_via)),
	COLUMN(COLUMN_TEXT, activity, text),
	COLUMN(COLUMN_INT, activity, follow_up),
	COLUMN(COLUMN_INT, activity, share),
};

const struct table activity_table = {
	.name = "activity",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.size = sizeof(struct activity),
};

static const struct column contact_columns[] = {
	COLUMN(COLUMN_REF, activity_contact, activity_id),
	COLUMN(COLUMN_REF, activity_contact, contact_id),
};

const struct table activity_contact_table = {
	.name = "activity_contact",
	.columns = contact_columns,
	.n_columns = ARRAY_LEN(contact_columns),
	.size = sizeof(struct activity_contact),
};

void activity_done(struct activity *activity)
{
	row_done(&activity_table, activity);
}

int activity_of_account(struct db *db, int64_t account_id, int64_t limit,
	struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &activity_table,
		" WHERE t.account_id = $1 AND t.deleted_at IS NULL"
		" ORDER BY t.on_date DESC, t.id DESC LIMIT $2",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, account_id);
	stmt_bind_int(st, 2, limit);
	return rows_fill(ret, &activity_table, st, err);
}

int activity_follow_ups(
	struct db *db, int64_t plan_id, int64_t *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT MAX(a.follow_up) FROM touchpoint t"
		" JOIN activity a"
		" ON a.touchpoint_id = COALESCE(t.covered_by, t.id)"
		" WHERE t.plan_id = $1 AND t.deleted_at IS NULL"
		" AND a.deleted_at IS NULL",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, plan_id);
	r = stmt_step(st, err);
	if (r < 0)
		return r;
	*ret = stmt_int(st, 0);
	return 0;
}

int activity_last_contact(struct db *db, int64_t account_id,
	struct civil_date *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT on_date FROM activity WHERE account_id = $1"
		" AND outcome <> 'noanswer' AND deleted_at IS NULL"
		" ORDER BY on_date DESC LIMIT 1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, account_id);
	r = stmt_step(st, err);
	if (r < 0)
		return r;
	*ret = r == 0 ? (struct civil_date){0} : stmt_date(st, 0);
	return 0;
}

int activity_of_touchpoint(
	struct db *db, int64_t touchpoint_id, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &activity_table,
		" WHERE t.touchpoint_id = $1 AND t.deleted_at IS NULL"
		" ORDER BY t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, touchpoint_id);
	return rows_fill(ret, &activity_table, st, err);
}

int activity_newest(struct db *db, int64_t account_id, struct activity *ret,
	struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &activity_table,
		" WHERE t.account_id = $1 AND t.deleted_at IS NULL"
		" ORDER BY t.id DESC LIMIT 1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, account_id);
	return rows_first(&activity_table, st, ret, err);
}
