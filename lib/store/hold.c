/* Quiet hours of who is told; the contract is in hold.h. */
#include "store/hold.h"

#include "core/hours.h"
#include "store/renewal.h"

/* Who has to leave cannot be told tomorrow. */
static int is_meeting(struct db *db, int64_t message_id, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT 1 FROM message_touchpoint mt "
		"JOIN touchpoint t ON t.id = mt.touchpoint_id "
		"WHERE mt.message_id = $1 AND t.kind = 'meeting' LIMIT 1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, message_id);
	return stmt_step(st, err);
}

/* 1: it asks; 0: it leaves at any hour.  gen 1 is the brief nobody asked
 * for. */
static int is_held(
	struct db *db, const struct message *message, struct err *err)
{
	int r;

	switch (message->kind) {
	case MESSAGE_CATCHUP:
		return 1;
	case MESSAGE_BRIEF:
		return message->gen == 1;
	case MESSAGE_NUDGE:
		r = is_meeting(db, message->id, err);
		return r < 0 ? r : !r;
	case MESSAGE_TEST:
	case MESSAGE_NOTICE:
	case MESSAGE_KIND_N:
		break;
	}
	return 0;
}

/* When the quiet hours of the rep end; now: it is not quiet. */
static int64_t quiet_until(const struct rep *rep, int64_t now)
{
	const struct zone *zone;
	struct err unknown = {0};

	/* Better at the wrong hour than never. */
	if (rep->quiet_from < 0 || rep->quiet_to < 0 ||
		zone_find(rep->zone, &zone, &unknown) < 0)
		return now;
	return hours_quiet_until(
		zone, (int)rep->quiet_from, (int)rep->quiet_to, now);
}

static int prolong(
	struct db *db, int64_t message_id, int64_t by_s, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"UPDATE message SET expires_at = expires_at + $1 WHERE id = $2",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, by_s);
	stmt_bind_int(st, 2, message_id);
	return stmt_run(st, err);
}

int hold_quiet(struct db *db, const struct message *message,
	const struct rep *rep, int64_t now, int64_t *ret_until, struct err *err)
{
	int64_t until = quiet_until(rep, now);
	int r;

	if (until <= now)
		return 0;
	r = is_held(db, message, err);
	if (r <= 0)
		return r;
	r = renewal_put_off(db, message->id, until, err);
	if (r == 0)
		r = prolong(db, message->id, until - now, err);
	if (r < 0)
		return r;
	*ret_until = until;
	return 1;
}
