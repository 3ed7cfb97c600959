/* Meetings; the contract is in meeting.h. */
#include "store/meeting.h"

#include "store/rep.h"
#include "store/touchpoint.h"

static const struct column columns[] = {
	COLUMN(COLUMN_REF, meeting, touchpoint_id),
	COLUMN(COLUMN_TEXT, meeting, place),
	COLUMN(COLUMN_INT, meeting, travel),
	COLUMN(COLUMN_INT, meeting, length),
	COLUMN(COLUMN_REF, meeting, confirm_id),
	COLUMN(COLUMN_DATE, meeting, confirmed_on),
	COLUMN(COLUMN_TEXT, meeting, confirmed_via),
	COLUMN(COLUMN_REF, meeting, fulfils_id),
	COLUMN(COLUMN_DATE, meeting, held_earliest),
	COLUMN(COLUMN_DATE, meeting, held_due),
	COLUMN(COLUMN_DATE, meeting, held_latest),
	COLUMN(COLUMN_DATE, meeting, held_arrange),
	COLUMN(COLUMN_INT, meeting, held_moved),
	COLUMN(COLUMN_INT, meeting, held_pinned),
};

const struct table meeting_table = {
	.name = "meeting",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.size = sizeof(struct meeting),
};

static const struct column rep_columns[] = {
	COLUMN(COLUMN_REF, meeting_rep, touchpoint_id),
	COLUMN(COLUMN_REF, meeting_rep, rep_id),
};

const struct table meeting_rep_table = {
	.name = "meeting_rep",
	.columns = rep_columns,
	.n_columns = ARRAY_LEN(rep_columns),
	.size = sizeof(struct meeting_rep),
};

void meeting_done(struct meeting *meeting)
{
	row_done(&meeting_table, meeting);
}

static int newest(struct db *db, const char *tail, int64_t id,
	struct meeting *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &meeting_table, tail, &st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, id);
	return rows_first(&meeting_table, st, ret, err);
}

int meeting_of(struct db *db, int64_t touchpoint_id, struct meeting *ret,
	struct err *err)
{
	return newest(db,
		" WHERE t.touchpoint_id = $1 AND t.deleted_at IS NULL"
		" ORDER BY t.id DESC LIMIT 1",
		touchpoint_id, ret, err);
}

int meeting_confirmed_by(struct db *db, int64_t touchpoint_id,
	struct meeting *ret, struct err *err)
{
	return newest(db,
		" WHERE t.confirm_id = $1 AND t.deleted_at IS NULL"
		" ORDER BY t.id DESC LIMIT 1",
		touchpoint_id, ret, err);
}

int meeting_for(struct db *db, int64_t touchpoint_id, struct meeting *ret,
	struct err *err)
{
	return newest(db,
		" JOIN touchpoint m ON m.id = t.touchpoint_id"
		" WHERE t.fulfils_id = $1 AND t.deleted_at IS NULL"
		" AND m.state IN ('open', 'paused') AND m.deleted_at IS NULL"
		" ORDER BY t.id DESC LIMIT 1",
		touchpoint_id, ret, err);
}

int meeting_team(
	struct db *db, int64_t touchpoint_id, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &rep_table,
		" JOIN meeting_rep x ON x.rep_id = t.id"
		" WHERE x.touchpoint_id = $1 AND x.deleted_at IS NULL"
		" ORDER BY x.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, touchpoint_id);
	return rows_fill(ret, &rep_table, st, err);
}

int meeting_team_links(
	struct db *db, int64_t touchpoint_id, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &meeting_rep_table,
		" WHERE t.touchpoint_id = $1 AND t.deleted_at IS NULL"
		" ORDER BY t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, touchpoint_id);
	return rows_fill(ret, &meeting_rep_table, st, err);
}

int meeting_rep_links(
	struct db *db, int64_t rep_id, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &meeting_rep_table,
		" JOIN touchpoint m ON m.id = t.touchpoint_id"
		" WHERE t.rep_id = $1 AND t.deleted_at IS NULL"
		" AND m.state IN ('open', 'paused') AND m.deleted_at IS NULL"
		" ORDER BY t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, rep_id);
	return rows_fill(ret, &meeting_rep_table, st, err);
}

static int in_span(struct db *db, const char *tail,
	const struct meeting_span *span, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &touchpoint_table, tail, &st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, span->rep_id);
	stmt_bind_date(st, 2, span->from);
	stmt_bind_date(st, 3, span->to);
	return rows_fill(ret, &touchpoint_table, st, err);
}

#define OPEN_BETWEEN                                                           \
	" AND t.due >= $2 AND t.due <= $3 AND t.kind = 'meeting'"              \
	" AND t.state = 'open' AND t.deleted_at IS NULL ORDER BY t.due, t.id"

int meeting_owned(struct db *db, const struct meeting_span *span,
	struct rows *ret, struct err *err)
{
	return in_span(
		db, " WHERE t.owner_id = $1" OPEN_BETWEEN, span, ret, err);
}

int meeting_attended(struct db *db, const struct meeting_span *span,
	struct rows *ret, struct err *err)
{
	return in_span(db,
		" JOIN meeting_rep x ON x.touchpoint_id = t.id"
		" WHERE x.rep_id = $1 AND x.deleted_at IS NULL" OPEN_BETWEEN,
		span, ret, err);
}
