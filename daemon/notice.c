/* Telling a channel's owner that it is paused. */
#include "daemon/notice.h"

#include "base/names.h"
#include "base/str.h"
#include "store/message.h"
#include "store/rep.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

enum { DAY_S = 86400 };

/* The first of the rep's channels that is another one; "": none. */
static void find_way(char buf[static NAMES_MAX], const struct rep *rep,
	const struct channel *channel)
{
	const char *list = rep->channels;

	if (channel->fallback) {
		snprintf(buf, NAMES_MAX, "%s", channel->fallback);
		return;
	}
	while (names_next(&list, buf))
		if (strcmp(buf, channel->name) != 0)
			return;
	buf[0] = '\0';
}

static char *make_model(const struct rep *rep, const struct channel *channel,
	const char *reason)
{
	json_t *model = json_pack("{s:i,s:s,s:s,s:{s:s,s:s},s:{s:s,s:s?}}", "v",
		1, "kind", "notice", "lang", rep->locale, "rep", "slug",
		rep->slug, "name", rep->name, "notice", "channel",
		channel->name, "reason", reason);
	char *text = model ? json_dumps(model, JSON_COMPACT) : NULL;

	json_decref(model);
	return text;
}

static int queue(struct db *db, const struct channel *channel,
	struct channel_state *state, int64_t now, struct err *err)
{
	AUTO_REP rep = {0};
	AUTO_FREE char *model = NULL;
	AUTO_STR subject = {0};
	char way[NAMES_MAX];
	int r = row_get(db, &rep_table, channel->owner_id, &rep, err);

	if (r < 0)
		return r == -ENOENT ? 0 : r;
	find_way(way, &rep, channel);
	if (!*way)
		return 0;
	model = make_model(&rep, channel, state->reason);
	str_addf(&subject, "paused-%s-%" PRId64, channel->name, state->since);
	if (!model || str_error(&subject) < 0)
		return -ENOMEM;
	state->told_at = now;
	return message_queue(db,
		&(struct message_new){
			.kind = MESSAGE_NOTICE,
			.rep_id = rep.id,
			.channel = way,
			.subject = str_get(&subject),
			.gen = 1,
			.locale = rep.locale,
			.model = model,
			.due_at = now,
			.expires_at = now + DAY_S,
		},
		now, NULL, err);
}

int notice_queue(struct db *db, const struct channel *channel,
	struct channel_state *state, int64_t now, struct err *err)
{
	if (state->status != CHANNEL_PAUSED || !channel->owner_id ||
		(state->told_at && now < state->told_at + DAY_S))
		return 0;
	return queue(db, channel, state, now, err);
}
