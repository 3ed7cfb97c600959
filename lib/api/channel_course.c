/* channel.pause, channel.resume, channel.remove: the course of a channel. */
#include "api/methods.h"

#include "api/field.h"
#include "api/resolve.h"
#include "api/view.h"
#include "base/names.h"
#include "base/str.h"
#include "store/channel_state.h"
#include "store/claim.h"
#include "store/message_list.h"
#include "store/reroute.h"

#include <errno.h>
#include <string.h>

static const struct param params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("the channel")},
};

static int put(struct call *call, const struct channel *channel)
{
	json_t *object = NULL;
	int r = view_channel(call, channel, &object);

	return r < 0 ? r : call_put(call, "channel", object);
}

/* "waiting": how many messages the channel holds back or lets go. */
static int put_waiting(struct call *call, const struct channel *channel)
{
	int64_t count[MESSAGE_STATE_N];
	int r = message_list_count(call->db, channel->name, count, &call->err);

	return r < 0 ? r
		     : call_put(call, "waiting",
			       json_integer(count[MESSAGE_WAITING]));
}

static int write_channel(struct call *call, struct channel *channel)
{
	int r = row_update(
		call->db, &call->change, &channel_table, channel, &call->err);

	if (r == 0)
		r = put_waiting(call, channel);
	return r < 0 ? r : put(call, channel);
}

static int run_pause(struct call *call)
{
	AUTO_CHANNEL channel = {0};
	int r = resolve_channel(call, "id", &channel);

	if (r == 0 && channel.is_paused)
		return call_fail(call, API_REFUSED, "id",
			N_("%s is paused already"), channel.name);
	channel.is_paused = 1;
	return r < 0 ? r : write_channel(call, &channel);
}

/* Also what nudged paused is tried at once. */
static int run_resume(struct call *call)
{
	AUTO_CHANNEL channel = {0};
	AUTO_CHANNEL_STATE state = {0};
	int r = resolve_channel(call, "id", &channel);

	if (r == 0)
		r = channel_state_get(
			call->db, channel.name, &state, &call->err);
	if (r < 0)
		return r;
	if (!channel.is_paused && state.status != CHANNEL_PAUSED)
		return call_fail(call, API_REFUSED, "id",
			N_("%s is not paused"), channel.name);
	channel.is_paused = 0;
	channel.resumed_at = call->api->now;
	return write_channel(call, &channel);
}

/* The channels of one rep without this one; 1: he used it. */
static int take_from_rep(
	struct call *call, const struct rep *rep, const char *name)
{
	AUTO_REP changed = {0};
	AUTO_STR left = {0};
	const char *list = rep->channels;
	char one[NAMES_MAX];
	int r;

	if (!names_has(list, name))
		return 0;
	while (names_next(&list, one))
		if (strcmp(one, name) != 0)
			str_addf(&left, "%s%s", left.len ? "," : "", one);
	r = row_get(call->db, &rep_table, rep->id, &changed, &call->err);
	if (r == 0)
		r = str_error(&left);
	if (r == 0)
		r = field_set(
			&changed.channels, left.len ? str_get(&left) : NULL);
	if (r == 0)
		r = row_update(call->db, &call->change, &rep_table, &changed,
			&call->err);
	return r < 0 ? r : 1;
}

/* "reps": who used it, and what each has left. */
static int take_from_reps(struct call *call, const char *name)
{
	json_t *told = json_array();
	AUTO_ROWS reps = {0};
	int r = rep_all(call->db, 0, INT64_MAX, &reps, &call->err);

	ROWS_EACH(const struct rep, rep, &reps) {
		if (r < 0)
			break;
		r = take_from_rep(call, rep, name);
		if (r > 0)
			json_array_append_new(told, json_string(rep->slug));
	}
	if (r < 0) {
		json_decref(told);
		return r;
	}
	return call_put(call, "reps", told);
}

static int take_from_channels(struct call *call, const char *name)
{
	AUTO_ROWS all = {0};
	int r = channel_all(call->db, 0, INT64_MAX, &all, &call->err);

	ROWS_EACH(struct channel, channel, &all) {
		if (r < 0)
			break;
		if (!channel->fallback || strcmp(channel->fallback, name) != 0)
			continue;
		r = field_set(&channel->fallback, NULL);
		if (r == 0)
			r = row_update(call->db, &call->change, &channel_table,
				channel, &call->err);
	}
	return r;
}

/* What waits goes through the fallback, else it ends. */
static int clear_messages(struct call *call, const struct channel *channel)
{
	int64_t now = call->api->now;
	int moved = 0, cancelled = 0;

	if (channel->fallback)
		moved = reroute_channel(call->db, channel->name,
			channel->fallback, INT64_MAX, now, &call->err);
	if (moved >= 0)
		cancelled =
			claim_cancel(call->db, channel->name, now, &call->err);
	if (moved < 0 || cancelled < 0)
		return moved < 0 ? moved : cancelled;
	if (call_put(call, "moved", json_integer(moved)) < 0)
		return -ENOMEM;
	return call_put(call, "cancelled", json_integer(cancelled));
}

static int run_remove(struct call *call)
{
	AUTO_CHANNEL channel = {0};
	int r = resolve_channel(call, "id", &channel);

	if (r == 0)
		r = put(call, &channel);
	if (r == 0)
		r = clear_messages(call, &channel);
	if (r == 0)
		r = take_from_reps(call, channel.name);
	if (r == 0)
		r = take_from_channels(call, channel.name);
	return r < 0 ? r
		     : row_delete(call->db, &call->change, &channel_table,
			       &channel, &call->err);
}

const struct method channel_pause_method = {
	.name = "channel.pause",
	.flags = METHOD_WRITE | METHOD_NO_ACTOR,
	.doc = N_("let nothing through a channel until it is resumed"),
	METHOD_PARAMS(params),
	.run = run_pause,
};

const struct method channel_resume_method = {
	.name = "channel.resume",
	.flags = METHOD_WRITE | METHOD_NO_ACTOR,
	.doc = N_("let messages through a paused channel again"),
	METHOD_PARAMS(params),
	.run = run_resume,
};

const struct method channel_remove_method = {
	.name = "channel.remove",
	.flags = METHOD_WRITE | METHOD_NO_ACTOR,
	.doc = N_("remove a channel; what waits goes through its fallback"),
	METHOD_PARAMS(params),
	.run = run_remove,
};
