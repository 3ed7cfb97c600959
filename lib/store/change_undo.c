/* Taking changes back; the contract is in change.h. */
#include "store/change.h"

#include "base/str.h"
#include "store/image.h"
#include "store/tables.h"

#include <assert.h>
#include <errno.h>

/* A row that the change to be undone wrote. */
struct touched {
	const struct table *table;
	int64_t id;
	int64_t last_event; /* of that change for this row */
};

struct undo {
	struct db *db;
	struct change *change; /* the one that undoes */
	int64_t id;            /* the one undone */
	struct touched *rows;
	size_t n_rows;
	struct err *err;
};

static void undo_done(struct undo *undo)
{
	free(undo->rows);
}

/* What the change with this id undid (0: nothing) and who undid it. */
static int find_change(
	struct undo *u, int64_t id, int64_t *ret_undoes, int64_t *ret_undone_by)
{
	AUTO_STMT st = NULL;
	int r;

	r = db_query(u->db,
		"SELECT undoes, undone_by FROM change WHERE id = $1", &st,
		u->err);
	if (r < 0)
		return r;
	stmt_bind_int(st, 1, id);
	r = stmt_step(st, u->err);
	if (r < 0)
		return r;
	if (r == 0)
		return err_set(u->err, -ENOENT, N_("there is no change %s"),
			STR_INT(id));
	*ret_undoes = stmt_int(st, 0);
	*ret_undone_by = stmt_int(st, 1);
	return 0;
}

static int mark(struct undo *u, int64_t id, int64_t undone_by)
{
	AUTO_STMT st = NULL;
	int r;

	r = db_query(u->db, "UPDATE change SET undone_by = $1 WHERE id = $2",
		&st, u->err);
	if (r < 0)
		return r;
	stmt_bind_ref(st, 1, undone_by);
	stmt_bind_int(st, 2, id);
	return stmt_run(st, u->err);
}

/* Undoing an undo brings its change back into force, and so on down. */
static int mark_chain(struct undo *u)
{
	int64_t id = u->id, by = u->change->id, undoes = 0, undone_by = 0;
	bool undone = true;
	int r;

	for (; id; id = undoes) {
		r = mark(u, id, undone ? by : 0);
		if (r == 0)
			r = find_change(u, id, &undoes, &undone_by);
		if (r < 0)
			return r;
		by = id;
		undone = !undone;
	}
	return 0;
}

static int add_touched(struct undo *u, struct stmt *st)
{
	struct touched *rows;
	const char *name = stmt_text(st, 0);
	const struct table *table = name ? tables_find(name) : NULL;

	if (!table)
		return err_set(u->err, -EBADMSG,
			N_("change %s wrote what this program does not know"),
			STR_INT(u->id));
	rows = reallocarray(u->rows, u->n_rows + 1, sizeof(*rows));
	if (!rows)
		return err_memory(u->err);
	u->rows = rows;
	u->rows[u->n_rows++] = (struct touched){.table = table,
		.id = stmt_int(st, 1),
		.last_event = stmt_int(st, 2)};
	return 0;
}

/* The rows of the change, the last written first. */
static int collect(struct undo *u)
{
	AUTO_STMT st = NULL;
	int r;

	r = db_query(u->db,
		"SELECT tbl, row_id, max(id) FROM event WHERE change_id = $1"
		" GROUP BY tbl, row_id ORDER BY max(id) DESC",
		&st, u->err);
	if (r < 0)
		return r;
	stmt_bind_int(st, 1, u->id);
	while ((r = stmt_step(st, u->err)) > 0) {
		r = add_touched(u, st);
		if (r < 0)
			return r;
	}
	return r;
}

/*
 * Refuses when a later change of this row is still in force.  A later change
 * that was undone, and the undo of a later one, leave no trace in the row.
 */
static int check_later(struct undo *u, const struct touched *t)
{
	AUTO_STMT st = NULL;
	int r;

	r = db_query(u->db,
		"SELECT c.id FROM event e"
		" JOIN change c ON c.id = e.change_id"
		" WHERE e.tbl = $1 AND e.row_id = $2 AND e.id > $3"
		" AND c.undone_by IS NULL"
		" AND (c.undoes IS NULL OR c.undoes <= $4)"
		" ORDER BY e.id LIMIT 1",
		&st, u->err);
	if (r < 0)
		return r;
	stmt_bind_text(st, 1, t->table->name);
	stmt_bind_int(st, 2, t->id);
	stmt_bind_int(st, 3, t->last_event);
	stmt_bind_int(st, 4, u->id);
	r = stmt_step(st, u->err);
	if (r <= 0)
		return r;
	u->change->in_the_way = stmt_int(st, 0);
	return err_set(u->err, -ESTALE,
		N_("change %s cannot be taken back: change %s came later and "
		   "touched the same record; undo that one first (nudge "
		   "history tells what it was)"),
		STR_INT(u->id), STR_INT(stmt_int(st, 0)));
}

/* The row's rev is the one that the newest event left. */
static int check_rev(
	struct undo *u, const struct touched *t, const struct row_head *head)
{
	AUTO_STMT st = NULL;
	int r;

	r = db_query(u->db,
		"SELECT max(rev_after) FROM event"
		" WHERE tbl = $1 AND row_id = $2",
		&st, u->err);
	if (r < 0)
		return r;
	stmt_bind_text(st, 1, t->table->name);
	stmt_bind_int(st, 2, t->id);
	r = stmt_step(st, u->err);
	if (r < 0 || stmt_int(st, 0) == head->rev)
		return r < 0 ? r : 0;
	return err_set(u->err, -ESTALE,
		N_("change %s cannot be taken back: something outside nudge "
		   "has written to the same record"),
		STR_INT(u->id));
}

static void raise_gen(const struct table *table, void *row)
{
	for (size_t i = 0; i < table->n_columns; i++) {
		const struct column *c = &table->columns[i];

		if (c->flags & COLUMN_GEN)
			++*(int64_t *)(void *)((char *)row + c->offset);
	}
}

/* Puts the images of one row back, the newest first. */
static int restore_images(struct undo *u, const struct touched *t, void *row)
{
	struct row_head *head = row;
	AUTO_STMT st = NULL;
	int r;

	r = db_query(u->db,
		"SELECT before FROM event WHERE change_id = $1 AND tbl = $2"
		" AND row_id = $3 ORDER BY id DESC",
		&st, u->err);
	if (r < 0)
		return r;
	stmt_bind_int(st, 1, u->id);
	stmt_bind_text(st, 2, t->table->name);
	stmt_bind_int(st, 3, t->id);
	while ((r = stmt_step(st, u->err)) > 0) {
		if (stmt_is_null(st, 0)) {
			head->deleted_at = u->change->at;
			continue;
		}
		r = image_apply(t->table, row, stmt_text(st, 0), u->change->at);
		if (r < 0)
			return err_set(u->err, r,
				N_("the history of change %s is damaged"),
				STR_INT(u->id));
	}
	raise_gen(t->table, row);
	return r;
}

/* Names the change that last wrote the row that stands in the way. */
static int fail_reference(
	struct undo *u, const struct reference *ref, int64_t id)
{
	AUTO_STMT st = NULL;
	int r;

	r = db_query(u->db,
		"SELECT c.id FROM event e"
		" JOIN change c ON c.id = e.change_id"
		" WHERE e.tbl = $1 AND e.row_id = $2 AND c.id <> $3"
		" ORDER BY e.id DESC LIMIT 1",
		&st, u->err);
	if (r < 0)
		return r;
	stmt_bind_text(st, 1, ref->table->name);
	stmt_bind_int(st, 2, id);
	stmt_bind_int(st, 3, u->change->id);
	r = stmt_step(st, u->err);
	if (r < 0)
		return r;
	u->change->in_the_way = r ? stmt_int(st, 0) : 0;
	return err_set(u->err, -ESTALE,
		N_("change %s cannot be taken back: change %s builds on it; "
		   "undo that one first (nudge history tells what it was)"),
		STR_INT(u->id), r ? STR_INT(stmt_int(st, 0)) : "?");
}

/* Refuses when a live row points at a tombstone through ref, seen from the
 * row with this id on one side of it (p: pointed at, t: pointing). */
static int check_reference(struct undo *u, const struct reference *ref,
	const char *side, int64_t id)
{
	AUTO_STR sql = {0};
	AUTO_STMT st = db_query_known(u->db, ref, side);
	int r = 0;

	if (!st) {
		str_addf(&sql,
			"SELECT t.id FROM %s t JOIN %s p ON p.id = t.%s"
			" WHERE %s.id = $1 AND t.deleted_at IS NULL"
			" AND p.deleted_at IS NOT NULL LIMIT 1",
			ref->table->name, ref->target->name, ref->column, side);
		r = str_error(&sql) < 0 ? err_memory(u->err)
					: db_query_new(u->db, ref, side,
						  str_get(&sql), &st, u->err);
	}
	if (r < 0)
		return r;
	stmt_bind_int(st, 1, id);
	r = stmt_step(st, u->err);
	return r <= 0 ? r : fail_reference(u, ref, stmt_int(st, 0));
}

static int check_references(struct undo *u, const struct touched *t)
{
	static const char pointed_at[] = "p", pointing[] = "t";
	int r = 0;

	for (size_t i = 0; r == 0 && i < tables_n_references; i++) {
		const struct reference *ref = &tables_references[i];

		if (ref->target == t->table)
			r = check_reference(u, ref, pointed_at, t->id);
		if (r == 0 && ref->table == t->table)
			r = check_reference(u, ref, pointing, t->id);
	}
	return r;
}

static int restore_into(struct undo *u, const struct touched *t, void *row)
{
	int r;

	r = check_later(u, t);
	if (r == 0)
		r = row_get(u->db, t->table, t->id, row, u->err);
	if (r == 0)
		r = check_rev(u, t, row);
	if (r == 0)
		r = restore_images(u, t, row);
	if (r == 0)
		r = row_update(u->db, u->change, t->table, row, u->err);
	if (r == -EEXIST)
		return err_set(u->err, r,
			N_("change %s cannot be taken back: something else "
			   "has the same name by now"),
			STR_INT(u->id));
	return r;
}

static int restore(struct undo *u, const struct touched *t)
{
	void *row = calloc(1, t->table->size);
	int r;

	if (!row)
		return err_memory(u->err);
	r = restore_into(u, t, row);
	row_done(t->table, row);
	free(row);
	return r;
}

static int check_change(struct undo *u)
{
	int64_t undoes = 0, undone_by = 0;
	int r = find_change(u, u->id, &undoes, &undone_by);

	if (r < 0 || !undone_by)
		return r;
	return err_set(u->err, -EALREADY,
		N_("change %s was already taken back by change %s"),
		STR_INT(u->id), STR_INT(undone_by));
}

int change_undo(struct db *db, struct change *undo, int64_t id, struct err *err)
{
	CLEANUP(undo_done)
	struct undo u = {.db = db, .change = undo, .id = id, .err = err};
	int r;

	assert(undo->undoes == id);
	r = check_change(&u);
	if (r == 0)
		r = collect(&u);
	for (size_t i = 0; r == 0 && i < u.n_rows; i++)
		r = restore(&u, &u.rows[i]);
	for (size_t i = 0; r == 0 && i < u.n_rows; i++)
		r = check_references(&u, &u.rows[i]);
	if (r == 0)
		r = change_begin(db, undo, err);
	return r < 0 ? r : mark_chain(&u);
}
