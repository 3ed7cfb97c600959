/* Looking back; the contract is in history.h. */
#include "store/history.h"

#include "base/str.h"
#include "store/image.h"

#include <errno.h>

#define COLUMNS                                                                \
	"SELECT c.id, c.at, c.actor_id, r.slug, r.name, c.door, c.method,"     \
	" c.params, c.undoes, c.undone_by FROM change c"                       \
	" LEFT JOIN rep r ON r.id = c.actor_id"

void history_done(struct history *history)
{
	free(history->actor);
	free(history->actor_name);
	free(history->method);
	free(history->params);
	*history = (struct history){0};
}

void history_list_done(struct history_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		history_done(&list->items[i]);
	free(list->items);
	*list = (struct history_list){0};
}

static int read_change(struct stmt *st, struct history *ret)
{
	int door = domain_find(domain_door, DOOR_N, stmt_text(st, 5));
	int r;

	if (door < 0)
		return -EBADMSG;
	*ret = (struct history){
		.id = stmt_int(st, 0),
		.at = stmt_int(st, 1),
		.actor_id = stmt_int(st, 2),
		.door = (enum door)door,
		.undoes = stmt_int(st, 8),
		.undone_by = stmt_int(st, 9),
	};
	r = str_dup(stmt_text(st, 3), &ret->actor);
	if (r == 0)
		r = str_dup(stmt_text(st, 4), &ret->actor_name);
	if (r == 0)
		r = str_dup(stmt_text(st, 6), &ret->method);
	if (r == 0)
		r = str_dup(stmt_text(st, 7), &ret->params);
	if (r < 0)
		history_done(ret);
	return r;
}

int history_get(struct db *db, int64_t id, struct history *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db, COLUMNS " WHERE c.id = $1", &st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, id);
	r = stmt_step(st, err);
	if (r < 0)
		return r;
	return r == 0 ? -ENOENT : read_change(st, ret);
}

/* $1 below which change, $2 made until when, $3 the account or touchpoint. With
 * IN, not JOIN: SQLite would join the other way round, through all events of a
 * table. */
static const char of_account[] = COLUMNS
	" WHERE c.id < $1 AND c.at <= $2 AND c.id IN ("
	"SELECT e.change_id FROM event e"
	" WHERE e.tbl = 'account' AND e.row_id = $3"
	" UNION SELECT e.change_id FROM event e WHERE e.tbl = 'contact'"
	" AND e.row_id IN (SELECT id FROM contact WHERE account_id = $3)"
	" UNION SELECT e.change_id FROM event e WHERE e.tbl = 'plan'"
	" AND e.row_id IN (SELECT id FROM plan WHERE account_id = $3)"
	" UNION SELECT e.change_id FROM event e WHERE e.tbl = 'touchpoint'"
	" AND e.row_id IN (SELECT id FROM touchpoint WHERE account_id = $3)"
	" UNION SELECT e.change_id FROM event e WHERE e.tbl = 'activity'"
	" AND e.row_id IN (SELECT id FROM activity WHERE account_id = $3)"
	" UNION SELECT e.change_id FROM event e WHERE e.tbl = 'request'"
	" AND e.row_id IN (SELECT q.id FROM touchpoint p JOIN request q"
	" ON q.touchpoint_id = p.id WHERE p.account_id = $3)"
	") ORDER BY c.id DESC LIMIT $4";

static const char of_touchpoint[] = COLUMNS
	" WHERE c.id < $1 AND c.at <= $2 AND c.id IN ("
	"SELECT e.change_id FROM event e"
	" WHERE e.tbl = 'touchpoint' AND e.row_id = $3"
	" UNION SELECT e.change_id FROM event e WHERE e.tbl = 'activity'"
	" AND e.row_id IN (SELECT id FROM activity"
	" WHERE touchpoint_id = $3)"
	" UNION SELECT e.change_id FROM event e WHERE e.tbl = 'request'"
	" AND e.row_id IN (SELECT id FROM request"
	" WHERE touchpoint_id = $3)) ORDER BY c.id DESC LIMIT $4";

static const char of_anything[] =
	COLUMNS " WHERE c.id < $1 AND c.at <= $2 AND $3 = 0"
		" ORDER BY c.id DESC LIMIT $4";

static int add_change(struct history_list *list, struct stmt *st)
{
	struct history *items =
		reallocarray(list->items, list->n + 1, sizeof(*list->items));
	int r;

	if (!items)
		return -ENOMEM;
	list->items = items;
	r = read_change(st, &items[list->n]);
	if (r == 0)
		list->n++;
	return r;
}

int history_list(struct db *db, const struct history_filter *filter,
	struct history_list *ret, struct err *err)
{
	AUTO_HISTORY_LIST list = {0};
	AUTO_STMT st = NULL;
	const char *sql = filter->account_id      ? of_account
			  : filter->touchpoint_id ? of_touchpoint
						  : of_anything;
	int r = db_query(db, sql, &st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, filter->before ? filter->before : INT64_MAX);
	stmt_bind_int(st, 2, filter->until ? filter->until : INT64_MAX);
	stmt_bind_int(st, 3, filter->account_id + filter->touchpoint_id);
	stmt_bind_int(st, 4, filter->limit);
	while ((r = stmt_step(st, err)) > 0) {
		r = add_change(&list, st);
		if (r < 0)
			return r;
	}
	if (r < 0)
		return r;
	*ret = list;
	list = (struct history_list){0};
	return 0;
}

void history_rows_done(struct history_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		free(rows->items[i].table);
	free(rows->items);
	*rows = (struct history_rows){0};
}

static int add_row(struct history_rows *rows, struct stmt *st)
{
	struct history_row *items =
		reallocarray(rows->items, rows->n + 1, sizeof(*rows->items));
	int r;

	if (!items)
		return -ENOMEM;
	rows->items = items;
	items += rows->n;
	*items = (struct history_row){
		.id = stmt_int(st, 1), .created = stmt_int(st, 2) != 0};
	r = str_dup(stmt_text(st, 0), &items->table);
	if (r == 0)
		rows->n++;
	return r;
}

int history_rows(struct db *db, int64_t change_id, struct history_rows *ret,
	struct err *err)
{
	AUTO_HISTORY_ROWS rows = {0};
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT tbl, row_id, MAX(CASE WHEN rev_before IS NULL THEN 1"
		" ELSE 0 END) FROM event WHERE change_id = $1"
		" GROUP BY tbl, row_id ORDER BY MIN(id)",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, change_id);
	while ((r = stmt_step(st, err)) > 0) {
		r = add_row(&rows, st);
		if (r < 0)
			return r;
	}
	if (r < 0)
		return r;
	*ret = rows;
	rows = (struct history_rows){0};
	return 0;
}

int history_ending(
	struct db *db, struct account *account, int64_t *id, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT c.id, e.before FROM event e"
		" JOIN change c ON c.id = e.change_id"
		" WHERE e.tbl = 'account' AND e.row_id = $1 AND c.id < $2"
		" AND c.method IN ('account.close', 'account.lost',"
		" 'account.park') AND c.undone_by IS NULL"
		" ORDER BY e.id DESC LIMIT 1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, account->id);
	stmt_bind_int(st, 2, *id);
	r = stmt_step(st, err);
	if (r <= 0)
		return r < 0 ? r : -ENOENT;
	*id = stmt_int(st, 0);
	return image_apply(&account_table, account, stmt_text(st, 1), 0);
}

int history_is_created(
	struct db *db, int64_t change_id, const char *table, int64_t row_id)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT 1 FROM event WHERE change_id = $1 AND tbl = $2"
		" AND row_id = $3 AND rev_before IS NULL",
		&st, NULL);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, change_id);
	stmt_bind_text(st, 2, table);
	stmt_bind_int(st, 3, row_id);
	return stmt_step(st, NULL);
}

/* Of several writes the first tells what was. */
int history_images(struct db *db, const struct history_ref *ref,
	char **ret_before, char **ret_after, struct err *err)
{
	AUTO_FREE char *before = NULL, *after = NULL;
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT before, after FROM event WHERE change_id = $1"
		" AND tbl = $2 AND row_id = $3 ORDER BY id LIMIT 1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, ref->change_id);
	stmt_bind_text(st, 2, ref->table);
	stmt_bind_int(st, 3, ref->row_id);
	r = stmt_step(st, err);
	if (r <= 0)
		return r < 0 ? r : -ENOENT;
	r = str_dup(stmt_text(st, 0), &before);
	if (r == 0)
		r = str_dup(stmt_text(st, 1), &after);
	if (r < 0)
		return err_memory(err);
	*ret_before = TAKE(before);
	*ret_after = TAKE(after);
	return 0;
}
