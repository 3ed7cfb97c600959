/* The outbox as methods see it: queueing, cancelling, looking, retrying. */
#include "store/message.h"

#include "base/str.h"
#include "core/domain.h"
#include "store/outbox.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

enum {
	DAY_S = 86400,
	KEEP_SENT_S = 90 * DAY_S,
	KEEP_KEY_S = 400 * DAY_S,
	RETRY_LIFE_S = DAY_S,
};

const char *const message_kind_name[MESSAGE_KIND_N] = {
	[MESSAGE_BRIEF] = "brief",
	[MESSAGE_NUDGE] = "nudge",
	[MESSAGE_CATCHUP] = "catchup",
	[MESSAGE_TEST] = "test",
	[MESSAGE_NOTICE] = "notice",
};

const char *const message_state_name[MESSAGE_STATE_N] = {
	[MESSAGE_WAITING] = "waiting",
	[MESSAGE_SENDING] = "sending",
	[MESSAGE_HELD] = "held",
	[MESSAGE_SENT] = "sent",
	[MESSAGE_ACCEPTED] = "accepted",
	[MESSAGE_DEAD] = "dead",
	[MESSAGE_CANCELLED] = "cancelled",
	[MESSAGE_MERGED] = "merged",
	[MESSAGE_EXPIRED] = "expired",
};

static bool is_digest(enum message_kind kind)
{
	return kind == MESSAGE_BRIEF || kind == MESSAGE_CATCHUP;
}

/* What is timed overtakes a digest that waits with it. */
static int64_t priority_of(enum message_kind kind)
{
	return is_digest(kind) ? 1 : 0;
}

static int key_is_spent(struct db *db, const char *key, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT 1 FROM message WHERE key = $1 "
		"UNION ALL SELECT 1 FROM delivered_key WHERE key = $1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, key);
	return stmt_step(st, err);
}

static int insert_message(struct db *db, const struct message_new *new,
	const char *key, int64_t now, int64_t *ret_id, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"INSERT INTO message (key, kind, subject, gen, channel, "
		"rep_id, locale, model, created_at, due_at, expires_at) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, key);
	stmt_bind_text(st, 2, message_kind_name[new->kind]);
	stmt_bind_text(st, 3, new->subject);
	stmt_bind_int(st, 4, new->gen);
	stmt_bind_text(st, 5, new->channel);
	stmt_bind_ref(st, 6, new->rep_id);
	stmt_bind_text(st, 7, new->locale);
	stmt_bind_text(st, 8, new->model);
	stmt_bind_int(st, 9, now);
	stmt_bind_int(st, 10, new->due_at);
	stmt_bind_int(st, 11, new->expires_at);
	return stmt_insert(st, ret_id, err);
}

static int insert_pending(struct db *db, const struct message_new *new,
	int64_t id, int64_t now, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"INSERT INTO pending (not_before, priority, message_id, "
		"state, dest, rep_id, is_test, attempts, uncertain) "
		"VALUES ($1, $2, $3, 'waiting', $4, $5, $6, 0, 0)",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, new->not_before ? new->not_before : now);
	stmt_bind_int(st, 2, priority_of(new->kind));
	stmt_bind_int(st, 3, id);
	stmt_bind_text(st, 4, new->channel);
	stmt_bind_ref(st, 5, new->rep_id);
	stmt_bind_int(st, 6, new->kind == MESSAGE_TEST);
	return stmt_run(st, err);
}

static int insert_about(struct db *db, const struct message_new *new,
	int64_t id, struct err *err)
{
	for (size_t i = 0; i < new->n_about; i++) {
		AUTO_STMT st = NULL;
		int r = db_query(db,
			"INSERT INTO message_touchpoint "
			"(message_id, touchpoint_id, gen) VALUES ($1, $2, $3)",
			&st, err);

		if (r < 0)
			return r;
		stmt_bind_int(st, 1, id);
		stmt_bind_int(st, 2, new->about[i].touchpoint_id);
		stmt_bind_int(st, 3, new->about[i].gen);
		r = stmt_run(st, err);
		if (r < 0)
			return r;
	}
	return 0;
}

/* A newer brief says what older ones say that nobody has seen yet. */
static int merge_older(struct db *db, const struct message_new *new, int64_t id,
	int64_t now, struct err *err)
{
	AUTO_OUTBOX_IDS ids = {0};
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT p.message_id "
		"FROM pending p JOIN message m ON m.id = p.message_id "
		"WHERE p.state = 'waiting' AND m.rep_id = $1 "
		"AND m.channel = $2 AND m.kind IN ('brief', 'catchup') "
		"AND m.id <> $3",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, new->rep_id);
	stmt_bind_text(st, 2, new->channel);
	stmt_bind_int(st, 3, id);
	r = outbox_ids(st, &ids, err);
	for (size_t i = 0; r == 0 && i < ids.n; i++)
		r = outbox_merge(db, ids.items[i], id, now, err);
	return r;
}

int message_queue(struct db *db, const struct message_new *new, int64_t now,
	int64_t *ret_id, struct err *err)
{
	AUTO_STR key = {0};
	int64_t id = 0;
	int r;

	str_addf(&key, "%" PRId64 "/%s/%s/%s/%" PRId64, new->rep_id,
		new->channel, message_kind_name[new->kind], new->subject,
		new->gen);
	r = str_error(&key);
	if (r == 0)
		r = key_is_spent(db, str_get(&key), err);
	if (r != 0)
		return r < 0 ? r : 0;
	r = insert_message(db, new, str_get(&key), now, &id, err);
	if (r == 0)
		r = insert_pending(db, new, id, now, err);
	if (r == 0)
		r = insert_about(db, new, id, err);
	if (r == 0 && is_digest(new->kind))
		r = merge_older(db, new, id, now, err);
	if (r < 0)
		return r;
	if (ret_id)
		*ret_id = id;
	return 1;
}

static int cancel_nudges(
	struct db *db, int64_t touchpoint_id, int64_t now, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT p.message_id FROM message_touchpoint mt "
		"JOIN message m ON m.id = mt.message_id AND m.kind = 'nudge' "
		"JOIN pending p ON p.message_id = m.id "
		"WHERE mt.touchpoint_id = $1 AND p.state <> 'sending' "
		"AND NOT EXISTS (SELECT 1 FROM message_touchpoint o "
		"JOIN touchpoint t ON t.id = o.touchpoint_id "
		"WHERE o.message_id = m.id AND t.state = 'open' "
		"AND t.gen = o.gen AND t.deleted_at IS NULL)",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, touchpoint_id);
	return outbox_end_all(db, st,
		&(struct outbox_end){.state = MESSAGE_CANCELLED, .now = now},
		err);
}

/* Most touchpoints were never told of by themselves: one look into the index
 * is a fifth of preparing the search. */
static int is_in_a_message(
	struct db *db, int64_t touchpoint_id, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT 1 FROM message_touchpoint WHERE touchpoint_id = $1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, touchpoint_id);
	return stmt_step(st, err);
}

int message_cancel_touchpoint(
	struct db *db, int64_t touchpoint_id, int64_t now, struct err *err)
{
	int r = is_in_a_message(db, touchpoint_id, err);

	return r <= 0 ? r : cancel_nudges(db, touchpoint_id, now, err);
}

void message_done(struct message *m)
{
	free(m->key);
	free(m->subject);
	free(m->channel);
	free(m->locale);
	free(m->model);
	free(m->last_class);
	free(m->last_code);
	free(m->last_detail);
	free(m->remote_id);
	*m = (struct message){0};
}

int message_get(struct db *db, int64_t id, struct message *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db, OUTBOX_SELECT "WHERE m.id = $1", &st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, id);
	r = stmt_step(st, err);
	if (r <= 0)
		return r < 0 ? r : -ENOENT;
	return outbox_read(st, ret);
}

/* Puts a message that has ended back into pending. */
static int revive(struct db *db, int64_t id, int64_t now, struct err *err)
{
	AUTO_STMT in = NULL;
	int r = db_query(db,
		"INSERT INTO pending (not_before, priority, message_id, "
		"state, dest, rep_id, is_test, attempts, uncertain, "
		"last_class, last_code, last_detail) "
		"SELECT $1, 0, m.id, 'waiting', m.channel, m.rep_id, "
		"CASE WHEN m.kind = 'test' THEN 1 ELSE 0 END, 0, d.uncertain, "
		"d.last_class, d.last_code, d.last_detail "
		"FROM message m JOIN delivery d ON d.message_id = m.id "
		"WHERE m.id = $2",
		&in, err);

	if (r < 0)
		return r;
	stmt_bind_int(in, 1, now);
	stmt_bind_int(in, 2, id);
	r = stmt_run(in, err);
	if (r < 0)
		return r;
	return outbox_run(
		db, "DELETE FROM delivery WHERE message_id = $1", id, err);
}

static int release(struct db *db, int64_t id, int64_t now, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"UPDATE pending SET state = 'waiting', attempts = 0, "
		"not_before = $1 WHERE message_id = $2",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, now);
	stmt_bind_int(st, 2, id);
	return stmt_run(st, err);
}

static int prolong(struct db *db, int64_t id, int64_t until, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"UPDATE message SET expires_at = $1 "
		"WHERE id = $2 AND expires_at < $1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, until);
	stmt_bind_int(st, 2, id);
	return stmt_run(st, err);
}

int message_retry(struct db *db, int64_t id, int64_t now, struct err *err)
{
	AUTO_MESSAGE m = {0};
	int r = message_get(db, id, &m, err);

	if (r < 0)
		return r;
	if (m.state == MESSAGE_HELD)
		r = release(db, id, now, err);
	else if (m.state == MESSAGE_DEAD || m.state == MESSAGE_EXPIRED)
		r = revive(db, id, now, err);
	else
		return -EALREADY;
	return r < 0 ? r : prolong(db, id, now + RETRY_LIFE_S, err);
}

static int forget(struct db *db, int64_t id, int64_t now, struct err *err)
{
	static const char *const parts[] = {
		"DELETE FROM message_touchpoint WHERE message_id = $1",
		"DELETE FROM attempt WHERE message_id = $1",
		"UPDATE delivery SET merged_into = NULL WHERE merged_into = $1",
		"DELETE FROM delivery WHERE message_id = $1",
		"DELETE FROM message WHERE id = $1",
	};
	AUTO_STMT key = NULL;
	int r = db_query(db,
		"INSERT INTO delivered_key (key, at) "
		"SELECT key, $1 FROM message WHERE id = $2",
		&key, err);

	if (r < 0)
		return r;
	stmt_bind_int(key, 1, now);
	stmt_bind_int(key, 2, id);
	r = stmt_run(key, err);
	for (size_t i = 0; r == 0 && i < ARRAY_LEN(parts); i++)
		r = outbox_run(db, parts[i], id, err);
	return r;
}

static int forget_keys(struct db *db, int64_t now, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(
		db, "DELETE FROM delivered_key WHERE at < $1", &st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, now - KEEP_KEY_S);
	return stmt_run(st, err);
}

int message_prune(struct db *db, int64_t now, int64_t limit, struct err *err)
{
	AUTO_OUTBOX_IDS ids = {0};
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT message_id FROM delivery WHERE finished_at < "
		"CASE WHEN state = 'dead' THEN $1 ELSE $2 END LIMIT $3",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, now - OUTBOX_KEEP_S);
	stmt_bind_int(st, 2, now - KEEP_SENT_S);
	stmt_bind_int(st, 3, limit);
	r = outbox_ids(st, &ids, err);
	for (size_t i = 0; r == 0 && i < ids.n; i++)
		r = forget(db, ids.items[i], now, err);
	if (r == 0)
		r = forget_keys(db, now, err);
	return r < 0 ? r : (int)ids.n;
}
