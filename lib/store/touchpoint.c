/* Touchpoints; the contract is in touchpoint.h. */
#include "store/touchpoint.h"

#include <string.h>

static const struct column columns[] = {
	COLUMN(COLUMN_INT, touchpoint, seq, .flags = COLUMN_KEPT),
	COLUMN(COLUMN_INT, touchpoint, gen, .flags = COLUMN_GEN),
	COLUMN(COLUMN_INT, touchpoint, visible_at, .flags = COLUMN_STAMP),
	COLUMN(COLUMN_REF, touchpoint, account_id),
	COLUMN(COLUMN_REF, touchpoint, owner_id),
	COLUMN(COLUMN_REF, touchpoint, plan_id),
	COLUMN(COLUMN_TEXT, touchpoint, step),
	COLUMN(COLUMN_INT, touchpoint, n),
	COLUMN(COLUMN_ENUM, touchpoint, kind, COLUMN_NAMES(domain_kind)),
	COLUMN(COLUMN_ENUM, touchpoint, via, COLUMN_NAMES(domain_via)),
	COLUMN(COLUMN_TEXT, touchpoint, purpose),
	COLUMN(COLUMN_INT, touchpoint, purpose_is_id),
	COLUMN(COLUMN_ENUM, touchpoint, state, COLUMN_NAMES(domain_state)),
	COLUMN(COLUMN_DATE, touchpoint, nominal),
	COLUMN(COLUMN_DATE, touchpoint, earliest),
	COLUMN(COLUMN_DATE, touchpoint, due),
	COLUMN(COLUMN_DATE, touchpoint, latest),
	COLUMN(COLUMN_DATE, touchpoint, first_latest),
	COLUMN(COLUMN_INT, touchpoint, moved),
	COLUMN(COLUMN_INT, touchpoint, due_minute),
	COLUMN(COLUMN_TEXT, touchpoint, due_zone),
	COLUMN(COLUMN_INT, touchpoint, lead),
	COLUMN(COLUMN_REF, touchpoint, nudge_at),
	COLUMN(COLUMN_REF, touchpoint, snoozed_until),
	COLUMN(COLUMN_INT, touchpoint, pinned),
	COLUMN(COLUMN_INT, touchpoint, moves),
	COLUMN(COLUMN_TEXT, touchpoint, move_reason),
	COLUMN(COLUMN_DATE, touchpoint, arrange_on),
	COLUMN(COLUMN_REF, touchpoint, parent_id),
	COLUMN(COLUMN_INT, touchpoint, attempts),
	COLUMN(COLUMN_DATE, touchpoint, done_on),
	COLUMN(COLUMN_ENUM, touchpoint, outcome, COLUMN_NAMES(domain_outcome)),
	COLUMN(COLUMN_TEXT, touchpoint, result),
	COLUMN(COLUMN_TEXT, touchpoint, closed_via),
	COLUMN(COLUMN_REF, touchpoint, closed_at),
	COLUMN(COLUMN_TEXT, touchpoint, close_reason),
	COLUMN(COLUMN_REF, touchpoint, covered_by),
};

const struct table touchpoint_table = {
	.name = "touchpoint",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.size = sizeof(struct touchpoint),
};

static const struct column contact_columns[] = {
	COLUMN(COLUMN_REF, touchpoint_contact, touchpoint_id),
	COLUMN(COLUMN_REF, touchpoint_contact, contact_id),
};

const struct table touchpoint_contact_table = {
	.name = "touchpoint_contact",
	.columns = contact_columns,
	.n_columns = ARRAY_LEN(contact_columns),
	.size = sizeof(struct touchpoint_contact),
};

void touchpoint_done(struct touchpoint *tp)
{
	row_done(&touchpoint_table, tp);
}

int touchpoint_contacts(
	struct db *db, int64_t touchpoint_id, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &touchpoint_contact_table,
		" WHERE t.touchpoint_id = $1 AND t.deleted_at IS NULL"
		" ORDER BY t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, touchpoint_id);
	return rows_fill(ret, &touchpoint_contact_table, st, err);
}

bool touchpoint_is_live(const struct touchpoint *tp)
{
	return tp->state == STATE_OPEN || tp->state == STATE_PAUSED;
}

bool touchpoint_is_merged(const struct touchpoint *tp)
{
	return strchr(tp->purpose, '\n') != NULL;
}

bool touchpoint_is_late(const struct touchpoint *tp, struct civil_date today)
{
	struct civil_date last =
		civil_is_none(tp->latest) ? tp->due : tp->latest;

	return tp->state == STATE_OPEN && civil_cmp(last, today) < 0;
}

int touchpoint_open_of_account(
	struct db *db, int64_t account_id, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &touchpoint_table,
		" WHERE t.account_id = $1 AND t.state = 'open'"
		" AND t.deleted_at IS NULL ORDER BY t.due, t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, account_id);
	return rows_fill(ret, &touchpoint_table, st, err);
}

int touchpoint_paused_of_account(
	struct db *db, int64_t account_id, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &touchpoint_table,
		" WHERE t.account_id = $1 AND t.state = 'paused'"
		" AND t.deleted_at IS NULL ORDER BY t.due, t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, account_id);
	return rows_fill(ret, &touchpoint_table, st, err);
}

int touchpoint_of_step(struct db *db, int64_t account_id, const char *step,
	struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &touchpoint_table,
		" WHERE t.account_id = $1 AND t.step = $2"
		" AND t.deleted_at IS NULL"
		" ORDER BY CASE t.state WHEN 'open' THEN 0 ELSE 1 END,"
		" CASE t.state WHEN 'open' THEN t.due END, t.id DESC",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, account_id);
	stmt_bind_text(st, 2, step);
	return rows_fill(ret, &touchpoint_table, st, err);
}

int touchpoint_of_plan(
	struct db *db, int64_t plan_id, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &touchpoint_table,
		" WHERE t.plan_id = $1 AND t.deleted_at IS NULL ORDER BY t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, plan_id);
	return rows_fill(ret, &touchpoint_table, st, err);
}

int touchpoint_covered(struct db *db, const struct touchpoint *tp,
	struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &touchpoint_table,
		" WHERE t.account_id = $1 AND t.covered_by = $2"
		" AND t.state = 'covered' AND t.deleted_at IS NULL"
		" ORDER BY t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, tp->account_id);
	stmt_bind_int(st, 2, tp->id);
	return rows_fill(ret, &touchpoint_table, st, err);
}

int touchpoint_children(struct db *db, const struct touchpoint *tp,
	struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &touchpoint_table,
		" WHERE t.account_id = $1 AND t.id > $2 AND t.parent_id = $2"
		" AND t.deleted_at IS NULL ORDER BY t.due, t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, tp->account_id);
	stmt_bind_int(st, 2, tp->id);
	return rows_fill(ret, &touchpoint_table, st, err);
}
