/* Accounts; the contract is in account.h. */
#include "store/account.h"

#include "base/str.h"

static const struct column columns[] = {
	COLUMN(COLUMN_TEXT, account, slug),
	COLUMN(COLUMN_TEXT, account, name),
	COLUMN(COLUMN_TEXT, account, name_fold),
	COLUMN(COLUMN_ENUM, account, tier, COLUMN_NAMES(domain_tier)),
	COLUMN(COLUMN_ENUM, account, stage, COLUMN_NAMES(domain_stage)),
	COLUMN(COLUMN_ENUM, account, course, COLUMN_NAMES(domain_course)),
	COLUMN(COLUMN_REF, account, owner_id),
	COLUMN(COLUMN_TEXT, account, zone),
	COLUMN(COLUMN_TEXT, account, calendar),
	COLUMN(COLUMN_DATE, account, renewal_on),
	COLUMN(COLUMN_DATE, account, parked_until),
	COLUMN(COLUMN_TEXT, account, closed_reason),
	COLUMN(COLUMN_TEXT, account, external_source),
	COLUMN(COLUMN_TEXT, account, external_id),
};

const struct table account_table = {
	.name = "account",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.size = sizeof(struct account),
};

void account_done(struct account *account)
{
	row_done(&account_table, account);
}

bool account_is_over(const struct account *account)
{
	return account->course == COURSE_CLOSED ||
	       account->stage == STAGE_LOST || account->stage == STAGE_PARKED;
}

int account_by_slug(
	struct db *db, const char *slug, struct account *ret, struct err *err)
{
	return rows_named(db, &account_table,
		" WHERE t.slug = $1 AND t.deleted_at IS NULL", slug, ret, err);
}

int account_by_name(struct db *db, const char *name_fold, int64_t limit,
	struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &account_table,
		" WHERE t.name_fold = $1 AND t.deleted_at IS NULL"
		" ORDER BY t.id LIMIT $2",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, name_fold);
	stmt_bind_int(st, 2, limit);
	return rows_fill(ret, &account_table, st, err);
}

int account_by_prefix(struct db *db, const char *prefix, int64_t limit,
	struct rows *ret, struct err *err)
{
	AUTO_STR end = {0};
	AUTO_STMT st = NULL;
	int r;

	/* A range, not LIKE, so that the indexes serve it: what begins with
	 * prefix lies before prefix + the last code point. */
	str_add(&end, prefix);
	str_add(&end, "\xf4\x8f\xbf\xbf");
	r = str_error(&end);
	if (r < 0)
		return r;
	r = row_query(db, &account_table,
		" WHERE t.id IN (SELECT id FROM account WHERE slug >= $1"
		" AND slug < $2 AND deleted_at IS NULL UNION"
		" SELECT id FROM account WHERE name_fold >= $1"
		" AND name_fold < $2 AND deleted_at IS NULL)"
		" ORDER BY t.slug LIMIT $3",
		&st, err);
	if (r < 0)
		return r;
	stmt_bind_text(st, 1, prefix);
	stmt_bind_text(st, 2, str_get(&end));
	stmt_bind_int(st, 3, limit);
	return rows_fill(ret, &account_table, st, err);
}

int account_by_external(struct db *db, const char *source, const char *id,
	struct account *ret, struct err *err)
{
	return rows_external(db, &account_table, source, id, ret, err);
}

int account_all(struct db *db, const struct account_filter *filter,
	struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &account_table,
		" WHERE t.id > $1 AND t.deleted_at IS NULL"
		" AND ($2 = 0 OR t.owner_id = $2)"
		" AND ($3 = '' OR t.stage = $3) AND ($4 = '' OR t.tier = $4)"
		" AND ($5 = 'closed') = (t.course = 'closed')"
		" AND ($5 = '' OR t.course = $5)"
		" AND ($6 = 0 OR t.stage <> 'lost' AND NOT EXISTS (SELECT 1 "
		"FROM touchpoint p"
		" WHERE p.account_id = t.id AND p.state IN ('open', 'paused')"
		" AND p.deleted_at IS NULL)) ORDER BY t.id LIMIT $7",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, filter->after);
	stmt_bind_int(st, 2, filter->owner_id);
	stmt_bind_text(st, 3, filter->stage ? filter->stage : "");
	stmt_bind_text(st, 4, filter->tier ? filter->tier : "");
	stmt_bind_text(st, 5, filter->course ? filter->course : "");
	stmt_bind_int(st, 6, filter->idle);
	stmt_bind_int(st, 7, filter->limit);
	return rows_fill(ret, &account_table, st, err);
}

int account_next_due(struct db *db, int64_t account_id, struct civil_date *ret,
	struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT due FROM touchpoint WHERE account_id = $1"
		" AND state = 'open' AND deleted_at IS NULL"
		" ORDER BY due LIMIT 1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, account_id);
	r = stmt_step(st, err);
	if (r < 0)
		return r;
	*ret = r == 0 ? (struct civil_date){0} : stmt_date(st, 0);
	return 0;
}

int account_rested(struct db *db, int64_t owner_id, struct civil_date date,
	struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &account_table,
		" WHERE t.course = 'paused' AND t.parked_until <= $1"
		" AND ($2 = 0 OR t.owner_id = $2) AND t.deleted_at IS NULL"
		" ORDER BY t.parked_until, t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_date(st, 1, date);
	stmt_bind_int(st, 2, owner_id);
	return rows_fill(ret, &account_table, st, err);
}

int account_has_rested(struct db *db, struct civil_date date, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT 1 FROM account WHERE course = 'paused'"
		" AND parked_until <= $1 AND deleted_at IS NULL LIMIT 1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_date(st, 1, date);
	return stmt_step(st, err);
}
