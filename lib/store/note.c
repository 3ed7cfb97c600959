/* Notes; the contract is in note.h. */
#include "store/note.h"

static const struct column columns[] = {
	COLUMN(COLUMN_REF, note, account_id),
	COLUMN(COLUMN_REF, note, rep_id),
	COLUMN(COLUMN_REF, note, contact_id),
	COLUMN(COLUMN_DATE, note, on_date),
	COLUMN(COLUMN_TEXT, note, text),
	COLUMN(COLUMN_INT, note, caution),
	COLUMN(COLUMN_INT, note, share),
	COLUMN(COLUMN_INT, note, in_room),
};

const struct table note_table = {
	.name = "note",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.size = sizeof(struct note),
};

void note_done(struct note *note)
{
	row_done(&note_table, note);
}

int note_cautions(struct db *db, int64_t account_id, struct civil_date since,
	struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &note_table,
		" WHERE t.account_id = $1 AND t.caution = 1"
		" AND t.on_date >= $2 AND t.deleted_at IS NULL"
		" ORDER BY t.on_date DESC, t.id DESC LIMIT $3",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, account_id);
	stmt_bind_date(st, 2, since);
	stmt_bind_int(st, 3, NOTE_CAUTIONS_MAX);
	return rows_fill(ret, &note_table, st, err);
}

int note_shared(
	struct db *db, int64_t account_id, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &note_table,
		" WHERE t.account_id = $1 AND t.share = 1 AND t.caution = 0"
		" AND t.deleted_at IS NULL"
		" ORDER BY t.on_date DESC, t.id DESC LIMIT $2",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, account_id);
	stmt_bind_int(st, 2, NOTE_SHARED_SHOWN);
	return rows_fill(ret, &note_table, st, err);
}

int note_all(struct db *db, const struct note_filter *filter, struct rows *ret,
	struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &note_table,
		" WHERE ($1 = 0 OR t.id < $1) AND t.deleted_at IS NULL"
		" AND ($2 = 0 OR t.account_id = $2)"
		" AND ($3 < 0 OR t.caution = $3)"
		" AND (t.share = 1 OR t.caution = 1 OR t.rep_id = $4)"
		" ORDER BY t.id DESC LIMIT $5",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, filter->before);
	stmt_bind_int(st, 2, filter->account_id);
	stmt_bind_int(st, 3, filter->caution);
	stmt_bind_int(st, 4, filter->reader_id);
	stmt_bind_int(st, 5, filter->limit);
	return rows_fill(ret, &note_table, st, err);
}
