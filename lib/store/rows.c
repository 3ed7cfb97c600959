/* Rows of one table; the contract is in rows.h. */
#include "store/rows.h"

#include <errno.h>
#include <string.h>

void rows_cut(struct rows *rows, size_t n)
{
	char *row = rows->data;

	for (; rows->n > n; rows->n--)
		row_done(rows->table, row + (rows->n - 1) * rows->table->size);
}

void rows_done(struct rows *rows)
{
	rows_cut(rows, 0);
	free(rows->data);
	*rows = (struct rows){0};
}

/* Room for one more row, set to zero.  Doubles at powers of two. */
static void *grow(struct rows *rows)
{
	size_t size = rows->table->size;

	if ((rows->n & (rows->n - 1)) == 0) {
		size_t cap = rows->n ? 2 * rows->n : 1;
		void *data = reallocarray(rows->data, cap, size);

		if (!data)
			return NULL;
		rows->data = data;
	}
	return memset((char *)rows->data + rows->n * size, 0, size);
}

int rows_fill(struct rows *rows, const struct table *table, struct stmt *st,
	struct err *err)
{
	AUTO_ROWS all = {.table = table};
	int r;

	while ((r = stmt_step(st, err)) > 0) {
		void *row = grow(&all);

		if (!row)
			return err_memory(err);
		all.n++;
		r = row_read(table, st, row, err);
		if (r < 0)
			return r;
	}
	if (r < 0)
		return r;
	*rows = all;
	all = (struct rows){0};
	return 0;
}

int rows_first(const struct table *table, struct stmt *st, void *ret_row,
	struct err *err)
{
	int r = stmt_step(st, err);

	if (r < 0)
		return r;
	return r == 0 ? -ENOENT : row_read(table, st, ret_row, err);
}

int rows_named(struct db *db, const struct table *table, const char *tail,
	const char *text, void *ret_row, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, table, tail, &st, err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, text);
	return rows_first(table, st, ret_row, err);
}

int rows_external(struct db *db, const struct table *table, const char *source,
	const char *id, void *ret_row, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, table,
		" WHERE t.external_source = $1 AND t.external_id = $2"
		" AND t.deleted_at IS NULL",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, source);
	stmt_bind_text(st, 2, id);
	return rows_first(table, st, ret_row, err);
}

int rows_page(struct db *db, const struct table *table, int64_t after,
	int64_t limit, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, table,
		" WHERE t.id > $1 AND t.deleted_at IS NULL"
		" ORDER BY t.id LIMIT $2",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, after);
	stmt_bind_int(st, 2, limit);
	return rows_fill(ret, table, st, err);
}

void rows_take(struct rows *rows, size_t i, void *ret_row)
{
	size_t size = rows->table->size;
	void *row = (char *)rows->data + i * size;

	row_done(rows->table, ret_row);
	memcpy(ret_row, row, size);
	memset(row, 0, size);
}

int rows_add(struct rows *rows, void *row)
{
	void *place = grow(rows);

	if (!place)
		return -ENOMEM;
	memcpy(place, row, rows->table->size);
	memset(row, 0, rows->table->size);
	rows->n++;
	return 0;
}
