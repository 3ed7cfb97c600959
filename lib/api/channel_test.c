/* channel.test: a marked message through a channel. */
#include "api/methods.h"

#include "api/dump.h"
#include "api/resolve.h"
#include "api/view.h"
#include "base/str.h"
#include "store/lock.h"
#include "store/message.h"

#include <errno.h>

enum { TEST_LIFE_S = 3600, TESTS_PER_SECOND = 100 };

static const struct param params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("the channel")},
};

static char *make_model(struct call *call, const struct channel *channel)
{
	json_auto_t *model = json_pack(
		"{s:i, s:s, s:s, s:{s:s, s:s}, s:o, s:s}", "v", 1, "kind",
		message_kind_name[MESSAGE_TEST], "lang",
		channel->locale ? channel->locale : call->actor.locale, "rep",
		"slug", call->actor.slug, "name", call->actor.name, "date",
		view_date(call->today), "channel", channel->name);

	return model ? dump_text(model) : NULL;
}

/* 1: queued; 0: this very test was asked for before. */
static int queue(struct call *call, const struct channel *channel,
	const char *model, int64_t gen, int64_t *ret_id)
{
	int64_t now = call->api->now;

	return message_queue(call->db,
		&(struct message_new){
			.kind = MESSAGE_TEST,
			.rep_id = call->actor.id,
			.channel = channel->name,
			.subject = STR_INT(now),
			.gen = gen,
			.locale = channel->locale ? channel->locale
						  : call->actor.locale,
			.model = model,
			.due_at = now,
			.expires_at = now + TEST_LIFE_S,
		},
		now, ret_id, &call->err);
}

/* Every test is told, also a second one in the same second. */
static int queue_new(
	struct call *call, const struct channel *channel, int64_t *ret_id)
{
	AUTO_FREE char *model = make_model(call, channel);
	int r = model ? 0 : -ENOMEM;

	for (int64_t gen = 1; r == 0 && gen <= TESTS_PER_SECOND; gen++)
		r = queue(call, channel, model, gen, ret_id);
	if (r == 0)
		r = call_fail(call, API_REFUSED, "id",
			N_("%s was tested often enough for one second"),
			channel->name);
	return r;
}

static int run(struct call *call)
{
	const char *name = call_text(call, "id");
	AUTO_CHANNEL channel = {0};
	int64_t id = 0;
	int r = resolve_channel(call, "id", &channel);

	if (r == 0)
		r = queue_new(call, &channel, &id);
	if (r > 0)
		r = call_put(call, "message",
			call->preview ? json_null() : json_integer(id));
	if (r == 0)
		r = call_put(call, "channel", json_string(name));
	return r < 0 ? r
		     : call_put(call, "nudged_runs",
			       json_boolean(
				       lock_nudged_runs(db_path(call->db))));
}

const struct method channel_test_method = {
	.name = "channel.test",
	.flags = METHOD_WRITE,
	.doc = N_("send a test message through a channel"),
	METHOD_PARAMS(params),
	.run = run,
};
