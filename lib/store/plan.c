/* Plans; the contract is in plan.h. */
#include "store/plan.h"

static const struct column columns[] = {
	COLUMN(COLUMN_REF, plan, account_id),
	COLUMN(COLUMN_TEXT, plan, cadence),
	COLUMN(COLUMN_INT, plan, version),
	COLUMN(COLUMN_DATE, plan, anchor),
	COLUMN(COLUMN_DATE, plan, valid_on),
	COLUMN(COLUMN_ENUM, plan, tier, COLUMN_NAMES(domain_tier)),
	COLUMN(COLUMN_INT, plan, renewal),
	COLUMN(COLUMN_ENUM, plan, state, COLUMN_NAMES(domain_plan_state)),
	COLUMN(COLUMN_DATE, plan, ended_on),
};

const struct table plan_table = {
	.name = "plan",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.size = sizeof(struct plan),
};

void plan_done(struct plan *plan)
{
	row_done(&plan_table, plan);
}

int plan_of_account(
	struct db *db, int64_t account_id, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &plan_table,
		" WHERE t.account_id = $1 AND t.deleted_at IS NULL"
		" ORDER BY t.id DESC",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, account_id);
	return rows_fill(ret, &plan_table, st, err);
}

int plan_running(
	struct db *db, int64_t account_id, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &plan_table,
		" WHERE t.account_id = $1 AND t.state = 'running'"
		" AND t.deleted_at IS NULL ORDER BY t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, account_id);
	return rows_fill(ret, &plan_table, st, err);
}
