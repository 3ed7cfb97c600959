/* Channels; the contract is in channel.h. */
#include "store/channel.h"

const char *const channel_uncertain[UNCERTAIN_N] = {
	[UNCERTAIN_RESEND] = "resend",
	[UNCERTAIN_HOLD] = "hold",
};

static const struct column columns[] = {
	COLUMN(COLUMN_TEXT, channel, name),
	COLUMN(COLUMN_TEXT, channel, kind),
	COLUMN(COLUMN_REF, channel, owner_id),
	COLUMN(COLUMN_ENUM, channel, audience, COLUMN_NAMES(domain_audience)),
	COLUMN(COLUMN_TEXT, channel, locale),
	COLUMN(COLUMN_TEXT, channel, rate),
	COLUMN(COLUMN_TEXT, channel, format),
	COLUMN(COLUMN_TEXT, channel, mentions),
	COLUMN(COLUMN_TEXT, channel, fallback),
	COLUMN(COLUMN_ENUM, channel, on_uncertain,
		COLUMN_NAMES(channel_uncertain)),
	COLUMN(COLUMN_INT, channel, max_age_s),
	COLUMN(COLUMN_INT, channel, is_paused),
	COLUMN(COLUMN_REF, channel, resumed_at),
};

const struct table channel_table = {
	.name = "channel",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.size = sizeof(struct channel),
};

void channel_done(struct channel *channel)
{
	row_done(&channel_table, channel);
}

int channel_by_name(
	struct db *db, const char *name, struct channel *ret, struct err *err)
{
	return rows_named(db, &channel_table,
		" WHERE t.name = $1 AND t.deleted_at IS NULL", name, ret, err);
}

int channel_all(struct db *db, int64_t after, int64_t limit, struct rows *ret,
	struct err *err)
{
	return rows_page(db, &channel_table, after, limit, ret, err);
}

int channel_of_team(struct db *db, struct channel *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &channel_table,
		" WHERE t.owner_id IS NULL AND t.deleted_at IS NULL"
		" ORDER BY t.id LIMIT 1",
		&st, err);

	return r < 0 ? r : rows_first(&channel_table, st, ret, err);
}

int channel_rev(struct db *db, const char *name, int64_t *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT rev FROM channel"
		" WHERE name = $1 AND deleted_at IS NULL",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, name);
	r = stmt_step(st, err);
	if (r >= 0)
		*ret = r ? stmt_int(st, 0) : 0;
	return r < 0 ? r : 0;
}
