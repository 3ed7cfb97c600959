/* Rows of one table; the contract is in rows.h. */
#include "store/rows.h"

#include <errno.h>
#include <string.h>

void rows_done(struct rows *rows)
{
	char *row = rows->data;

	for (size_t i = 0; i < rows->n; i++)
		row_done(rows->table, row + i * rows->table->size);
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
			return -ENOMEM;
		all.n++;
		r = row_read(table, st, row);
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
	return r == 0 ? -ENOENT : row_read(table, st, ret_row);
}
