/* Sending through another channel; the contract is in reroute.h. */
#include "store/reroute.h"

#include "base/str.h"
#include "store/channel.h"
#include "store/claim.h"
#include "store/message.h"
#include "store/outbox.h"

/* 1: it goes another way; 0: it went there before and stays. */
static int queue_anew(struct db *db, int64_t id, const char *fallback,
	int64_t now, struct err *err)
{
	AUTO_MESSAGE m = {0};
	int64_t into;
	int r = message_get(db, id, &m, err);

	if (r < 0)
		return r;
	r = message_queue(db,
		&(struct message_new){
			.kind = m.kind,
			.rep_id = m.rep_id,
			.channel = fallback,
			.subject = m.subject,
			.gen = m.gen,
			.locale = m.locale,
			.model = m.model,
			.due_at = m.due_at,
			.expires_at = m.expires_at,
		},
		now, &into, err);
	if (r != 1)
		return r;
	r = outbox_merge(db, id, into, now, err);
	return r < 0 ? r : 1;
}

int reroute_channel(struct db *db, const char *channel, const char *fallback,
	int64_t until, int64_t now, struct err *err)
{
	AUTO_OUTBOX_IDS ids = {0};
	AUTO_STMT st = NULL;
	int moved = 0;
	int r = db_query(db,
		"SELECT p.message_id "
		"FROM pending p JOIN message m ON m.id = p.message_id "
		"WHERE p.dest = $1 AND p.state = 'waiting' "
		"AND p.not_before <= $2 AND m.kind <> 'test' "
		"ORDER BY p.message_id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, channel);
	stmt_bind_int(st, 2, until);
	r = outbox_ids(st, &ids, err);
	for (size_t i = 0; r >= 0 && i < ids.n; i++) {
		r = queue_anew(db, ids.items[i], fallback, now, err);
		moved += r == 1;
	}
	return r < 0 ? r : moved;
}

/* The fallback a removed channel had; NULL: none. */
static int last_fallback(
	struct db *db, const char *channel, char **ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT fallback FROM channel WHERE name = $1 "
		"ORDER BY id DESC LIMIT 1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, channel);
	r = stmt_step(st, err);
	return r <= 0 ? r : str_dup(stmt_text(st, 0), ret);
}

int reroute_removed(
	struct db *db, const char *channel, int64_t now, struct err *err)
{
	AUTO_FREE char *fallback = NULL;
	int64_t rev;
	int moved = 0, r = channel_rev(db, channel, &rev, err);

	if (r < 0 || rev > 0)
		return r;
	r = last_fallback(db, channel, &fallback, err);
	if (r == 0 && fallback)
		moved = reroute_channel(
			db, channel, fallback, INT64_MAX, now, err);
	if (r < 0 || moved < 0)
		return r < 0 ? r : moved;
	r = claim_cancel(db, channel, now, err);
	return r < 0 ? r : moved + r;
}
