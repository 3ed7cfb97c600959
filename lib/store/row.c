/* Rows from their description; the contract is in row.h. */
#include "store/row.h"

#include "base/str.h"
#include "store/change.h"
#include "store/image.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

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

const struct column row_deleted_at = {
	.name = "deleted_at",
	.type = COLUMN_REF,
	.offset = offsetof(struct row_head, deleted_at),
};

static bool is_same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

bool row_is_same(const struct column *c, const void *a, const void *b)
{
	const void *x = (const char *)a + c->offset;
	const void *y = (const char *)b + c->offset;

	switch (c->type) {
	case COLUMN_INT:
	case COLUMN_REF:
		return *(const int64_t *)x == *(const int64_t *)y;
	case COLUMN_TEXT:
		return is_same_text(*(char *const *)x, *(char *const *)y);
	case COLUMN_DATE:
		return civil_cmp(*(const struct civil_date *)x,
			       *(const struct civil_date *)y) == 0;
	case COLUMN_ENUM:
		return memcmp(x, y, sizeof(int)) == 0;
	}
	return false;
}

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

/* What an update may write: deleted_at is column 0. */
static const struct column *writable(const struct table *table, size_t i)
{
	return i == 0 ? &row_deleted_at : &table->columns[i - 1];
}

/* Names only what changed: SQLite then looks only at the indexes, keys and
 * CHECKs of those columns. */
static void text_of_update(struct str *sql, const struct table *table,
	const void *was, const void *row)
{
	size_t n = 0;

	str_addf(sql, "UPDATE %s SET rev = rev + 1", table->name);
	for (size_t i = 0; i <= table->n_columns; i++) {
		const struct column *c = writable(table, i);

		if (row_is_same(c, was, row))
			continue;
		str_add(sql, ", ");
		str_add(sql, c->name);
		add_parameter(sql, " = $", ++n);
	}
	add_parameter(sql, " WHERE id = $", n + 1);
	add_parameter(sql, " AND rev = $", n + 2);
}

/* tail tells the two kinds of text apart, by address. */
static const char tail_by_id[] = " WHERE t.id = $1";
static const char tail_of_insert[] = "";

static int query(struct db *db, const struct table *table, const char *tail,
	struct stmt **ret, struct err *err)
{
	AUTO_STR sql = {0};

	*ret = db_query_known(db, table, tail);
	if (*ret)
		return 0;
	if (tail == tail_of_insert)
		text_of_insert(&sql, table, tail);
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
	const void *was, const void *row, struct err *err)
{
	const struct row_head *head = row;
	AUTO_STR sql = {0};
	AUTO_STMT st = NULL;
	int n = 0, r;

	text_of_update(&sql, table, was, row);
	if (str_error(&sql) < 0)
		return err_memory(err);
	r = db_query_once(db, str_get(&sql), &st, err);
	if (r < 0)
		return r;
	for (size_t i = 0; i <= table->n_columns; i++)
		if (!row_is_same(writable(table, i), was, row))
			bind_column(writable(table, i), st, ++n, row);
	stmt_bind_int(st, n + 1, head->id);
	stmt_bind_int(st, n + 2, head->rev);
	return stmt_run(st, err);
}

static bool differs(const struct table *table, const void *a, const void *b)
{
	for (size_t i = 0; i <= table->n_columns; i++)
		if (!row_is_same(writable(table, i), a, b))
			return true;
	return false;
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
	if (!differs(table, row, was.row))
		return 0;
	r = change_begin(db, change, err);
	if (r == 0)
		r = write_update(db, table, was.row, row, err);
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
