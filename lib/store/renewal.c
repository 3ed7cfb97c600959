/* Messages that waited; the contract is in renewal.h. */
#include "store/renewal.h"

#include "base/str.h"
#include "store/outbox.h"
#include "store/touchpoint.h"

#include <errno.h>
#include <inttypes.h>

/* Of which nothing has left: in doubt, the bytes must stay the same. */
#define UNTOUCHED " AND p.state = 'waiting' AND p.uncertain = 0"

static int find_late(struct db *db, const struct message *late,
	int64_t due_before, struct outbox_ids *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT p.message_id "
		"FROM pending p JOIN message m ON m.id = p.message_id "
		"WHERE m.rep_id = $1 AND m.channel = $2 AND m.kind = 'nudge' "
		"AND m.due_at < $3" UNTOUCHED " ORDER BY p.message_id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, late->rep_id);
	stmt_bind_text(st, 2, late->channel);
	stmt_bind_int(st, 3, due_before);
	return outbox_ids(st, ret, err);
}

/* The day that waits for the same person and channel; 0: none does. */
static int find_day(struct db *db, const struct message *late, int64_t now,
	int64_t *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT p.message_id "
		"FROM pending p JOIN message m ON m.id = p.message_id "
		"WHERE m.rep_id = $1 AND m.channel = $2 "
		"AND m.kind IN ('brief', 'catchup') "
		"AND p.not_before <= $3" UNTOUCHED
		" ORDER BY p.message_id DESC LIMIT 1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, late->rep_id);
	stmt_bind_text(st, 2, late->channel);
	stmt_bind_int(st, 3, now);
	r = stmt_step(st, err);
	if (r < 0)
		return r;
	*ret = r > 0 ? stmt_int(st, 0) : 0;
	return 0;
}

static int queue_digest(struct db *db, const struct message *late,
	const struct outbox_ids *ids, int64_t now, int64_t *ret,
	struct err *err)
{
	AUTO_STR subject = {0};
	int r;

	str_addf(&subject, RENEWAL_DIGEST "%" PRId64, ids->items[ids->n - 1]);
	r = str_error(&subject);
	if (r < 0)
		return r;
	r = message_queue(db,
		&(struct message_new){
			.kind = MESSAGE_NUDGE,
			.rep_id = late->rep_id,
			.channel = late->channel,
			.subject = str_get(&subject),
			.gen = 1,
			.locale = late->locale,
			.model = "{}",
			.due_at = late->due_at,
			.expires_at = now + (late->expires_at - late->due_at),
		},
		now, ret, err);
	return r < 0 ? r : 0;
}

int renewal_gather(struct db *db, const struct message *late,
	int64_t due_before, int64_t now, int64_t *ret_into, struct err *err)
{
	AUTO_OUTBOX_IDS ids = {0};
	int64_t into = 0;
	int r = find_late(db, late, due_before, &ids, err);

	if (r == 0)
		r = find_day(db, late, now, &into, err);
	if (r < 0 || (!into && ids.n < 2))
		return r;
	if (!into)
		r = queue_digest(db, late, &ids, now, &into, err);
	for (size_t i = 0; r == 0 && i < ids.n; i++)
		r = outbox_merge(db, ids.items[i], into, now, err);
	if (r < 0)
		return r;
	*ret_into = into;
	return 1;
}

int renewal_touchpoints(
	struct db *db, int64_t message_id, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &touchpoint_table,
		" JOIN message_touchpoint mt ON mt.touchpoint_id = t.id"
		" AND mt.gen = t.gen JOIN account a ON a.id = t.account_id"
		" WHERE mt.message_id = $1 AND t.state = 'open'"
		" AND t.deleted_at IS NULL"
		" ORDER BY CASE a.tier WHEN 'strategic' THEN 0 ELSE 1 END,"
		" t.nudge_at, t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, message_id);
	return rows_fill(ret, &touchpoint_table, st, err);
}

int renewal_put(
	struct db *db, int64_t message_id, const char *model, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(
		db, "UPDATE message SET model = $1 WHERE id = $2", &st, err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, model);
	stmt_bind_int(st, 2, message_id);
	return stmt_run(st, err);
}

int renewal_put_off(
	struct db *db, int64_t message_id, int64_t until, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"UPDATE pending SET not_before = $1 WHERE message_id = $2", &st,
		err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, until);
	stmt_bind_int(st, 2, message_id);
	return stmt_run(st, err);
}

int renewal_end(struct db *db, int64_t message_id, enum message_state state,
	int64_t now, struct err *err)
{
	return outbox_end(db, message_id,
		&(struct outbox_end){.state = state, .now = now}, err);
}
