/* How a channel is doing. */
#include "store/channel_state.h"

#include "base/str.h"
#include "core/domain.h"

#include <errno.h>
#include <stdlib.h>

const char *const channel_state_name[3] = {
	[CHANNEL_OK] = "ok",
	[CHANNEL_SLOWED] = "slowed",
	[CHANNEL_PAUSED] = "paused",
};

void channel_state_done(struct channel_state *state)
{
	free(state->channel);
	free(state->reason);
	*state = (struct channel_state){0};
}

static int read_state(struct stmt *st, struct channel_state *ret)
{
	int status = domain_find(channel_state_name,
		ARRAY_LEN(channel_state_name), stmt_text(st, 0));

	if (status < 0)
		return -EBADMSG;
	ret->status = (enum channel_status)status;
	ret->since = stmt_int(st, 2);
	ret->cooldown_until = stmt_int(st, 3);
	ret->failures = stmt_int(st, 4);
	ret->probe_at = stmt_int(st, 5);
	ret->told_at = stmt_int(st, 6);
	return str_dup(stmt_text(st, 1), &ret->reason);
}

int channel_state_get(struct db *db, const char *channel,
	struct channel_state *ret, struct err *err)
{
	AUTO_CHANNEL_STATE state = {0};
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT status, reason, since, cooldown_until, failures, "
		"probe_at, told_at FROM channel_state WHERE channel = $1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, channel);
	r = stmt_step(st, err);
	if (r == 1)
		r = read_state(st, &state);
	if (r == 0)
		r = str_dup(channel, &state.channel);
	if (r < 0)
		return r;
	channel_state_done(ret);
	*ret = state;
	state = (struct channel_state){0};
	return 0;
}

int channel_state_put(
	struct db *db, const struct channel_state *state, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"INSERT INTO channel_state (channel, status, reason, since, "
		"cooldown_until, failures, probe_at, told_at) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
		"ON CONFLICT (channel) DO UPDATE SET "
		"status = excluded.status, reason = excluded.reason, "
		"since = excluded.since, "
		"cooldown_until = excluded.cooldown_until, "
		"failures = excluded.failures, "
		"probe_at = excluded.probe_at, told_at = excluded.told_at",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, state->channel);
	stmt_bind_text(st, 2, channel_state_name[state->status]);
	stmt_bind_text(st, 3, state->reason);
	stmt_bind_ref(st, 4, state->since);
	stmt_bind_ref(st, 5, state->cooldown_until);
	stmt_bind_int(st, 6, state->failures);
	stmt_bind_ref(st, 7, state->probe_at);
	stmt_bind_ref(st, 8, state->told_at);
	return stmt_run(st, err);
}
