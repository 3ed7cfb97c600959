/* Requests; the contract is in request.h. */
#include "store/request.h"

static const struct column columns[] = {
	COLUMN(COLUMN_REF, request, touchpoint_id),
	COLUMN(COLUMN_REF, request, asker_id),
	COLUMN(COLUMN_REF, request, manager_id),
	COLUMN(COLUMN_TEXT, request, text),
	COLUMN(COLUMN_REF, request, answered_at),
	COLUMN(COLUMN_REF, request, answerer_id),
	COLUMN(COLUMN_TEXT, request, answer),
};

const struct table request_table = {
	.name = "request",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.size = sizeof(struct request),
};

void request_done(struct request *request)
{
	row_done(&request_table, request);
}

int request_open(struct db *db, int64_t touchpoint_id, struct request *ret,
	struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &request_table,
		" WHERE t.touchpoint_id = $1 AND t.answered_at IS NULL"
		" AND t.deleted_at IS NULL ORDER BY t.id DESC LIMIT 1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, touchpoint_id);
	return rows_first(&request_table, st, ret, err);
}

int request_of_touchpoint(
	struct db *db, int64_t touchpoint_id, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &request_table,
		" WHERE t.touchpoint_id = $1 AND t.deleted_at IS NULL"
		" ORDER BY t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, touchpoint_id);
	return rows_fill(ret, &request_table, st, err);
}

int request_of_manager(
	struct db *db, int64_t manager_id, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &request_table,
		" JOIN touchpoint p ON p.id = t.touchpoint_id"
		" WHERE t.manager_id = $1 AND t.answered_at IS NULL"
		" AND t.deleted_at IS NULL AND p.state = 'open'"
		" AND p.deleted_at IS NULL ORDER BY t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, manager_id);
	return rows_fill(ret, &request_table, st, err);
}

int request_answered(struct db *db, const struct request_span *span,
	struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &request_table,
		" JOIN touchpoint p ON p.id = t.touchpoint_id"
		" WHERE t.asker_id = $1 AND t.answered_at > $2"
		" AND t.answered_at <= $3 AND t.deleted_at IS NULL"
		" AND p.state = 'open' AND p.deleted_at IS NULL"
		" ORDER BY t.answered_at, t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, span->asker_id);
	stmt_bind_int(st, 2, span->after);
	stmt_bind_int(st, 3, span->until);
	return rows_fill(ret, &request_table, st, err);
}
