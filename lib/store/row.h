/*
 * Rows: one way to read and write every aggregate.
 *
 * An aggregate is a plain struct whose columns are described once, in a
 * const struct table.  Loading, inserting, updating, the images kept for
 * undo and the rev check come from that description, so that no write can
 * forget its history.  Every table has id, rev, created_at and deleted_at;
 * ids are never reused, a created row that is undone becomes a tombstone.
 */
#pragma once

#include "store/db.h"

#include <stddef.h>

struct change;

enum column_type {
	COLUMN_INT,  /* int64_t, NOT NULL */
	COLUMN_REF,  /* int64_t: an id or an instant; 0 is NULL */
	COLUMN_TEXT, /* char *, owned by the row; NULL is NULL */
	COLUMN_DATE, /* struct civil_date; none is NULL */
	COLUMN_ENUM, /* int-sized enum, stored under its name in names[] */
};

/*
 * What undo does to columns that must not go back:
 *   COLUMN_KEPT   raised by one where the change undone had changed it (seq)
 *   COLUMN_GEN    raised by one always (gen)
 *   COLUMN_STAMP  becomes the instant of the undo where it was changed
 *                 (visible_at)
 */
enum { COLUMN_KEPT = 1 << 0, COLUMN_GEN = 1 << 1, COLUMN_STAMP = 1 << 2 };

struct column {
	const char *name;
	enum column_type type;
	unsigned flags;           /* COLUMN_KEPT … */
	size_t offset;            /* in the row struct */
	const char *const *names; /* COLUMN_ENUM only */
	size_t n_names;
};

/* The first four members of every row struct, in this order. */
struct row_head {
	int64_t id, rev, created_at, deleted_at;
};

struct table {
	const char *name;
	const struct column *columns; /* without the head */
	size_t n_columns;
	size_t size; /* of the row struct */
};

#define COLUMN(type_, row, member, ...)                                        \
	{                                                                      \
		.name = #member, .type = type_,                                \
		.offset = offsetof(struct row, member), __VA_ARGS__            \
	}
#define COLUMN_NAMES(table_) .names = table_, .n_names = ARRAY_LEN(table_)

/* deleted_at, described like a column. */
extern const struct column row_deleted_at;

/* Has the column the same value in both rows? */
bool row_is_same(const struct column *c, const void *a, const void *b);

/* Frees the row's texts and sets it to zero; accepts a zero row. */
void row_done(const struct table *table, void *row);

/*
 * row_get - load the row with this id, deleted or not.
 *
 * row  a zero or filled struct of the table's type; its old texts are freed.
 * -ENOENT (no sentence: the caller knows what it was looking for).
 */
NUDGE_CHECK int row_get(struct db *db, const struct table *table, int64_t id,
	void *row, struct err *err);

/*
 * row_query - "SELECT t.id, t.rev, …, t.deleted_at, <columns> FROM table t"
 * followed by tail.
 *
 * tail  a string constant: " WHERE t.owner_id = $1 AND …", may join.  The
 *       text is put together once per database handle and tail.
 */
NUDGE_CHECK int row_query(struct db *db, const struct table *table,
	const char *tail, struct stmt **ret, struct err *err);

/* Fills row from the current row of a statement made by row_query().
 * -EBADMSG: a value that this program does not know; -ENOMEM. */
NUDGE_CHECK int row_read(
	const struct table *table, struct stmt *st, void *row, struct err *err);

/*
 * row_insert - a new row; sets its id, rev 1 and created_at = the change's
 * instant.  row_update - writes all columns, rev + 1; refuses with -ESTALE
 * when the stored rev is another (someone was faster); a row that differs in
 * no column is left alone, without a new rev.  row_delete sets deleted_at.
 * All three need a transaction and add an event to change, which must not be
 * NULL.
 */
NUDGE_CHECK int row_insert(struct db *db, struct change *change,
	const struct table *table, void *row, struct err *err);
NUDGE_CHECK int row_update(struct db *db, struct change *change,
	const struct table *table, void *row, struct err *err);
NUDGE_CHECK int row_delete(struct db *db, struct change *change,
	const struct table *table, void *row, struct err *err);
