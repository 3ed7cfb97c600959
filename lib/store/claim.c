/* The way of a message from pending to delivery. */
#include "store/claim.h"

#include "base/str.h"
#include "base/utf8.h"
#include "store/outbox.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

/* Quiet hours put off by a day at most, retries by hours. */
enum { AHEAD_S = 2 * 86400 };

static int is_wanted(const struct claim_reader *reader, const char *channel)
{
	if (!channel)
		return -ENOMEM;
	return reader->wants ? reader->wants(reader->userdata, channel) : 1;
}

/* 1: the rest of what pending says. */
static int read_ready(struct db *db, struct stmt *pending,
	struct claim_ready *ret, struct err *err)
{
	int64_t id = stmt_int(pending, 0);
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT rep_id, kind, created_at FROM message WHERE id = $1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, id);
	r = stmt_step(st, err);
	if (r <= 0)
		return r;
	*ret = (struct claim_ready){
		.message_id = id,
		.rep_id = stmt_int(st, 0),
		.created_at = stmt_int(st, 2),
		.is_test = strcmp(stmt_text(st, 1), "test") == 0,
	};
	utf8_copy(ret->channel, sizeof(ret->channel), stmt_text(pending, 1));
	return 1;
}

/* Of each row id and channel. */
static int read_all(struct db *db, struct stmt *pending,
	const struct claim_reader *reader, struct err *err)
{
	struct claim_ready ready;
	int r;

	while ((r = stmt_step(pending, err)) == 1) {
		r = is_wanted(reader, stmt_text(pending, 1));
		if (r > 0)
			r = read_ready(db, pending, &ready, err);
		if (r > 0)
			r = reader->row(reader->userdata, &ready);
		if (r < 0)
			return r;
	}
	return r;
}

int claim_scan(struct db *db, int64_t now, const struct claim_reader *reader,
	struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT message_id, dest FROM pending "
		"WHERE not_before <= $1 AND state = 'waiting' "
		"ORDER BY not_before, priority, message_id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, now);
	return read_all(db, st, reader, err);
}

int claim_orphans(struct db *db, const char *life,
	const struct claim_reader *reader, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT message_id, dest FROM pending "
		"WHERE state = 'sending' AND life <> $1 "
		"ORDER BY not_before, priority, message_id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, life);
	return read_all(db, st, reader, err);
}

int claim_forget_ahead(struct db *db, int64_t now, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"UPDATE pending SET not_before = $1 "
		"WHERE not_before > $2 AND state = 'waiting'",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, now);
	stmt_bind_int(st, 2, now + AHEAD_S);
	return stmt_run(st, err);
}

int claim_next_at(struct db *db, int64_t now, int64_t *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT not_before FROM pending "
		"WHERE not_before > $1 AND state = 'waiting' "
		"ORDER BY not_before, priority, message_id LIMIT 1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, now);
	r = stmt_step(st, err);
	if (r < 0)
		return r;
	*ret = r == 1 ? stmt_int(st, 0) : INT64_MAX;
	return 0;
}

/* Does the nudge tell of touchpoints, and of none as it now is?  A brief
 * lists more than those it takes along; renewing finds out whether it is
 * empty. */
static int is_stale(struct db *db, int64_t id, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT COUNT(*), COALESCE(SUM(CASE WHEN t.state = 'open' "
		"AND t.gen = mt.gen AND t.deleted_at IS NULL "
		"THEN 1 ELSE 0 END), 0) "
		"FROM message_touchpoint mt "
		"JOIN touchpoint t ON t.id = mt.touchpoint_id "
		"JOIN message m ON m.id = mt.message_id "
		"WHERE mt.message_id = $1 AND m.kind = 'nudge'",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, id);
	r = stmt_step(st, err);
	if (r < 0)
		return r;
	return stmt_int(st, 0) > 0 && stmt_int(st, 1) == 0;
}

static int mark_sending(
	struct db *db, int64_t id, const char *life, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"UPDATE pending SET state = 'sending', life = $1, "
		"attempts = attempts + 1 WHERE message_id = $2",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, life);
	stmt_bind_int(st, 2, id);
	return stmt_run(st, err);
}

/* Attempts are numbered through, also those given back.  VALUES, because
 * INSERT ... SELECT from the table itself makes a temporary copy. */
static int begin_attempt(
	struct db *db, int64_t id, int64_t now, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"INSERT INTO attempt (message_id, n, started_at) "
		"VALUES ($1, (SELECT COALESCE(MAX(n), 0) + 1 "
		"FROM attempt WHERE message_id = $1), $2)",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, id);
	stmt_bind_int(st, 2, now);
	return stmt_run(st, err);
}

int claim_take(struct db *db, int64_t id, const char *life, int64_t now,
	struct message *ret, struct err *err)
{
	AUTO_MESSAGE m = {0};
	struct outbox_end end = {.now = now};
	int r = message_get(db, id, &m, err);

	if (r == -ENOENT)
		return 0;
	if (r < 0)
		return r;
	if (m.state != MESSAGE_WAITING)
		return 0;
	r = is_stale(db, id, err);
	if (r < 0)
		return r;
	if (r || m.expires_at < now) {
		end.state = r ? MESSAGE_CANCELLED : MESSAGE_EXPIRED;
		return outbox_end(db, id, &end, err);
	}
	r = mark_sending(db, id, life, err);
	if (r == 0)
		r = begin_attempt(db, id, now, err);
	if (r < 0)
		return r;
	m.state = MESSAGE_SENDING;
	m.attempts++;
	message_done(ret);
	*ret = m;
	m = (struct message){0};
	return 1;
}

static int end_attempt(struct db *db, const struct claim_outcome *outcome,
	int64_t now, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"UPDATE attempt SET ended_at = $1, phase = $2, class = $3, "
		"code = $4, detail = $5, retry_after_ms = $6 "
		"WHERE message_id = $7 AND ended_at IS NULL",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, now);
	stmt_bind_text(st, 2, outcome->phase);
	stmt_bind_text(st, 3, outcome->class);
	stmt_bind_text(st, 4, outcome->code);
	stmt_bind_text(st, 5, outcome->detail);
	if (outcome->retry_after_ms > 0)
		stmt_bind_int(st, 6, outcome->retry_after_ms);
	stmt_bind_int(st, 7, outcome->message_id);
	return stmt_run(st, err);
}

/* The row as it waits on, or as it is when it moves to delivery.  Returns 1,
 * or 0 when it is not claimed. */
static int update_pending(
	struct db *db, const struct claim_outcome *outcome, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"UPDATE pending SET state = $1, "
		"not_before = CASE WHEN $2 > 0 THEN $2 ELSE not_before END, "
		"attempts = attempts - $3, uncertain = uncertain + $4, "
		"last_class = $5, last_code = $6, last_detail = $7 "
		"WHERE message_id = $8 AND state = 'sending'",
		&st, err);
	bool waits = outcome->state == MESSAGE_WAITING;

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, waits ? "waiting" : "held");
	stmt_bind_int(st, 2, waits ? outcome->not_before : 0);
	stmt_bind_int(st, 3, outcome->give_back);
	stmt_bind_int(st, 4, outcome->uncertain);
	stmt_bind_text(st, 5, outcome->class);
	stmt_bind_text(st, 6, outcome->code);
	stmt_bind_text(st, 7, outcome->detail);
	stmt_bind_int(st, 8, outcome->message_id);
	r = stmt_run(st, err);
	return r < 0 ? r : db_changes(db) > 0;
}

int claim_settle(struct db *db, const struct claim_outcome *outcome,
	int64_t now, struct err *err)
{
	struct outbox_end end = {
		.state = outcome->state,
		.remote_id = outcome->remote_id,
		.now = now,
	};
	int r = update_pending(db, outcome, err);

	if (r <= 0)
		return r;
	r = end_attempt(db, outcome, now, err);
	if (r < 0 || outcome->state == MESSAGE_WAITING ||
		outcome->state == MESSAGE_HELD)
		return r;
	return outbox_end(db, outcome->message_id, &end, err);
}

int claim_expire(struct db *db, int64_t now, int64_t limit, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT p.message_id "
		"FROM pending p JOIN message m ON m.id = p.message_id "
		"WHERE p.state = 'waiting' AND m.expires_at < $1 "
		"OR p.state = 'held' AND m.created_at < $2 LIMIT $3",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, now);
	stmt_bind_int(st, 2, now - OUTBOX_KEEP_S);
	stmt_bind_int(st, 3, limit);
	return outbox_end_all(db, st,
		&(struct outbox_end){.state = MESSAGE_EXPIRED, .now = now},
		err);
}

int claim_cancel(
	struct db *db, const char *channel, int64_t now, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT message_id FROM pending"
		" WHERE dest = $1 AND state <> 'sending'",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, channel);
	return outbox_end_all(db, st,
		&(struct outbox_end){.state = MESSAGE_CANCELLED, .now = now},
		err);
}

int claim_cancel_rep(
	struct db *db, int64_t rep_id, int64_t now, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT p.message_id FROM pending p"
		" JOIN message m ON m.id = p.message_id"
		" WHERE m.rep_id = $1 AND p.state <> 'sending'",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, rep_id);
	return outbox_end_all(db, st,
		&(struct outbox_end){.state = MESSAGE_CANCELLED, .now = now},
		err);
}
