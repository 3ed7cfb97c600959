/* Changes as they are made; the contract is in change.h. */
#include "store/change.h"

#include <assert.h>
#include <errno.h>

int change_begin(struct db *db, struct change *change, struct err *err)
{
	AUTO_STMT st = NULL;
	int r;

	assert(db_is_writing(db));
	if (change->id)
		return 0;
	r = db_query(db,
		"INSERT INTO change (at, actor_id, door, method, params,"
		" undoes) VALUES ($1, $2, $3, $4, $5, $6)",
		&st, err);
	if (r < 0)
		return r;
	stmt_bind_int(st, 1, change->at);
	stmt_bind_ref(st, 2, change->actor_id);
	stmt_bind_text(st, 3, domain_door[change->door]);
	stmt_bind_text(st, 4, change->method);
	stmt_bind_text(st, 5, change->params);
	stmt_bind_ref(st, 6, change->undoes);
	return stmt_insert(st, &change->id, err);
}

int change_last(struct db *db, int64_t *ret_id, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(
		db, "SELECT COALESCE(MAX(id), 0) FROM change", &st, err);

	if (r == 0)
		r = stmt_step(st, err);
	if (r < 0)
		return r;
	*ret_id = stmt_int(st, 0);
	return 0;
}

int change_is_recent(struct db *db, const struct change *change, int64_t since,
	struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT 1 FROM change WHERE id = $1 AND actor_id = $2"
		" AND door = $3 AND at >= $4 AND undone_by IS NULL",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, change->id);
	stmt_bind_int(st, 2, change->actor_id);
	stmt_bind_text(st, 3, domain_door[change->door]);
	stmt_bind_int(st, 4, since);
	return stmt_step(st, err);
}

int change_newest(
	struct db *db, int64_t actor_id, int64_t *ret_id, struct err *err)
{
	AUTO_STMT st = NULL;
	int r;

	r = db_query(db,
		"SELECT id FROM change WHERE actor_id = $1"
		" AND door IN ('cli', 'api', 'link') AND undoes IS NULL"
		" AND undone_by IS NULL ORDER BY id DESC LIMIT 1",
		&st, err);
	if (r < 0)
		return r;
	stmt_bind_int(st, 1, actor_id);
	r = stmt_step(st, err);
	if (r <= 0)
		return r < 0 ? r : -ENOENT;
	*ret_id = stmt_int(st, 0);
	return 0;
}
