/* Calendar subscriptions; the contract is in feed_token.h. */
#include "store/feed_token.h"

#include "base/str.h"

#include <errno.h>

static const struct column columns[] = {
	COLUMN(COLUMN_ENUM, feed_token, kind, COLUMN_NAMES(domain_feed)),
	COLUMN(COLUMN_REF, feed_token, rep_id),
	COLUMN(COLUMN_REF, feed_token, account_id),
	COLUMN(COLUMN_TEXT, feed_token, token_hash),
	COLUMN(COLUMN_INT, feed_token, names),
	COLUMN(COLUMN_INT, feed_token, alarms),
	COLUMN(COLUMN_INT, feed_token, busy),
	COLUMN(COLUMN_INT, feed_token, done_days),
};

const struct table feed_token_table = {
	.name = "feed",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.size = sizeof(struct feed_token),
};

void feed_token_done(struct feed_token *token)
{
	row_done(&feed_token_table, token);
}

int feed_token_by_hash(struct db *db, const char *hash, struct feed_token *ret,
	struct err *err)
{
	return rows_named(db, &feed_token_table, " WHERE t.token_hash = $1",
		hash, ret, err);
}

int feed_token_of_rep(
	struct db *db, int64_t rep_id, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &feed_token_table,
		" WHERE t.rep_id = $1 AND t.deleted_at IS NULL ORDER BY t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, rep_id);
	return rows_fill(ret, &feed_token_table, st, err);
}

void feed_fetch_done(struct feed_fetch *fetch)
{
	free(fetch->agent);
	*fetch = (struct feed_fetch){0};
}

int feed_fetch_get(
	struct db *db, int64_t feed_id, struct feed_fetch *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT at, agent FROM feed_fetch WHERE feed_id = $1", &st,
		err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, feed_id);
	r = stmt_step(st, err);
	if (r <= 0)
		return r < 0 ? r : -ENOENT;
	feed_fetch_done(ret);
	ret->feed_id = feed_id;
	ret->at = stmt_int(st, 0);
	r = str_dup(stmt_text(st, 1), &ret->agent);
	return r < 0 ? err_memory(err) : stmt_error(st);
}

int feed_fetch_set(
	struct db *db, const struct feed_fetch *fetch, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"INSERT INTO feed_fetch (feed_id, at, agent) "
		"VALUES ($1, $2, $3) ON CONFLICT (feed_id) DO UPDATE "
		"SET at = excluded.at, agent = excluded.agent",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, fetch->feed_id);
	stmt_bind_int(st, 2, fetch->at);
	stmt_bind_text(st, 3, fetch->agent);
	return stmt_run(st, err);
}
