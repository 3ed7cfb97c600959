/* The way of a message from pending to delivery. */
#include "store/claim.h"

#include "store/outbox.h"

#include <errno.h>

/* Quiet hours put off by a day at most, retries by hours. */
enum { AHEAD_S = 2 * 86400 };

/* Longer than anything stays claimed without leaving. */
enum { MOMENT_S = 60 };

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

int claim_look(struct db *db, int64_t id, struct message *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		OUTBOX_SELECT_PENDING
		"WHERE p.message_id = $1 AND p.state = 'waiting'",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, id);
	r = stmt_step(st, err);
	if (r <= 0)
		return r;
	r = outbox_read(st, ret);
	return r < 0 ? r : 1;
}

/* Does the nudge tell of touchpoints, and of none as it now is?  A brief
 * lists more than those it takes along; renewing finds out whether it is
 * empty. */
static int is_stale(
	struct db *db, const struct message *message, struct err *err)
{
	AUTO_STMT st = NULL;
	bool tells = false, is_current = false;
	int r;

	if (message->kind != MESSAGE_NUDGE)
		return 0;
	r = db_query(db,
		"SELECT CASE WHEN t.state = 'open' AND t.gen = mt.gen "
		"AND t.deleted_at IS NULL THEN 1 ELSE 0 END "
		"FROM message_touchpoint mt "
		"JOIN touchpoint t ON t.id = mt.touchpoint_id "
		"WHERE mt.message_id = $1",
		&st, err);
	if (r < 0)
		return r;
	stmt_bind_int(st, 1, message->id);
	while (!is_current && (r = stmt_step(st, err)) == 1) {
		tells = true;
		is_current = stmt_int(st, 0);
	}
	return r < 0 ? r : tells && !is_current;
}

static int mark_sending(struct db *db, int64_t id, int64_t now, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"UPDATE pending SET state = 'sending', claimed_at = $1, "
		"attempts = attempts + 1 WHERE message_id = $2",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, now);
	stmt_bind_int(st, 2, id);
	return stmt_run(st, err);
}

int claim_take(
	struct db *db, int64_t now, struct message *message, struct err *err)
{
	struct outbox_end end = {.now = now};
	int r = is_stale(db, message, err);

	if (r < 0)
		return r;
	if (r || message->expires_at < now) {
		end.state = r ? MESSAGE_CANCELLED : MESSAGE_EXPIRED;
		return outbox_end(db, message->id, &end, err);
	}
	r = mark_sending(db, message->id, now, err);
	if (r < 0)
		return r;
	message->state = MESSAGE_SENDING;
	message->attempts++;
	return 1;
}

static int wait_on(struct db *db, int64_t id, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"UPDATE pending SET state = 'waiting', attempts = attempts - 1 "
		"WHERE message_id = $1 AND state = 'sending'",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, id);
	return stmt_run(st, err);
}

/* The newest brief or catch-up that was queued for the same reader since the
 * brief id was claimed; 0: none, or id is no such message.  Only what is due
 * in these seconds is looked through: the claim was a moment ago. */
static int find_newer(
	struct db *db, int64_t id, int64_t now, int64_t *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT p.message_id FROM pending p"
		" JOIN message m ON m.id = p.message_id, message o"
		" WHERE o.id = $1 AND o.kind IN ('brief', 'catchup')"
		" AND p.not_before BETWEEN $2 AND $3 AND p.message_id > $1"
		" AND m.rep_id = o.rep_id AND m.channel = o.channel"
		" AND m.kind IN ('brief', 'catchup')"
		" ORDER BY p.message_id DESC LIMIT 1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, id);
	stmt_bind_int(st, 2, now - MOMENT_S);
	stmt_bind_int(st, 3, now + MOMENT_S);
	r = stmt_step(st, err);
	if (r < 0)
		return r;
	*ret = r > 0 ? stmt_int(st, 0) : 0;
	return 0;
}

int claim_release(struct db *db, int64_t id, int64_t now, struct err *err)
{
	int64_t newer = 0;
	int r = find_newer(db, id, now, &newer, err);

	if (r < 0)
		return r;
	return newer ? outbox_merge(db, id, newer, now, err)
		     : wait_on(db, id, err);
}

/* Attempts are numbered through, also those given back. */
static int note_attempt(struct db *db, const struct claim_outcome *outcome,
	int64_t now, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"INSERT INTO attempt (message_id, n, started_at, ended_at, "
		"phase, class, code, detail, retry_after_ms) "
		"VALUES ($1, (SELECT COALESCE(MAX(n), 0) + 1 "
		"FROM attempt WHERE message_id = $1), $2, $3, $4, $5, $6, $7, "
		"$8)",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, outcome->message_id);
	stmt_bind_int(st, 2, outcome->claimed_at);
	stmt_bind_int(st, 3, now);
	stmt_bind_text(st, 4, outcome->phase);
	stmt_bind_text(st, 5, outcome->class);
	stmt_bind_text(st, 6, outcome->code);
	stmt_bind_text(st, 7, outcome->detail);
	stmt_bind_ref(st, 8,
		outcome->retry_after_ms > 0 ? outcome->retry_after_ms : 0);
	return stmt_run(st, err);
}

/* A test goes through a paused channel once, then it waits like all. */
static int stay(
	struct db *db, const struct claim_outcome *outcome, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"UPDATE pending SET state = $1, "
		"not_before = CASE WHEN $2 > 0 THEN $2 ELSE not_before END, "
		"is_test = 0, attempts = $3, uncertain = $4, "
		"last_class = $5, last_code = $6, last_detail = $7 "
		"WHERE message_id = $8 AND state = 'sending'",
		&st, err);
	bool waits = outcome->state == MESSAGE_WAITING;

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, message_state_name[outcome->state]);
	stmt_bind_int(st, 2, waits ? outcome->not_before : 0);
	stmt_bind_int(st, 3, outcome->attempts);
	stmt_bind_int(st, 4, outcome->uncertain);
	stmt_bind_text(st, 5, outcome->class);
	stmt_bind_text(st, 6, outcome->code);
	stmt_bind_text(st, 7, outcome->detail);
	stmt_bind_int(st, 8, outcome->message_id);
	return stmt_run(st, err);
}

/* What ends is written to delivery alone: the row of pending goes as it
 * is. */
static int leave(
	struct db *db, const struct claim_outcome *outcome, struct err *err)
{
	return outbox_run(db,
		"DELETE FROM pending WHERE message_id = $1 "
		"AND state = 'sending'",
		outcome->message_id, err);
}

int claim_settle(struct db *db, const struct claim_outcome *outcome,
	int64_t now, struct err *err)
{
	bool stays = outcome->state == MESSAGE_WAITING ||
		     outcome->state == MESSAGE_HELD;
	bool is_good = outcome->state == MESSAGE_SENT ||
		       outcome->state == MESSAGE_ACCEPTED;
	int r = stays ? stay(db, outcome, err) : leave(db, outcome, err);

	if (r < 0 || db_changes(db) == 0)
		return r;
	/* Of most messages it is the only one: the row that says how they
	 * ended says it too. */
	r = is_good ? 0 : note_attempt(db, outcome, now, err);
	if (r < 0 || stays)
		return r;
	return outbox_put(db,
		&(struct outbox_row){
			.message_id = outcome->message_id,
			.end = {.state = outcome->state,
				.remote_id = outcome->remote_id,
				.now = now},
			.began_at = is_good ? outcome->claimed_at : 0,
			.attempts = outcome->attempts,
			.uncertain = outcome->uncertain,
			.class = outcome->class,
			.code = outcome->code,
			.detail = outcome->detail,
		},
		err);
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
