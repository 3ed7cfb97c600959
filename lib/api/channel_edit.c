/* channel.add, channel.edit: where messages go.  Only the row: what says
 * where to and with what is in the secret file of the same name. */
#include "api/methods.h"

#include "api/dump.h"
#include "api/field.h"
#include "api/resolve.h"
#include "api/slug.h"
#include "api/view.h"
#include "base/str.h"
#include "compose/chat.h"
#include "compose/hook.h"
#include "core/rate.h"

#include <errno.h>
#include <string.h>

enum { MAX_AGE_DEFAULT_S = 86400, MAX_AGE_MIN_S = 300 };

#define SHARED_PARAMS                                                          \
	{"audience", PARAM_TEXT, 0,                                            \
		N_("private, or room: others read it too")},                   \
		{"fallback", PARAM_TEXT, 0,                                    \
			N_("the channel used while this one is paused")},      \
		{"format", PARAM_TEXT, 0,                                      \
			N_("of a webhook: standard or cloudevents")},          \
		{"locale", PARAM_TEXT, 0,                                      \
			N_("language; else the recipient's")},                 \
		{"max_age", PARAM_INT, 0,                                      \
			N_("seconds after which a message is of no more "      \
			   "use; 86400")},                                     \
		{"mention", PARAM_LIST, 0,                                     \
			N_("how to call reps there: rep=id; rep= for none")},  \
		{"on_uncertain", PARAM_TEXT, 0,                                \
			N_("after a crash: resend, or hold for a person to "   \
			   "decide")},                                         \
		{"owner", PARAM_TEXT, 0,                                       \
			N_("the rep it belongs to; else you")},                \
	{                                                                      \
		"rate", PARAM_TEXT, 0,                                         \
			N_("messages per seconds, such as 20/60")              \
	}

static const struct param add_params[] = {
	SHARED_PARAMS,
	{"kind", PARAM_TEXT, PARAM_REQUIRED,
		N_("email, maildir, webhook, or a chat robot: slack, "
		   "mattermost, wecom, dingtalk, feishu, teams")},
	{"name", PARAM_TEXT, PARAM_REQUIRED, N_("the channel's name")},
};

static const struct param edit_params[] = {
	SHARED_PARAMS,
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("the channel")},
};

static const char *const kinds[] = {"email", "maildir", "webhook", "slack",
	"mattermost", "wecom", "dingtalk", "feishu", "teams"};

/* Who reads what goes there: robots speak to rooms, unless told otherwise. */
static int set_kind(struct call *call, struct channel *channel)
{
	int kind, r = call_enum(call, "kind", CALL_WORDS(kinds), -1, &kind);

	if (r < 0)
		return r;
	channel->audience =
		chat_find(kinds[kind]) ? AUDIENCE_ROOM : AUDIENCE_PRIVATE;
	return field_set(&channel->kind, kinds[kind]);
}

static int set_audience(struct call *call, struct channel *channel)
{
	int audience,
		r = call_enum(call, "audience", CALL_WORDS(domain_audience),
			(int)channel->audience, &audience);

	if (r == 0)
		channel->audience = (enum audience)audience;
	return r;
}

static int set_name(struct call *call, struct channel *channel)
{
	const char *name = call_text(call, "name");
	AUTO_CHANNEL other = {0};
	int r;

	if (!slug_is_valid(name))
		return call_fail(call, API_BAD_PARAM, "name",
			N_("the channel's name \"%s\" must be 1 to %s of a-z, "
			   "0-9 and \"-\", with a letter"),
			name, STR_INT(SLUG_MAX));
	if (strcmp(name, DOMAIN_HEARTBEAT) == 0)
		return call_fail(call, API_BAD_PARAM, "name",
			N_("no channel can be called %s: the secret file of "
			   "that name says where nudged's heartbeat goes"),
			name);
	r = channel_by_name(call->db, name, &other, &call->err);
	if (r == 0)
		return call_fail(call, API_CONFLICT, "name",
			N_("there is already a channel %s"), name);
	return r == -ENOENT ? field_set(&channel->name, name) : r;
}

static int set_fallback(struct call *call, struct channel *channel)
{
	const char *name = call_text(call, "fallback");
	AUTO_CHANNEL other = {0};
	int r = name && *name ? resolve_channel(call, "fallback", &other) : 0;

	if (r == 0 && other.id && other.id == channel->id)
		return call_fail(call, API_BAD_PARAM, "fallback",
			N_("a channel cannot be its own fallback"));
	return r < 0 ? r : field_text(call, "fallback", &channel->fallback);
}

static int set_owner(struct call *call, struct channel *channel)
{
	AUTO_REP owner = {0};
	const char *word = call_text(call, "owner");
	int r;

	if (!word && (channel->id || call->actor.id == 0))
		return 0;
	if (word && !*word) {
		channel->owner_id = 0;
		return 0;
	}
	r = resolve_rep(call, "owner", &owner);
	channel->owner_id = owner.id;
	return r;
}

static int set_rate(struct call *call, struct channel *channel)
{
	const char *rate = call_text(call, "rate");
	struct rate_limit limit;
	int r = rate && *rate ? rate_limit_parse(rate, &limit, &call->err) : 0;

	return r < 0 ? call_fail_err(call, r, "rate")
		     : field_text(call, "rate", &channel->rate);
}

/* "li-wei=U123" into the map; "li-wei=" out of it. */
static int set_mention(struct call *call, const char *word, json_t *map)
{
	const char *id = strchr(word, '=');
	AUTO_STR slug = {0};
	AUTO_REP rep = {0};
	int r;

	str_add_n(&slug, word, id ? (size_t)(id - word) : strlen(word));
	r = rep_by_slug(call->db, str_get(&slug), &rep, &call->err);
	if (r == -ENOENT)
		return call_fail(call, API_NOT_FOUND, "mention",
			N_("there is no rep \"%s\""), str_get(&slug));
	if (r < 0)
		return r;
	if (!id || (id[1] && !chat_id_is_valid(id + 1)))
		return call_fail(call, API_BAD_PARAM, "mention",
			N_("a mention is written as %s=ID, with the id that "
			   "the service gives to one person, not \"%s\""),
			rep.slug, word);
	if (!id[1])
		(void)json_object_del(map, rep.slug);
	else if (json_object_set_new(map, rep.slug, json_string(id + 1)) < 0)
		return -ENOMEM;
	return 0;
}

static int set_mentions(struct call *call, struct channel *channel)
{
	json_t *word, *list = call_list(call, "mention");
	json_auto_t *map = json_loads(
		channel->mentions ? channel->mentions : "{}", 0, NULL);
	AUTO_FREE char *text = NULL;
	size_t i;

	if (!list)
		return 0;
	json_array_foreach(list, i, word) {
		int r = 0;

		if (json_string_length(word) == 0)
			json_object_clear(map);
		else
			r = set_mention(call, json_string_value(word), map);
		if (r < 0)
			return r;
	}
	text = dump_text(map);
	if (!text)
		return -ENOMEM;
	return field_set(
		&channel->mentions, json_object_size(map) > 0 ? text : NULL);
}

static int set_format(struct call *call, struct channel *channel)
{
	int format, r;

	if (!call_has(call, "format"))
		return 0;
	if (strcmp(channel->kind, "webhook") != 0)
		return call_fail(call, API_BAD_PARAM, "format",
			N_("only a webhook has a choice of formats"));
	r = call_enum(call, "format",
		&(struct call_words){hook_format_name, HOOK_FORMAT_N}, 0,
		&format);
	return r < 0 ? r
		     : field_set(&channel->format, hook_format_name[format]);
}

static int set_limits(struct call *call, struct channel *channel)
{
	int uncertain, r = call_enum(call, "on_uncertain",
			       CALL_WORDS(channel_uncertain),
			       (int)channel->on_uncertain, &uncertain);

	if (r < 0)
		return r;
	channel->on_uncertain = (enum uncertain)uncertain;
	channel->max_age_s = call_int(call, "max_age", channel->max_age_s);
	if (channel->max_age_s < MAX_AGE_MIN_S ||
		channel->max_age_s > 30 * MAX_AGE_DEFAULT_S)
		return call_fail(call, API_BAD_PARAM, "max_age",
			N_("%s must be between %s and %s"),
			call_param(call, "max_age"), STR_INT(MAX_AGE_MIN_S),
			STR_INT(30 * MAX_AGE_DEFAULT_S));
	return 0;
}

static int set_locale(struct call *call, struct channel *channel)
{
	const char *s = call_text(call, "locale");
	enum text_lang lang;

	if (!s)
		return 0;
	if (*s && !text_lang_find(s, &lang))
		return call_fail(call, API_BAD_PARAM, "locale",
			N_("there is no language \"%s\"; there are: en, zh_CN"),
			s);
	return field_set(&channel->locale, *s ? text_lang_name(lang) : NULL);
}

static int set_fields(struct call *call, struct channel *channel)
{
	static int (*const setters[])(struct call *, struct channel *) = {
		set_audience,
		set_owner,
		set_fallback,
		set_rate,
		set_mentions,
		set_format,
		set_locale,
		set_limits,
	};

	for (size_t i = 0; i < ARRAY_LEN(setters); i++) {
		int r = setters[i](call, channel);

		if (r < 0)
			return r;
	}
	return 0;
}

static int put(
	struct call *call, const char *name, const struct channel *channel)
{
	json_t *object = NULL;
	int r = view_channel(call, channel, &object);

	return r < 0 ? r : call_put(call, name, object);
}

/* The first channel of a rep is used at once. */
static int use_first(struct call *call, const struct channel *channel)
{
	AUTO_REP owner = {0};
	int r;

	if (channel->owner_id == 0)
		return 0;
	r = row_get(
		call->db, &rep_table, channel->owner_id, &owner, &call->err);
	if (r < 0 || owner.channels)
		return r;
	r = field_set(&owner.channels, channel->name);
	return r < 0 ? r
		     : row_update(call->db, &call->change, &rep_table, &owner,
			       &call->err);
}

static int run_add(struct call *call)
{
	AUTO_CHANNEL channel = {.max_age_s = MAX_AGE_DEFAULT_S};
	int r = set_name(call, &channel);

	if (r == 0)
		r = set_kind(call, &channel);
	if (r == 0)
		r = set_fields(call, &channel);
	if (r == 0)
		r = row_insert(call->db, &call->change, &channel_table,
			&channel, &call->err);
	if (r == 0)
		r = use_first(call, &channel);
	return r < 0 ? r : put(call, "channel", &channel);
}

static int run_edit(struct call *call)
{
	AUTO_CHANNEL channel = {0};
	int r = resolve_channel(call, "id", &channel);

	if (r == 0)
		r = put(call, "was", &channel);
	if (r == 0)
		r = set_fields(call, &channel);
	if (r == 0)
		r = row_update(call->db, &call->change, &channel_table,
			&channel, &call->err);
	return r < 0 ? r : put(call, "channel", &channel);
}

const struct method channel_add_method = {
	.name = "channel.add",
	.flags = METHOD_WRITE | METHOD_NO_ACTOR,
	.doc = N_("add a way for messages; a rep's first one is used at once"),
	METHOD_PARAMS(add_params),
	.run = run_add,
};

const struct method channel_edit_method = {
	.name = "channel.edit",
	.flags = METHOD_WRITE | METHOD_NO_ACTOR,
	.doc = N_("change how a way for messages behaves"),
	METHOD_PARAMS(edit_params),
	.run = run_edit,
};
