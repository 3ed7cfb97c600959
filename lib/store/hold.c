/* Quiet hours of who is told; the contract is in hold.h. */
#include "store/hold.h"

#include <errno.h>

#include "core/hours.h"
#include "store/renewal.h"

/* 1 and when the quiet hours of the reader end; now if it is not quiet.
 * 0: the message does not ask.  gen 1 is the brief nobody asked for. */
static int find_until(struct db *db, int64_t message_id, int64_t now,
	int64_t *ret, struct err *err)
{
	const struct zone *zone;
	struct err unknown = {0};
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT r.zone, r.quiet_from, r.quiet_to FROM pending p "
		"JOIN message m ON m.id = p.message_id "
		"JOIN rep r ON r.id = m.rep_id "
		"WHERE p.message_id = $1 AND p.state = 'waiting' "
		"AND (m.kind = 'catchup' OR (m.kind = 'brief' AND m.gen = 1) "
		"OR (m.kind = 'nudge' AND NOT EXISTS (SELECT 1 "
		"FROM message_touchpoint mt "
		"JOIN touchpoint t ON t.id = mt.touchpoint_id "
		"WHERE mt.message_id = m.id AND t.kind = 'meeting')))",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, message_id);
	r = stmt_step(st, err);
	if (r <= 0)
		return r;
	r = zone_find(stmt_text(st, 0), &zone, &unknown);
	/* Better at the wrong hour than never. */
	if (r < 0)
		return r == -ENOMEM ? r : 0;
	*ret = hours_quiet_until(
		zone, (int)stmt_int(st, 1), (int)stmt_int(st, 2), now);
	return 1;
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

int hold_quiet(struct db *db, int64_t message_id, int64_t now,
	int64_t *ret_until, struct err *err)
{
	int64_t until;
	int r = find_until(db, message_id, now, &until, err);

	if (r <= 0 || until <= now)
		return r < 0 ? r : 0;
	r = renewal_put_off(db, message_id, until, err);
	if (r == 0)
		r = prolong(db, message_id, until - now, err);
	if (r < 0)
		return r;
	*ret_until = until;
	return 1;
}
