/* Rows of one table, collected from a statement, so that no query stays open
 * while they are looked at. */
#pragma once

#include "store/row.h"

struct rows {
	const struct table *table;
	void *data; /* n row structs of the table's type */
	size_t n;
};

void rows_done(struct rows *rows);
#define AUTO_ROWS CLEANUP(rows_done) struct rows

/* ROWS_EACH(struct contact, c, &rows): a loop with struct contact *c over all
 * rows. */
#define ROWS_EACH(type, item, rows_)                                           \
	for (type *item = (rows_)->data;                                       \
		(rows_)->n > 0 && item < (type *)(rows_)->data + (rows_)->n;   \
		item++)

/*
 * rows_fill - all rows of a statement made by row_query(table, …).
 *
 * rows  must be zero or done with.
 */
NUDGE_CHECK int rows_fill(struct rows *rows, const struct table *table,
	struct stmt *st, struct err *err);

/* rows_first - the first row of such a statement; -ENOENT if there is none.
 * Without a sentence: the caller knows what it was looking for. */
NUDGE_CHECK int rows_first(const struct table *table, struct stmt *st,
	void *ret_row, struct err *err);

/*
 * What every table's file asks for.  tail as for row_query(), with $1 for
 * text.  -ENOENT without a sentence.
 */
NUDGE_CHECK int rows_named(struct db *db, const struct table *table,
	const char *tail, const char *text, void *ret_row, struct err *err);

/* The row with this number in another system; likewise. */
NUDGE_CHECK int rows_external(struct db *db, const struct table *table,
	const char *source, const char *id, void *ret_row, struct err *err);

/* Up to limit rows with an id above after, by id. */
NUDGE_CHECK int rows_page(struct db *db, const struct table *table,
	int64_t after, int64_t limit, struct rows *ret, struct err *err);

/* Drops all rows but the first n. */
void rows_cut(struct rows *rows, size_t n);

/* Moves row i out into *ret_row, whose old texts are freed; a zero row stays
 * behind. */
void rows_take(struct rows *rows, size_t i, void *ret_row);

/* Moves *row (of rows->table, which must be set) to the end of rows; a zero
 * row stays behind.  -ENOMEM. */
NUDGE_CHECK int rows_add(struct rows *rows, void *row);
