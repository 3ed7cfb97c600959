/* The clock of each rep; the contract is in rep_clock.h. */
#include "store/rep_clock.h"

#include <errno.h>

enum { AHEAD_S = 2 * 86400 }; /* no right clock has a next day behind this */

int rep_clock_get(
	struct db *db, int64_t rep_id, struct rep_clock *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT rep_rev, next_brief_at, brief_on, missed_at, back_at,"
		" next_roll_at, rolled_on, reached_at"
		" FROM rep_clock WHERE rep_id = $1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, rep_id);
	r = stmt_step(st, err);
	if (r <= 0)
		return r < 0 ? r : -ENOENT;
	*ret = (struct rep_clock){
		.rep_id = rep_id,
		.rep_rev = stmt_int(st, 0),
		.next_brief_at = stmt_int(st, 1),
		.brief_on = stmt_date(st, 2),
		.missed_at = stmt_int(st, 3),
		.back_at = stmt_int(st, 4),
		.next_roll_at = stmt_int(st, 5),
		.rolled_on = stmt_date(st, 6),
		.reached_at = stmt_int(st, 7),
	};
	return 0;
}

int rep_clock_rolled_on(
	struct db *db, int64_t rep_id, struct civil_date *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT rolled_on FROM rep_clock WHERE rep_id = $1", &st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, rep_id);
	r = stmt_step(st, err);
	if (r < 0)
		return r;
	*ret = r > 0 ? stmt_date(st, 0) : (struct civil_date){0};
	return 0;
}

static int put(struct db *db, const struct rep_clock *clock, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"INSERT INTO rep_clock (rep_id, rep_rev, next_brief_at,"
		" brief_on, missed_at, back_at, next_roll_at, rolled_on,"
		" reached_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
		" ON CONFLICT (rep_id) DO UPDATE SET"
		" rep_rev = excluded.rep_rev,"
		" next_brief_at = excluded.next_brief_at,"
		" brief_on = excluded.brief_on,"
		" missed_at = excluded.missed_at,"
		" back_at = excluded.back_at,"
		" next_roll_at = excluded.next_roll_at,"
		" rolled_on = excluded.rolled_on,"
		" reached_at = excluded.reached_at",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, clock->rep_id);
	stmt_bind_int(st, 2, clock->rep_rev);
	stmt_bind_ref(st, 3, clock->next_brief_at);
	stmt_bind_date(st, 4, clock->brief_on);
	stmt_bind_ref(st, 5, clock->missed_at);
	stmt_bind_ref(st, 6, clock->back_at);
	stmt_bind_ref(st, 7, clock->next_roll_at);
	stmt_bind_date(st, 8, clock->rolled_on);
	stmt_bind_ref(st, 9, clock->reached_at);
	return stmt_run(st, err);
}

/* The clock as stored, or an empty one. */
static int get_or_new(struct db *db, const struct rep *rep,
	struct rep_clock *ret, struct err *err)
{
	int r = rep_clock_get(db, rep->id, ret, err);

	if (r != -ENOENT)
		return r;
	*ret = (struct rep_clock){
		.rep_id = rep->id,
		.reached_at = rep->channels ? rep->created_at : 0,
	};
	return 0;
}

static int64_t brief_at(
	const struct rep *rep, const struct zone *zone, struct civil_date date)
{
	return zone_instant(zone, date, (int)rep->brief_minute);
}

bool rep_clock_is_ahead(struct civil_date noted, struct civil_date today)
{
	return civil_cmp(noted, civil_add_days(today, 1)) > 0;
}

/* What a clock that was ahead has left behind.  Today's brief may have been
 * told before that; then its message is there, and makes a second one
 * impossible. */
static void forget_ahead(
	struct rep_clock *clock, struct civil_date today, int64_t now)
{
	if (clock->missed_at > now || clock->back_at > now)
		clock->missed_at = clock->back_at = 0;
	if (rep_clock_is_ahead(clock->brief_on, today)) {
		clock->brief_on = civil_add_days(today, -1);
		clock->next_brief_at = 0;
	}
	if (rep_clock_is_ahead(clock->rolled_on, today))
		clock->rolled_on = (struct civil_date){0};
}

static void set_brief(struct rep_clock *clock, const struct rep *rep,
	const struct zone *zone, int64_t now)
{
	struct civil_date today = zone_date_at(zone, now), day = today;
	int64_t before = clock->next_brief_at;

	if (before && before <= now)
		return;
	if (!civil_is_none(clock->brief_on))
		day = civil_max(today, civil_add_days(clock->brief_on, 1));
	clock->next_brief_at = brief_at(rep, zone, day);
	if (clock->next_brief_at > now)
		return;
	/* Today's hour has passed: it was to come yet, or it is too late. */
	if (before && civil_cmp(zone_date_at(zone, before), today) == 0)
		clock->next_brief_at = now;
	else
		clock->next_brief_at =
			brief_at(rep, zone, civil_add_days(day, 1));
}

/* What fell due before that is not to be told. */
static void set_reached(
	struct rep_clock *clock, const struct rep *rep, int64_t now)
{
	if (!rep->channels)
		clock->reached_at = 0;
	else if (!clock->reached_at)
		clock->reached_at = now;
}

static int stop(struct db *db, struct rep_clock *clock, struct err *err)
{
	clock->next_brief_at = clock->next_roll_at = 0;
	return put(db, clock, err);
}

int rep_clock_sync(
	struct db *db, const struct rep *rep, int64_t now, struct err *err)
{
	const struct zone *zone;
	struct rep_clock clock;
	int r = get_or_new(db, rep, &clock, err);

	if (r < 0)
		return r;
	clock.rep_rev = rep->rev;
	if (rep->deleted_at)
		return stop(db, &clock, err);
	if (zone_find(rep->zone, &zone, err) < 0) {
		r = stop(db, &clock, err);
		return r < 0 ? r : 1;
	}
	forget_ahead(&clock, zone_date_at(zone, now), now);
	set_brief(&clock, rep, zone, now);
	set_reached(&clock, rep, now);
	clock.next_roll_at = now;
	if (!civil_is_none(clock.rolled_on))
		clock.next_roll_at = zone_instant(
			zone, civil_add_days(clock.rolled_on, 1), 0);
	return put(db, &clock, err);
}

int rep_clock_briefed(struct db *db, const struct rep *rep,
	struct rep_clock *clock, struct err *err)
{
	const struct zone *zone;
	int r = zone_find(rep->zone, &zone, err);

	if (r < 0)
		return r;
	clock->next_brief_at =
		brief_at(rep, zone, civil_add_days(clock->brief_on, 1));
	return put(db, clock, err);
}

int rep_clock_rolled(struct db *db, const struct rep *rep,
	struct civil_date date, struct err *err)
{
	const struct zone *zone;
	struct rep_clock clock;
	int r = get_or_new(db, rep, &clock, err);

	if (!r)
		r = zone_find(rep->zone, &zone, err);
	if (r < 0)
		return r;
	clock.rolled_on = date;
	clock.next_roll_at = zone_instant(zone, civil_add_days(date, 1), 0);
	return put(db, &clock, err);
}

int rep_clock_expire(struct db *db, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"UPDATE rep_clock SET rep_rev = 0 WHERE rep_rev <> 0", &st,
		err);

	return r < 0 ? r : stmt_run(st, err);
}

int rep_clock_stale(
	struct db *db, int64_t now, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &rep_table,
		" LEFT JOIN rep_clock c ON c.rep_id = t.id"
		" WHERE c.rep_id IS NULL OR c.rep_rev <> t.rev"
		" OR c.next_brief_at > $1 OR c.next_roll_at > $1"
		" ORDER BY t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, now + AHEAD_S);
	return rows_fill(ret, &rep_table, st, err);
}
