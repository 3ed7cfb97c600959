/* Emptying delivered messages; the contract is in emptied.h. */
#include "store/emptied.h"

#include "store/outbox.h"

int emptied_find(struct db *db, enum message_state state, struct emptied *ret,
	struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT d.finished_at FROM delivery d "
		"JOIN message m ON m.id = d.message_id "
		"WHERE d.state = $1 AND m.model IS NULL "
		"ORDER BY d.finished_at DESC LIMIT 1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, message_state_name[state]);
	r = stmt_step(st, err);
	if (r < 0)
		return r;
	*ret = (struct emptied){.at = r == 1 ? stmt_int(st, 0) : 0};
	return 0;
}

int emptied_go_on(struct db *db, enum message_state state, int64_t limit,
	struct emptied *from, struct err *err)
{
	AUTO_STMT st = NULL;
	struct emptied at = *from;
	int n = 0, r = db_query(db,
			   "SELECT finished_at, message_id FROM delivery "
			   "WHERE state = $1 "
			   "AND (finished_at, message_id) > ($2, $3) "
			   "ORDER BY finished_at, message_id LIMIT $4",
			   &st, err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, message_state_name[state]);
	stmt_bind_int(st, 2, from->at);
	stmt_bind_int(st, 3, from->id);
	stmt_bind_int(st, 4, limit);
	for (; (r = stmt_step(st, err)) == 1; n++) {
		at = (struct emptied){stmt_int(st, 0), stmt_int(st, 1)};
		r = outbox_run(db,
			"UPDATE message SET model = NULL "
			"WHERE id = $1 AND model IS NOT NULL",
			at.id, err);
		if (r < 0)
			return r;
	}
	if (r < 0)
		return r;
	*from = at;
	return n;
}
