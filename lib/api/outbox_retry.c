/* outbox.retry: a person wants messages sent (again). */
#include "api/methods.h"

#include "api/resolve.h"
#include "api/resolve_id.h"
#include "base/str.h"
#include "store/lock.h"
#include "store/message_list.h"

#include <errno.h>

static const struct param params[] = {
	{"channel", PARAM_TEXT, 0,
		N_("all of this channel that ended without arriving")},
	{"id", PARAM_LIST, 0, N_("the messages")},
};

/* Why it is not sent again. */
static int refuse(struct call *call, int64_t id)
{
	static const char *const why[MESSAGE_STATE_N] = {
		[MESSAGE_WAITING] = N_("message %s waits and is sent anyway"),
		[MESSAGE_SENDING] = N_("message %s is under way"),
		[MESSAGE_SENT] = N_("message %s has arrived"),
		[MESSAGE_ACCEPTED] = N_("message %s was taken by the service; "
					"whether it arrived is not known"),
		[MESSAGE_CANCELLED] = N_("message %s was cancelled: what it "
					 "told of has changed"),
		[MESSAGE_MERGED] = N_("message %s went into a later one, which "
				      "says the same"),
	};
	AUTO_MESSAGE m = {0};
	int r = message_get(call->db, id, &m, &call->err);

	if (r < 0)
		return r;
	r = call_fail(call, API_REFUSED, "id", why[m.state], STR_INT(id));
	call_hint(call, N_("sent again is what is undeliverable, expired or "
			   "held: nudge outbox --state dead"));
	return r;
}

static int retry(struct call *call, int64_t id, json_t *retried)
{
	int r = message_retry(call->db, id, call->api->now, &call->err);

	if (r == -ENOENT)
		return call_fail(call, API_NOT_FOUND, "id",
			N_("there is no message %s"), STR_INT(id));
	if (r == -EALREADY)
		return refuse(call, id);
	if (r < 0)
		return r;
	return json_array_append_new(retried, json_integer(id)) < 0 ? -ENOMEM
								    : 0;
}

static int retry_ids(struct call *call, json_t *retried)
{
	json_t *item, *list = call_list(call, "id");
	size_t i;

	json_array_foreach(list, i, item) {
		int64_t id = resolve_id(json_string_value(item));
		int r = id == 0 ? call_fail(call, API_BAD_PARAM, "id",
					  N_("\"%s\" is no message's id"),
					  json_string_value(item))
				: retry(call, id, retried);

		if (r < 0)
			return r;
	}
	return 0;
}

/* All of one state; at most a page at a time. */
static int retry_state(
	struct call *call, enum message_state state, json_t *retried)
{
	AUTO_MESSAGE_LIST list = {0};
	int r = message_list(call->db,
		&(struct message_filter){.channel = call_text(call, "channel"),
			.state = message_state_name[state],
			.limit = CALL_PAGE_MAX},
		&list, &call->err);

	for (size_t i = 0; r == 0 && i < list.n; i++)
		r = retry(call, list.items[i].id, retried);
	return r;
}

static int check_channel(struct call *call)
{
	AUTO_CHANNEL channel = {0};

	return resolve_channel(call, "channel", &channel);
}

static int retry_channel(struct call *call, json_t *retried)
{
	static const enum message_state states[] = {
		MESSAGE_DEAD, MESSAGE_HELD, MESSAGE_EXPIRED};
	int r = 0;

	for (size_t i = 0; r == 0 && i < ARRAY_LEN(states); i++)
		r = retry_state(call, states[i], retried);
	/* Messages stay when their channel is removed: only where there are
	 * none has it to be a channel. */
	return r < 0 || json_array_size(retried) > 0 ? r : check_channel(call);
}

static int run(struct call *call)
{
	json_auto_t *retried = json_array();
	int r = retried ? 0 : -ENOMEM;

	if (!call_has(call, "id") && !call_has(call, "channel"))
		return call_fail(call, API_BAD_PARAM, "id",
			N_("say which messages: their ids, or a channel"));
	if (r == 0)
		r = retry_ids(call, retried);
	if (r == 0 && call_has(call, "channel"))
		r = retry_channel(call, retried);
	if (r == 0)
		r = call_put(call, "nudged_runs",
			json_boolean(lock_nudged_runs(db_path(call->db))));
	return r < 0 ? r : call_put(call, "retried", TAKE(retried));
}

const struct method outbox_retry_method = {
	.name = "outbox.retry",
	.flags = METHOD_WRITE | METHOD_NO_ACTOR,
	.doc = N_("send dead, held or expired messages again"),
	METHOD_PARAMS(params),
	.run = run,
};
