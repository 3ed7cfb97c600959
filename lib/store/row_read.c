/* Rows out of a statement; the contract is in row.h. */
#include "store/row.h"

#include "base/str.h"
#include "core/domain.h"

#include <errno.h>
#include <string.h>

enum { ROW_HEAD = 4 }; /* id, rev, created_at, deleted_at */

static int read_text(struct stmt *st, int col, char **field)
{
	const char *text = stmt_text(st, col);
	char *copy = NULL;

	if (str_dup(text, &copy) < 0)
		return -ENOMEM;
	free(*field);
	*field = copy;
	return 0;
}

static int read_date(struct stmt *st, int col, struct civil_date *field)
{
	const char *text = stmt_text(st, col);

	*field = (struct civil_date){0};
	return text && civil_parse(text, field, NULL) < 0 ? -EBADMSG : 0;
}

static int read_enum(
	const struct column *c, struct stmt *st, int col, void *field)
{
	const char *name = stmt_text(st, col);
	int index = name ? domain_find(c->names, c->n_names, name) : -1;

	if (index < 0)
		return -EBADMSG;
	memcpy(field, &index, sizeof(index));
	return 0;
}

static int read_column(
	const struct column *c, struct stmt *st, int col, void *row)
{
	void *field = (char *)row + c->offset;

	switch (c->type) {
	case COLUMN_INT:
	case COLUMN_REF:
		*(int64_t *)field = stmt_int(st, col);
		return 0;
	case COLUMN_TEXT:
		return read_text(st, col, field);
	case COLUMN_DATE:
		return read_date(st, col, field);
	case COLUMN_ENUM:
		return read_enum(c, st, col, field);
	}
	return -EINVAL;
}

static int fail_read(const struct table *table, const struct row_head *head,
	int code, struct err *err)
{
	if (code == -ENOMEM)
		return err_memory(err);
	return err_set(err, code,
		N_("record %s of %s holds a value that this program does not "
		   "know"),
		STR_INT(head->id), table->name);
}

int row_read(
	const struct table *table, struct stmt *st, void *row, struct err *err)
{
	struct row_head *head = row;
	int r = 0;

	head->id = stmt_int(st, 0);
	head->rev = stmt_int(st, 1);
	head->created_at = stmt_int(st, 2);
	head->deleted_at = stmt_int(st, 3);
	for (size_t i = 0; r == 0 && i < table->n_columns; i++)
		r = read_column(&table->columns[i], st, (int)i + ROW_HEAD, row);
	/* Memory that ran out makes texts look absent. */
	if (stmt_error(st) < 0)
		r = stmt_error(st);
	return r < 0 ? fail_read(table, head, r, err) : 0;
}
