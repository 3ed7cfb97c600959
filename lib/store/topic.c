/* Topics; the contract is in topic.h. */
#include "store/topic.h"

static const struct column columns[] = {
	COLUMN(COLUMN_REF, topic, rep_id),
	COLUMN(COLUMN_TEXT, topic, title),
	COLUMN(COLUMN_TEXT, topic, title_fold),
	COLUMN(COLUMN_TEXT, topic, text),
	COLUMN(COLUMN_TEXT, topic, url),
	COLUMN(COLUMN_REF, topic, account_id),
	COLUMN(COLUMN_TEXT, topic, tier),
	COLUMN(COLUMN_TEXT, topic, stage),
	COLUMN(COLUMN_DATE, topic, until_on),
};

const struct table topic_table = {
	.name = "topic",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.size = sizeof(struct topic),
};

static const struct column told_columns[] = {
	COLUMN(COLUMN_REF, topic_told, topic_id),
	COLUMN(COLUMN_REF, topic_told, account_id),
	COLUMN(COLUMN_REF, topic_told, activity_id),
	COLUMN(COLUMN_REF, topic_told, contact_id),
};

const struct table topic_told_table = {
	.name = "topic_told",
	.columns = told_columns,
	.n_columns = ARRAY_LEN(told_columns),
	.size = sizeof(struct topic_told),
};

void topic_done(struct topic *topic)
{
	row_done(&topic_table, topic);
}

int topic_unused(struct db *db, const struct topic_listener *listener,
	struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &topic_table,
		" WHERE t.deleted_at IS NULL"
		" AND (t.until_on IS NULL OR t.until_on >= $1)"
		" AND (t.account_id IS NULL OR t.account_id = $2)"
		" AND (t.tier IS NULL OR t.tier = $3)"
		" AND (t.stage IS NULL OR t.stage = $4)"
		" AND NOT EXISTS (SELECT 1 FROM topic_told d"
		" WHERE d.account_id = $2 AND d.topic_id = t.id"
		" AND d.deleted_at IS NULL AND (d.contact_id IS NULL"
		" OR d.contact_id = $5 OR d.contact_id IN"
		" (SELECT c.contact_id FROM touchpoint_contact c"
		" WHERE c.touchpoint_id = $6 AND c.deleted_at IS NULL)))"
		" ORDER BY CASE WHEN t.account_id IS NULL THEN 1 ELSE 0 END,"
		" t.id DESC LIMIT $7",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_date(st, 1, listener->today);
	stmt_bind_int(st, 2, listener->account_id);
	stmt_bind_text(st, 3, listener->tier);
	stmt_bind_text(st, 4, listener->stage);
	stmt_bind_int(st, 5, listener->contact_id);
	stmt_bind_int(st, 6, listener->touchpoint_id);
	stmt_bind_int(st, 7, listener->limit);
	return rows_fill(ret, &topic_table, st, err);
}

int topic_all(struct db *db, const struct topic_filter *filter,
	struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &topic_table,
		" WHERE ($1 = 0 OR t.id < $1) AND t.deleted_at IS NULL"
		" AND ($2 = 0 OR t.account_id IS NULL OR t.account_id = $2)"
		" AND ($3 IS NULL OR t.until_on IS NULL OR t.until_on >= $3)"
		" ORDER BY t.id DESC LIMIT $4",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, filter->before);
	stmt_bind_int(st, 2, filter->account_id);
	stmt_bind_date(st, 3, filter->today);
	stmt_bind_int(st, 4, filter->limit);
	return rows_fill(ret, &topic_table, st, err);
}

int topic_tellings(struct db *db, int64_t topic_id, int64_t limit,
	struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &topic_told_table,
		" WHERE t.topic_id = $1 AND t.deleted_at IS NULL"
		" ORDER BY t.id DESC LIMIT $2",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, topic_id);
	stmt_bind_int(st, 2, limit);
	return rows_fill(ret, &topic_told_table, st, err);
}
