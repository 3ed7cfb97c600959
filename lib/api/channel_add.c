/* channel.add: where messages go.  Only the row: what says where to and with
 * what is in the secret file of the same name. */
#include "api/methods.h"

#include "api/field.h"
#include "api/resolve.h"
#include "api/slug.h"
#include "api/view.h"
#include "compose/hook.h"

#include <errno.h>
#include <string.h>

enum { MAX_AGE_DEFAULT_S = 86400, MAX_AGE_MIN_S = 300 };

static const struct param params[] = {
	{"audience", PARAM_TEXT, 0, N_("private, or room: others read it too")},
	{"fallback", PARAM_TEXT, 0,
		N_("the channel used while this one is paused")},
	{"format", PARAM_TEXT, 0, N_("of a webhook: standard or cloudevents")},
	{"kind", PARAM_TEXT, PARAM_REQUIRED, N_("email, maildir or webhook")},
	{"locale", PARAM_TEXT, 0, N_("language; else the recipient's")},
	{"max_age", PARAM_INT, 0,
		N_("seconds after which a message is of no more use; 86400")},
	{"name", PARAM_TEXT, PARAM_REQUIRED, N_("the channel's name")},
	{"on_uncertain", PARAM_TEXT, 0,
		N_("after a crash: resend, or hold for a person to decide")},
	{"owner", PARAM_TEXT, 0, N_("the rep it belongs to; else you")},
	{"rate", PARAM_TEXT, 0, N_("messages per seconds, such as 20/60")},
};

/* The kinds that there are, and who reads what goes there. */
static const char *const kinds[] = {"email", "maildir", "webhook"};

static int set_kind(struct call *call, struct channel *channel)
{
	int kind, audience, r;

	r = call_enum(call, "kind", CALL_WORDS(kinds), -1, &kind);
	if (r == 0)
		r = call_enum(call, "audience", CALL_WORDS(domain_audience),
			AUDIENCE_PRIVATE, &audience);
	if (r < 0)
		return r;
	channel->audience = (enum audience)audience;
	return field_set(&channel->kind, kinds[kind]);
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
	int r;

	if (!name || !*name)
		return 0;
	r = channel_by_name(call->db, name, &other, &call->err);
	if (r == -ENOENT)
		return call_fail(call, API_NOT_FOUND, "fallback",
			N_("there is no channel \"%s\""), name);
	return r < 0 ? r : field_set(&channel->fallback, name);
}

static int set_owner(struct call *call, struct channel *channel)
{
	AUTO_REP owner = {0};
	const char *word = call_text(call, "owner");
	int r;

	if (word && !*word)
		return 0;
	if (!word && call->actor.id == 0)
		return 0;
	r = resolve_rep(call, "owner", &owner);
	channel->owner_id = owner.id;
	return r;
}

/* "20/60", "20/1min": what nudged understands. */
static int set_rate(struct call *call, struct channel *channel)
{
	static const char digits[] = "0123456789";
	const char *rate = call_text(call, "rate");
	size_t n, m, unit;

	if (!rate || !*rate)
		return 0;
	n = strspn(rate, digits);
	m = rate[n] == '/' ? strspn(rate + n + 1, digits) : 0;
	unit = n + 1 + m;
	if (n == 0 || n > 6 || m == 0 || m > 6 ||
		(rate[unit] && strcmp(rate + unit, "s") != 0 &&
			strcmp(rate + unit, "min") != 0 &&
			strcmp(rate + unit, "h") != 0))
		return call_fail(call, API_BAD_PARAM, "rate",
			N_("%s is written as 20/60 (20 messages in 60 "
			   "seconds) or 20/1min, not \"%s\""),
			"rate", rate);
	return field_set(&channel->rate, rate);
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
			       CALL_WORDS(channel_uncertain), UNCERTAIN_RESEND,
			       &uncertain);

	if (r < 0)
		return r;
	channel->on_uncertain = (enum uncertain)uncertain;
	channel->max_age_s = call_int(call, "max_age", MAX_AGE_DEFAULT_S);
	if (channel->max_age_s < MAX_AGE_MIN_S ||
		channel->max_age_s > 30 * MAX_AGE_DEFAULT_S)
		return call_fail(call, API_BAD_PARAM, "max_age",
			N_("%s must be between %s and %s"), "max_age",
			STR_INT(MAX_AGE_MIN_S),
			STR_INT(30 * MAX_AGE_DEFAULT_S));
	return 0;
}

static int set_locale(struct call *call, struct channel *channel)
{
	const char *s = call_text(call, "locale");
	enum text_lang lang;

	if (!s || !*s)
		return 0;
	if (!text_lang_find(s, &lang))
		return call_fail(call, API_BAD_PARAM, "locale",
			N_("there is no language \"%s\"; there are: en, zh_CN"),
			s);
	return field_set(&channel->locale, text_lang_name(lang));
}

static int set_fields(struct call *call, struct channel *channel)
{
	int r = set_name(call, channel);

	if (r == 0)
		r = set_kind(call, channel);
	if (r == 0)
		r = set_owner(call, channel);
	if (r == 0)
		r = set_fallback(call, channel);
	if (r == 0)
		r = set_rate(call, channel);
	if (r == 0)
		r = set_format(call, channel);
	if (r == 0)
		r = set_locale(call, channel);
	return r < 0 ? r : set_limits(call, channel);
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

static int run(struct call *call)
{
	AUTO_CHANNEL channel = {0};
	json_t *object = NULL;
	int r = set_fields(call, &channel);

	if (r == 0)
		r = row_insert(call->db, &call->change, &channel_table,
			&channel, &call->err);
	if (r == 0)
		r = use_first(call, &channel);
	if (r == 0)
		r = view_channel(call, &channel, &object);
	return r < 0 ? r : call_put(call, "channel", object);
}

const struct method channel_add_method = {
	.name = "channel.add",
	.flags = METHOD_WRITE | METHOD_NO_ACTOR,
	.doc = N_("add a way for messages; a rep's first one is used at once"),
	METHOD_PARAMS(params),
	.run = run,
};
