/* Statements: binding, stepping, reading; the contract is in db.h. */
#include "store/sqlite.h"

#include <assert.h>
#include <errno.h>

static void drop(struct stmt *st)
{
	struct stmt **link = &st->db->stmts;

	while (*link != st)
		link = &(*link)->next;
	*link = st->next;
	sqlite3_finalize(st->raw);
	free(st);
}

void stmt_release(struct stmt **st)
{
	if (!*st)
		return;
	if (!(*st)->key) {
		drop(TAKE(*st));
		return;
	}
	sqlite3_reset((*st)->raw);
	sqlite3_clear_bindings((*st)->raw);
	(*st)->bind_rc = SQLITE_OK;
	(*st)->busy = false;
	*st = NULL;
}

static void stmt_note(struct stmt *st, int rc)
{
	if (st->bind_rc == SQLITE_OK)
		st->bind_rc = rc;
}

void stmt_bind_int(struct stmt *st, int i, int64_t v)
{
	stmt_note(st, sqlite3_bind_int64(st->raw, i, v));
}

void stmt_bind_null(struct stmt *st, int i)
{
	stmt_note(st, sqlite3_bind_null(st->raw, i));
}

void stmt_bind_ref(struct stmt *st, int i, int64_t id)
{
	if (id)
		stmt_bind_int(st, i, id);
	else
		stmt_bind_null(st, i);
}

void stmt_bind_text(struct stmt *st, int i, const char *s)
{
	stmt_note(st, sqlite3_bind_text(st->raw, i, s, -1, SQLITE_STATIC));
}

void stmt_bind_blob(struct stmt *st, int i, const void *p, size_t n)
{
	stmt_note(st, sqlite3_bind_blob64(st->raw, i, p, n, SQLITE_STATIC));
}

void stmt_bind_date(struct stmt *st, int i, struct civil_date d)
{
	char text[CIVIL_TEXT];

	if (civil_is_none(d)) {
		stmt_bind_null(st, i);
		return;
	}
	stmt_note(st, sqlite3_bind_text(st->raw, i, civil_format(text, d), -1,
			      SQLITE_TRANSIENT));
}

int stmt_error(const struct stmt *st)
{
	return st->bind_rc == SQLITE_OK ? 0 : -ENOMEM;
}

int stmt_step(struct stmt *st, struct err *err)
{
	int rc = st->bind_rc;

	if (rc == SQLITE_OK)
		rc = sqlite3_step(st->raw);
	if (rc == SQLITE_ROW)
		return 1;
	if (rc == SQLITE_DONE)
		return 0;
	return sqlite_fail(st->db, rc, err);
}

int stmt_run(struct stmt *st, struct err *err)
{
	int r = stmt_step(st, err);

	assert(r <= 0);
	return r;
}

int stmt_insert(struct stmt *st, int64_t *ret_id, struct err *err)
{
	int r = stmt_run(st, err);

	if (r == 0)
		*ret_id = sqlite3_last_insert_rowid(st->db->raw);
	return r;
}

int64_t stmt_int(struct stmt *st, int col)
{
	return sqlite3_column_int64(st->raw, col);
}

bool stmt_is_null(struct stmt *st, int col)
{
	return sqlite3_column_type(st->raw, col) == SQLITE_NULL;
}

const char *stmt_text(struct stmt *st, int col)
{
	bool null = stmt_is_null(st, col);
	const unsigned char *text = sqlite3_column_text(st->raw, col);

	if (!text && !null)
		stmt_note(st, SQLITE_NOMEM);
	return (const char *)text;
}

const void *stmt_blob(struct stmt *st, int col, size_t *ret_n)
{
	const void *p = sqlite3_column_blob(st->raw, col);

	*ret_n = (size_t)sqlite3_column_bytes(st->raw, col);
	return p;
}

struct civil_date stmt_date(struct stmt *st, int col)
{
	struct civil_date d = {0};
	const char *s = stmt_text(st, col);

	if (!s || civil_parse(s, &d, NULL) < 0)
		return (struct civil_date){0};
	return d;
}
