/* Rows from their description; the contract is in row.h. */
#include "store/row.h"

#include "base/str.h"
#include "core/domain.h"
#include "store/change.h"
#include "store/image.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

enum { ROW_HEAD = 4 }; /* id, rev, created_at, deleted_at */

/* A scratch row on the heap, with the texts in it. */
struct scratch {
	const struct table *table;
	void *row;
};

static void scratch_done(struct scratch *s)
{
	if (s->row)
		row_done(s->table, s->row);
	free(s->row);
}
#define AUTO_SCRATCH CLEANUP(scratch_done) struct scratch

void row_done(const struct table *table, void *row)
{
	for (size_t i = 0; i < table->n_columns; i++) {
		const struct column *c = &table->columns[i];

		if (c->type == COLUMN_TEXT)
			cleanup_free((char *)row + c->offset);
	}
	memset(row, 0, table->size);
}

static void add_names(
	struct str *sql, const struct table *table, const char *prefix)
{
	for (size_t i = 0; i < table->n_columns; i++) {
		str_add(sql, ", ");
		str_add(sql, prefix);
		str_add(sql, table->columns[i].name);
	}
}

/* Where there is one table only, names go without "t.": SQLite prepares them
 * a quarter faster. */
static void text_of_select(
	struct str *sql, const struct table *table, const char *tail)
{
	const char *prefix = strstr(tail, " JOIN ") ? "t." : "";

	str_addf(sql, "SELECT %sid, %srev, %screated_at, %sdeleted_at", prefix,
		prefix, prefix, prefix);
	add_names(sql, table, prefix);
	str_add(sql, " FROM ");
	str_add(sql, table->name);
	str_add(sql, " t");
	str_add(sql, tail);
}

static void add_parameter(struct str *sql, const char *before, size_t number)
{
	str_add(sql, before);
	if (number >= 10)
		str_add_char(sql, (char)('0' + number / 10));
	str_add_char(sql, (char)('0' + number % 10));
}

static void text_of_insert(
	struct str *sql, const struct table *table, const char *tail)
{
	str_add(sql, "INSERT INTO ");
	str_add(sql, table->name);
	str_add(sql, " (rev, created_at");
	add_names(sql, table, "");
	str_add(sql, ") VALUES (1, $1");
	for (size_t i = 0; i < table->n_columns; i++)
		add_parameter(sql, ", $", i + 2);
	str_add(sql, ")");
	str_add(sql, tail);
}

static void text_of_update(
	struct str *sql, const struct table *table, const char *tail)
{
	str_add(sql, "UPDATE ");
	str_add(sql, table->name);
	str_add(sql, " SET deleted_at = $1");
	for (size_t i = 0; i < table->n_columns; i++) {
		str_add(sql, ", ");
		str_add(sql, table->columns[i].name);
		add_parameter(sql, " = $", i + 2);
	}
	str_addf(sql, ", rev = rev + 1 WHERE id = $%zu AND rev = $%zu",
		table->n_columns + 2, table->n_columns + 3);
	str_add(sql, tail);
}

/* tail tells the three kinds of text apart, by address. */
static const char tail_by_id[] = " WHERE t.id = $1";
static const char tail_of_insert[] = "";
static const char tail_of_update[] = "";

static int query(struct db *db, const struct table *table, const char *tail,
	struct stmt **ret, struct err *err)
{
	AUTO_STR sql = {0};

	*ret = db_query_known(db, table, tail);
	if (*ret)
		return 0;
	if (tail == tail_of_insert)
		text_of_insert(&sql, table, tail);
	else if (tail == tail_of_update)
		text_of_update(&sql, table, tail);
	else
		text_of_select(&sql, table, tail);
	if (str_error(&sql) < 0)
		return err_memory(err);
	return db_query_new(db, table, tail, str_get(&sql), ret, err);
}

int row_query(struct db *db, const struct table *table, const char *tail,
	struct stmt **ret, struct err *err)
{
	return query(db, table, tail, ret, err);
}

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

int row_get(struct db *db, const struct table *table, int64_t id, void *row,
	struct err *err)
{
	AUTO_STMT st = NULL;
	int r;

	r = query(db, table, tail_by_id, &st, err);
	if (r < 0)
		return r;
	stmt_bind_int(st, 1, id);
	r = stmt_step(st, err);
	if (r <= 0)
		return r < 0 ? r : -ENOENT;
	return row_read(table, st, row, err);
}

static void bind_column(
	const struct column *c, struct stmt *st, int i, const void *row)
{
	const void *field = (const char *)row + c->offset;
	int index;

	switch (c->type) {
	case COLUMN_INT:
		stmt_bind_int(st, i, *(const int64_t *)field);
		return;
	case COLUMN_REF:
		stmt_bind_ref(st, i, *(const int64_t *)field);
		return;
	case COLUMN_TEXT:
		stmt_bind_text(st, i, *(char *const *)field);
		return;
	case COLUMN_DATE:
		stmt_bind_date(st, i, *(const struct civil_date *)field);
		return;
	case COLUMN_ENUM:
		memcpy(&index, field, sizeof(index));
		assert(index >= 0 && (size_t)index < c->n_names);
		stmt_bind_text(st, i, c->names[index]);
		return;
	}
}

static void bind_columns(
	const struct table *table, struct stmt *st, const void *row)
{
	for (size_t i = 0; i < table->n_columns; i++)
		bind_column(&table->columns[i], st, (int)i + 2, row);
}

/* One line of history: what row was (NULL: nothing) and is. */
static int add_event(struct db *db, struct change *change,
	const struct table *table, const void *was, const void *row,
	struct err *err)
{
	const struct row_head *head = row, *head_was = was;
	AUTO_FREE char *before = NULL, *after = NULL;
	AUTO_STMT st = NULL;

	if ((was && image_make(table, was, row, &before) < 0) ||
		image_make(table, row, was, &after) < 0)
		return err_memory(err);
	int r = db_query(db,
		"INSERT INTO event (change_id, tbl, row_id, rev_before,"
		" rev_after, before, after)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7)",
		&st, err);
	if (r < 0)
		return r;
	stmt_bind_int(st, 1, change->id);
	stmt_bind_text(st, 2, table->name);
	stmt_bind_int(st, 3, head->id);
	stmt_bind_ref(st, 4, was ? head_was->rev : 0);
	stmt_bind_int(st, 5, head->rev);
	stmt_bind_text(st, 6, before);
	stmt_bind_text(st, 7, after);
	return stmt_run(st, err);
}

int row_insert(struct db *db, struct change *change, const struct table *table,
	void *row, struct err *err)
{
	struct row_head *head = row;
	AUTO_STMT st = NULL;
	int64_t id;
	int r;

	assert(db_is_writing(db));
	r = change_begin(db, change, err);
	if (r == 0)
		r = query(db, table, tail_of_insert, &st, err);
	if (r < 0)
		return r;
	stmt_bind_int(st, 1, change->at);
	bind_columns(table, st, row);
	r = stmt_insert(st, &id, err);
	if (r < 0)
		return r;
	*head = (struct row_head){.id = id, .rev = 1, .created_at = change->at};
	return add_event(db, change, table, NULL, row, err);
}

static int write_update(struct db *db, const struct table *table,
	const void *row, struct err *err)
{
	const struct row_head *head = row;
	AUTO_STMT st = NULL;
	int n = (int)table->n_columns;
	int r;

	r = query(db, table, tail_of_update, &st, err);
	if (r < 0)
		return r;
	stmt_bind_ref(st, 1, head->deleted_at);
	bind_columns(table, st, row);
	stmt_bind_int(st, n + 2, head->id);
	stmt_bind_int(st, n + 3, head->rev);
	return stmt_run(st, err);
}

/* 1: the two rows differ. */
static int differs(const struct table *table, const void *a, const void *b,
	struct err *err)
{
	AUTO_FREE char *image = NULL;

	if (image_make(table, a, b, &image) < 0)
		return err_memory(err);
	return image != NULL;
}

int row_update(struct db *db, struct change *change, const struct table *table,
	void *row, struct err *err)
{
	struct row_head *head = row;
	AUTO_SCRATCH was = {table, calloc(1, table->size)};
	int r;

	assert(db_is_writing(db));
	if (!was.row)
		return err_memory(err);
	r = row_get(db, table, head->id, was.row, err);
	if (r < 0)
		return r;
	if (((struct row_head *)was.row)->rev != head->rev)
		return err_set(err, -ESTALE,
			N_("somebody else has just changed this; look again "
			   "and repeat"));
	r = differs(table, row, was.row, err);
	if (r <= 0)
		return r;
	r = change_begin(db, change, err);
	if (r == 0)
		r = write_update(db, table, row, err);
	if (r < 0)
		return r;
	head->rev++;
	return add_event(db, change, table, was.row, row, err);
}

int row_delete(struct db *db, struct change *change, const struct table *table,
	void *row, struct err *err)
{
	struct row_head *head = row;

	head->deleted_at = change->at;
	return row_update(db, change, table, row, err);
}
