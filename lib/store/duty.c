/* What nudged must do next; the contract is in duty.h. */
#include "store/duty.h"

#include <errno.h>

#include "core/zone.h"
#include "store/touchpoint.h"

static int fill(struct duty_list *list, struct stmt *st, struct err *err)
{
	int r;

	list->n = 0;
	while ((r = stmt_step(st, err)) > 0)
		list->item[list->n++] = (struct duty){
			.rep_id = stmt_int(st, 0), .at = stmt_int(st, 1)};
	return r;
}

int duty_rolls(
	struct db *db, int64_t now, struct duty_list *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT rep_id, next_roll_at FROM rep_clock"
		" WHERE next_roll_at IS NOT NULL AND next_roll_at <= $1"
		" ORDER BY next_roll_at, rep_id LIMIT $2",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, now);
	stmt_bind_int(st, 2, DUTY_MAX);
	return fill(ret, st, err);
}

int duty_briefs(
	struct db *db, int64_t now, struct duty_list *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT rep_id, next_brief_at FROM rep_clock"
		" WHERE next_brief_at IS NOT NULL AND next_brief_at <= $1"
		" ORDER BY next_brief_at, rep_id LIMIT $2",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, now);
	stmt_bind_int(st, 2, DUTY_MAX);
	return fill(ret, st, err);
}

/* Due, open, and the rep o was not told of it in this gen, though there was a
 * channel; $1 is now, $2 the oldest instant.  A channel that came later than
 * now was noted by a clock that was ahead. */
#define UNTOLD                                                                 \
	" t.nudge_at IS NOT NULL AND t.state = 'open'"                         \
	" AND t.deleted_at IS NULL AND t.nudge_at <= $1 AND t.nudge_at > $2"   \
	" AND NOT EXISTS (SELECT 1 FROM message_touchpoint m"                  \
	" JOIN message w ON w.id = m.message_id"                               \
	" WHERE m.touchpoint_id = t.id AND m.gen = t.gen"                      \
	" AND w.rep_id = o.id)"                                                \
	" AND NOT EXISTS (SELECT 1 FROM rep_clock c WHERE c.rep_id = o.id"     \
	" AND c.reached_at <= $1 AND c.reached_at >= t.nudge_at)"
#define REACHED " o.channels IS NOT NULL AND o.deleted_at IS NULL"

int duty_nudges(
	struct db *db, int64_t now, struct duty_list *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT u.id, MIN(u.at) FROM"
		" (SELECT o.id, t.nudge_at AS at FROM touchpoint t"
		" JOIN rep o ON o.id = t.owner_id AND" REACHED " WHERE" UNTOLD
		" UNION ALL SELECT o.id, t.nudge_at FROM touchpoint t"
		" JOIN meeting_rep x ON x.touchpoint_id = t.id"
		" AND x.deleted_at IS NULL"
		" JOIN rep o ON o.id = x.rep_id AND" REACHED " WHERE" UNTOLD
		") AS u GROUP BY u.id ORDER BY MIN(u.at), u.id LIMIT $3",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, now);
	stmt_bind_int(st, 2, now - DUTY_NUDGE_AGE_S);
	stmt_bind_int(st, 3, DUTY_MAX);
	return fill(ret, st, err);
}

int duty_touchpoints(struct db *db, int64_t rep_id, int64_t now,
	struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &touchpoint_table,
		" JOIN rep o ON o.id = t.owner_id OR EXISTS (SELECT 1"
		" FROM meeting_rep x WHERE x.touchpoint_id = t.id"
		" AND x.rep_id = o.id AND x.deleted_at IS NULL)"
		" WHERE" UNTOLD " AND o.id = $3"
		" ORDER BY t.nudge_at, t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, now);
	stmt_bind_int(st, 2, now - DUTY_NUDGE_AGE_S);
	stmt_bind_int(st, 3, rep_id);
	return rows_fill(ret, &touchpoint_table, st, err);
}

/* One statement, so that there is one look at the file, which costs more
 * than the search. */
int duty_next(struct db *db, int64_t now, int64_t *ret_at, struct err *err)
{
	AUTO_STMT st = NULL;
	int64_t at = INT64_MAX;
	int r = db_query(db,
		"SELECT (SELECT MIN(next_roll_at) FROM rep_clock"
		" WHERE next_roll_at > $1),"
		" (SELECT MIN(next_brief_at) FROM rep_clock"
		" WHERE next_brief_at > $1),"
		" (SELECT MIN(nudge_at) FROM touchpoint"
		" WHERE nudge_at > $1 AND state = 'open'"
		" AND deleted_at IS NULL)",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, now);
	r = stmt_step(st, err);
	if (r < 0)
		return r;
	for (int i = 0; i < 3; i++)
		if (!stmt_is_null(st, i) && stmt_int(st, i) < at)
			at = stmt_int(st, i);
	*ret_at = at;
	return 0;
}

int duty_newest(struct db *db, int64_t *ret_at, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT at FROM (SELECT at FROM change ORDER BY id DESC LIMIT "
		"1)"
		" AS c UNION ALL SELECT created_at FROM (SELECT created_at"
		" FROM message ORDER BY id DESC LIMIT 1) AS m"
		" ORDER BY at DESC LIMIT 1",
		&st, err);

	if (r < 0)
		return r;
	r = stmt_step(st, err);
	if (r < 0)
		return r;
	*ret_at = r > 0 ? stmt_int(st, 0) : 0;
	return 0;
}

static int set_instant(struct db *db, int64_t id, int64_t at, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"UPDATE touchpoint SET nudge_at = $1 WHERE id = $2", &st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, at);
	stmt_bind_int(st, 2, id);
	return stmt_run(st, err);
}

/* The place in the index of instants up to which all are right. */
struct cursor {
	int64_t at, id;
};

static int refresh_one(
	struct db *db, const struct touchpoint *tp, struct err *err)
{
	const struct zone *zone;
	int64_t at;
	int r = zone_find(tp->due_zone, &zone, err);

	if (r < 0)
		return r;
	at = zone_instant(zone, tp->due, (int)tp->due_minute) - tp->lead * 60;
	if (at == tp->nudge_at)
		return 0;
	r = set_instant(db, tp->id, at, err);
	return r < 0 ? r : 1;
}

/* The next DUTY_MAX behind the cursor; *more = there may be others.  Of what
 * is snoozed until an hour that is the instant, whatever the rules. */
static int refresh_some(
	struct db *db, struct cursor *cursor, bool *more, struct err *err)
{
	AUTO_STMT st = NULL;
	AUTO_ROWS rows = {0};
	int changed = 0;
	int r = row_query(db, &touchpoint_table,
		" WHERE t.nudge_at IS NOT NULL AND t.state = 'open'"
		" AND t.deleted_at IS NULL AND (t.nudge_at, t.id) > ($1, $2)"
		" AND t.due_minute >= 0"
		" AND (t.snoozed_until IS NULL OR t.snoozed_until <> "
		"t.nudge_at)"
		" ORDER BY t.nudge_at, t.id LIMIT $3",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, cursor->at);
	stmt_bind_int(st, 2, cursor->id);
	stmt_bind_int(st, 3, DUTY_MAX);
	r = rows_fill(&rows, &touchpoint_table, st, err);
	stmt_release(&st);
	if (r < 0)
		return r;
	*more = rows.n == DUTY_MAX;
	ROWS_EACH(const struct touchpoint, tp, &rows) {
		*cursor = (struct cursor){tp->nudge_at, tp->id};
		r = refresh_one(db, tp, err);
		if (r < 0)
			return r;
		changed += r;
	}
	return changed;
}

int duty_refresh_instants(struct db *db, int64_t now, struct err *err)
{
	struct cursor cursor = {.at = now - DUTY_NUDGE_AGE_S};
	bool more = true;
	int changed = 0;

	while (more) {
		int r = refresh_some(db, &cursor, &more, err);

		if (r < 0)
			return r;
		changed += r;
	}
	return changed;
}
