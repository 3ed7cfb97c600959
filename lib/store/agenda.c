/* What lies before a rep; the contract is in agenda.h. */
#include "store/agenda.h"

#define OPEN    " t.state = 'open' AND t.deleted_at IS NULL"
#define VISIBLE " (t.snoozed_until IS NULL OR t.snoozed_until <= $3)"

static void bind_day(struct stmt *st, const struct agenda_day *day)
{
	stmt_bind_int(st, 1, day->owner_id);
	stmt_bind_date(st, 2, day->date);
	stmt_bind_int(st, 3, day->at);
}

/* A meeting stands for it. */
#define HELD                                                                   \
	" EXISTS (SELECT 1 FROM meeting h"                                     \
	" JOIN touchpoint m ON m.id = h.touchpoint_id"                         \
	" WHERE h.fulfils_id = t.id AND h.deleted_at IS NULL"                  \
	" AND m.state = 'open' AND m.deleted_at IS NULL)"

/* Of its account.  Not by JOIN: in a database whose statistics say that one
 * rep has everything, SQLite would go through all accounts. */
#define TIER " (SELECT a.tier FROM account a WHERE a.id = t.account_id)"

int agenda_due(struct db *db, const struct agenda_day *day, struct rows *ret,
	struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &touchpoint_table,
		" WHERE t.owner_id = $1"
		" AND (t.due <= $2 OR t.kind = 'meeting')"
		" AND" VISIBLE " AND t.due <= $4 AND" OPEN " AND NOT" HELD
		" ORDER BY CASE" TIER " WHEN 'strategic' THEN 0"
		" WHEN 'key' THEN 1 ELSE 2 END, t.due, t.id",
		&st, err);

	if (r < 0)
		return r;
	bind_day(st, day);
	stmt_bind_date(st, 4, civil_add_days(day->date, 1));
	return rows_fill(ret, &touchpoint_table, st, err);
}

int agenda_arrange(struct db *db, const struct agenda_day *day,
	struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &touchpoint_table,
		" WHERE t.owner_id = $1 AND t.arrange_on IS NOT NULL"
		" AND t.arrange_on <= $2 AND t.due > $2 AND" OPEN " AND" VISIBLE
		" ORDER BY t.due, t.id",
		&st, err);

	if (r < 0)
		return r;
	bind_day(st, day);
	return rows_fill(ret, &touchpoint_table, st, err);
}

int agenda_shifted(struct db *db, const struct agenda_day *day,
	struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &touchpoint_table,
		" WHERE t.owner_id = $1 AND t.due > $2 AND" VISIBLE
		" AND t.due <= $4 AND t.kind = 'step' AND t.plan_id IS NOT NULL"
		" AND t.pinned = 0 AND t.nominal > $2"
		" AND t.earliest > t.nominal AND" OPEN " ORDER BY t.due, t.id",
		&st, err);

	if (r < 0)
		return r;
	bind_day(st, day);
	stmt_bind_date(st, 4, civil_add_days(day->date, AGENDA_AHEAD_DAYS));
	return rows_fill(ret, &touchpoint_table, st, err);
}

int agenda_next(struct db *db, const struct agenda_day *day,
	struct touchpoint *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &touchpoint_table,
		" WHERE t.owner_id = $1 AND t.due > $2 AND" OPEN " AND NOT" HELD
		" ORDER BY t.due, t.id LIMIT 1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, day->owner_id);
	stmt_bind_date(st, 2, day->date);
	return rows_first(&touchpoint_table, st, ret, err);
}

int agenda_ahead(struct db *db, const struct agenda_day *day,
	struct agenda_ahead *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"WITH ahead AS (SELECT t.earliest, t.kind FROM touchpoint t"
		" WHERE t.owner_id = $1 AND t.due > $2 AND" VISIBLE
		" AND t.due <= $4 AND" OPEN ")"
		" SELECT SUM(CASE WHEN earliest = $2 THEN 1 ELSE 0 END),"
		" SUM(CASE WHEN kind = 'await' THEN 1 ELSE 0 END),"
		" (SELECT COUNT(*) FROM touchpoint t WHERE t.owner_id IN"
		" (SELECT r.id FROM rep r WHERE r.manager_id = $1)"
		" AND t.due < $2 AND COALESCE(t.latest, t.due) < $2"
		" AND" OPEN ") FROM ahead",
		&st, err);

	if (r < 0)
		return r;
	bind_day(st, day);
	stmt_bind_date(st, 4, civil_add_days(day->date, AGENDA_AHEAD_DAYS));
	r = stmt_step(st, err);
	if (r < 0)
		return r;
	ret->opening = stmt_int(st, 0);
	ret->awaited = stmt_int(st, 1);
	ret->team_late = stmt_int(st, 2);
	return 0;
}

int agenda_missed(struct db *db, const struct agenda_span *span,
	struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &touchpoint_table,
		" WHERE t.owner_id IN"
		" (SELECT r.id FROM rep r WHERE r.manager_id = $1)"
		" AND t.state = 'missed' AND t.deleted_at IS NULL"
		" AND t.closed_at > $2 AND t.closed_at <= $3"
		" AND" TIER " IN ('strategic', 'key')"
		" ORDER BY CASE" TIER " WHEN 'strategic' THEN 0 ELSE 1 END,"
		" t.due, t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, span->manager_id);
	stmt_bind_int(st, 2, span->after);
	stmt_bind_int(st, 3, span->until);
	return rows_fill(ret, &touchpoint_table, st, err);
}

int agenda_overdue_steps(struct db *db, int64_t owner_id,
	struct civil_date date, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &touchpoint_table,
		" WHERE t.owner_id = $1 AND t.due < $2 AND t.latest < $2"
		" AND (t.kind = 'step' AND t.plan_id IS NOT NULL"
		" OR t.kind = 'confirm') AND" OPEN
		" ORDER BY t.plan_id NULLS FIRST, t.due, t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, owner_id);
	stmt_bind_date(st, 2, date);
	return rows_fill(ret, &touchpoint_table, st, err);
}

static int count_due(struct db *db, int64_t owner_id, struct civil_date day,
	int64_t *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT COUNT(*) FROM touchpoint t WHERE t.owner_id = $1"
		" AND t.due = $2 AND" OPEN,
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, owner_id);
	stmt_bind_date(st, 2, day);
	r = stmt_step(st, err);
	if (r < 0)
		return r;
	*ret = stmt_int(st, 0);
	return 0;
}

int agenda_lightest(struct db *db, int64_t owner_id,
	const struct civil_date *days, size_t n, size_t *ret, struct err *err)
{
	int64_t least = INT64_MAX;

	for (size_t i = 0; i < n; i++) {
		int64_t load;
		int r = count_due(db, owner_id, days[i], &load, err);

		if (r < 0)
			return r;
		if (load < least) {
			least = load;
			*ret = i;
		}
	}
	return 0;
}

/* The part of a list that no index serves: $2 … $9. */
#define NARROW                                                                 \
	" AND ($2 = '' OR t.state = $2) AND ($3 = '' OR t.kind = $3)"          \
	" AND ($4 = '' OR t.due <= $4)"                                        \
	" AND ($5 = '' OR t.state = 'open' AND COALESCE(t.latest, t.due) < "   \
	"$5)"                                                                  \
	" AND t.due >= $6 AND (t.due > $6 OR t.id > $7)"                       \
	" AND t.deleted_at IS NULL ORDER BY t.due, t.id LIMIT $8"
#define ONLY_OPEN " AND t.state = 'open'"

static int list_query(struct db *db, const struct agenda_filter *filter,
	bool open, struct stmt **ret, struct err *err)
{
	if (filter->account_id > 0)
		return open ? row_query(db, &touchpoint_table,
				      " WHERE t.account_id = $1" ONLY_OPEN
					      NARROW,
				      ret, err)
			    : row_query(db, &touchpoint_table,
				      " WHERE t.account_id = $1" NARROW, ret,
				      err);
	if (filter->owner_id > 0)
		return open ? row_query(db, &touchpoint_table,
				      " WHERE t.owner_id = $1" ONLY_OPEN NARROW,
				      ret, err)
			    : row_query(db, &touchpoint_table,
				      " WHERE t.owner_id = $1" NARROW, ret,
				      err);
	return row_query(
		db, &touchpoint_table, " WHERE $1 = 0" NARROW, ret, err);
}

static void bind_date_or_empty(struct stmt *st, int i,
	char buf[static CIVIL_TEXT], struct civil_date d)
{
	stmt_bind_text(st, i, civil_format(buf, d));
}

int agenda_list(struct db *db, const struct agenda_filter *filter,
	struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	char due_by[CIVIL_TEXT], late_on[CIVIL_TEXT], after[CIVIL_TEXT];
	bool open = !civil_is_none(filter->late_on) ||
		    (filter->state && domain_find(domain_state, STATE_N,
					      filter->state) == STATE_OPEN);
	int r = list_query(db, filter, open, &st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1,
		filter->account_id > 0 ? filter->account_id : filter->owner_id);
	stmt_bind_text(st, 2, filter->state ? filter->state : "");
	stmt_bind_text(st, 3, filter->kind ? filter->kind : "");
	bind_date_or_empty(st, 4, due_by, filter->due_by);
	bind_date_or_empty(st, 5, late_on, filter->late_on);
	bind_date_or_empty(st, 6, after, filter->after);
	stmt_bind_int(st, 7, filter->after_id);
	stmt_bind_int(st, 8, filter->limit);
	return rows_fill(ret, &touchpoint_table, st, err);
}
