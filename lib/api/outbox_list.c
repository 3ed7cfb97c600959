/* outbox.list and outbox.show: what is to be told, and what became of it. */
#include "api/methods.h"

#include "api/outbox_view.h"
#include "api/resolve.h"
#include "api/view.h"
#include "store/channel.h"
#include "store/channel_state.h"
#include "store/message_list.h"

#include <errno.h>

static const struct param list_params[] = {
	{"channel", PARAM_TEXT, 0, N_("only through this channel")},
	CALL_PAGE_PARAMS,
	{"rep", PARAM_TEXT, 0, N_("only to this rep")},
	{"state", PARAM_TEXT, 0,
		N_("waiting, sending, held, sent, accepted, dead, cancelled, "
		   "merged or expired")},
};

static const struct param show_params[] = {
	{"id", PARAM_INT, PARAM_REQUIRED, N_("the message")},
};

static int read_filter(struct call *call, struct message_filter *filter)
{
	AUTO_REP rep = {0};
	int state, r = call_enum(call, "state", CALL_WORDS(message_state_name),
			   -1, &state);

	if (r == 0 && call_has(call, "rep"))
		r = resolve_rep(call, "rep", &rep);
	if (r < 0)
		return r;
	filter->rep_id = rep.id;
	filter->channel = call_text(call, "channel");
	filter->state = state < 0 ? NULL : message_state_name[state];
	return 0;
}

static int put_list(struct call *call, const struct call_page *page,
	const struct message_list *list)
{
	json_auto_t *array = json_array();
	bool more = list->n > (size_t)page->limit;
	size_t n = more ? (size_t)page->limit : list->n;
	int r = array ? 0 : -ENOMEM;

	for (size_t i = 0; r == 0 && i < n; i++) {
		json_t *object = NULL;

		r = outbox_view(call, &list->items[i], &object);
		if (r == 0 && json_array_append_new(array, object) < 0)
			r = -ENOMEM;
	}
	if (r == 0)
		r = call_put(call, "cursor",
			more ? json_integer(list->items[n - 1].id)
			     : json_null());
	return r < 0 ? r : call_put(call, "messages", TAKE(array));
}

static int run_list(struct call *call)
{
	AUTO_MESSAGE_LIST list = {0};
	struct message_filter filter = {0};
	struct call_page page;
	int r = call_page(call, &page);

	if (r == 0)
		r = read_filter(call, &filter);
	filter.before_id = page.cursor;
	filter.limit = page.limit + 1;
	if (r == 0)
		r = message_list(call->db, &filter, &list, &call->err);
	return r < 0 ? r : put_list(call, &page, &list);
}

static json_t *view_attempt(struct call *call, const struct message_attempt *a)
{
	return json_pack("{s:I, s:o, s:o, s:s?, s:s?, s:s?, s:o, s:o}", "n",
		(json_int_t)a->n, "started", view_instant(a->started_at),
		"ended", view_instant(a->ended_at), "phase", a->phase, "class",
		a->class, "code", a->code, "detail", view_said(call, a->detail),
		"retry_after_ms", view_ref(a->retry_after_ms));
}

static int put_attempts(struct call *call, int64_t id)
{
	AUTO_MESSAGE_ATTEMPTS attempts = {0};
	json_auto_t *array = json_array();
	int r = message_list_attempts(call->db, id, &attempts, &call->err);

	for (size_t i = 0; r == 0 && i < attempts.n; i++)
		if (json_array_append_new(
			    array, view_attempt(call, &attempts.items[i])) < 0)
			r = -ENOMEM;
	return r < 0 ? r : call_put(call, "attempts", TAKE(array));
}

/* What waits for a channel that is paused may have been tried never. */
static int channel_advice(
	struct call *call, const struct message *message, json_t **ret)
{
	AUTO_CHANNEL channel = {0};
	AUTO_CHANNEL_STATE state = {0};
	AUTO_STR s = {0};
	int r = channel_by_name(
		call->db, message->channel, &channel, &call->err);

	if (r == 0)
		r = channel_state_get(
			call->db, message->channel, &state, &call->err);
	if (r < 0 && r != -ENOENT)
		return r;
	if (r == 0 && (channel.is_paused || state.status == CHANNEL_PAUSED))
		text_add(&s, call->api->lang,
			N_("the channel %s is paused; see why: nudge channel "
			   "list"),
			message->channel);
	*ret = s.len > 0 ? json_string(str_get(&s)) : json_null();
	return 0;
}

static int put_advice(struct call *call, const struct message *message)
{
	json_t *advice = NULL;
	int r = 0;

	if (message->state == MESSAGE_WAITING && !message->last_class)
		r = channel_advice(call, message, &advice);
	else
		advice = outbox_view_advice(call, message);
	return r < 0 ? r : call_put(call, "advice", advice);
}

static int run_show(struct call *call)
{
	int64_t id = call_int(call, "id", 0);
	AUTO_MESSAGE message = {0};
	json_t *object = NULL;
	int r = message_get(call->db, id, &message, &call->err);

	if (r == -ENOENT)
		return call_fail(call, API_NOT_FOUND, "id",
			N_("there is no message %s"), STR_INT(id));
	if (r == 0)
		r = outbox_view(call, &message, &object);
	if (r == 0)
		r = call_put(call, "message", object);
	if (r == 0)
		r = put_advice(call, &message);
	return r < 0 ? r : put_attempts(call, id);
}

const struct method outbox_list_method = {
	.name = "outbox.list",
	.flags = METHOD_NO_ACTOR,
	.doc = N_("list messages, newest first"),
	METHOD_PARAMS(list_params),
	.run = run_list,
};

const struct method outbox_show_method = {
	.name = "outbox.show",
	.flags = METHOD_NO_ACTOR,
	.doc = N_("show a message with every attempt to deliver it"),
	METHOD_PARAMS(show_params),
	.run = run_show,
};
