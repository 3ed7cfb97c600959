/* channel.list: where messages go, and how that is doing. */
#include "api/methods.h"

#include "api/view.h"
#include "store/channel_state.h"
#include "store/message_list.h"

#include <errno.h>

static const struct param params[] = {CALL_PAGE_PARAMS};

/* {status, reason, since, until, failures, waiting, held, dead}. */
static int view_state(
	struct call *call, const struct channel *channel, json_t **ret)
{
	AUTO_CHANNEL_STATE state = {0};
	int64_t count[MESSAGE_STATE_N];
	int r = channel_state_get(call->db, channel->name, &state, &call->err);

	if (r == 0)
		r = message_list_count(
			call->db, channel->name, count, &call->err);
	if (r < 0)
		return r;
	if (channel->is_paused)
		state.status = CHANNEL_PAUSED;
	*ret = json_pack("{s:s, s:o, s:o, s:o, s:I, s:I, s:I, s:I}", "status",
		channel_state_name[state.status], "reason",
		view_said(call, channel->is_paused ? N_("somebody paused it")
						   : state.reason),
		"since", view_instant(state.since), "until",
		view_instant(state.cooldown_until), "failures",
		(json_int_t)state.failures, "waiting",
		(json_int_t)(count[MESSAGE_WAITING] + count[MESSAGE_SENDING]),
		"held", (json_int_t)count[MESSAGE_HELD], "dead",
		(json_int_t)count[MESSAGE_DEAD]);
	return *ret ? 0 : -ENOMEM;
}

static int view_one(struct call *call, const void *channel, json_t **ret)
{
	json_auto_t *object = NULL;
	json_t *state = NULL;
	int r = view_channel(call, channel, &object);

	if (r == 0)
		r = view_state(call, channel, &state);
	if (r < 0)
		return r;
	if (json_object_set_new(object, "state", state) < 0)
		return -ENOMEM;
	*ret = TAKE(object);
	return 0;
}

static int run(struct call *call)
{
	AUTO_ROWS rows = {0};
	struct call_page page;
	int r = call_page(call, &page);

	if (r == 0)
		r = channel_all(call->db, page.cursor, page.limit + 1, &rows,
			&call->err);
	return r < 0 ? r
		     : view_rows_page(call, &page, "channels", &rows, view_one);
}

const struct method channel_list_method = {
	.name = "channel.list",
	.flags = METHOD_NO_ACTOR,
	.doc = N_("list where messages go and how that is doing"),
	METHOD_PARAMS(params),
	.run = run,
};
