/* rep.add and rep.edit: our own people. */
#include "api/methods.h"

#include "api/field.h"
#include "api/resolve.h"
#include "api/slugs.h"
#include "api/view.h"
#include "store/calendar.h"
#include "store/channel.h"

#include <errno.h>

#define SHARED_PARAMS                                                          \
	{"brief", PARAM_TEXT, 0, N_("the hour of the brief; 08:00")},          \
		{"calendar", PARAM_TEXT, 0,                                    \
			N_("working calendar, such as CN")},                   \
		{"channels", PARAM_LIST, 0,                                    \
			N_("where messages go, tried in this order")},         \
		{"level", PARAM_BOOL, 0,                                       \
			N_("spread due days inside their windows")},           \
		{"locale", PARAM_TEXT, 0, N_("language: en or zh_CN")},        \
		{"login", PARAM_TEXT, 0, N_("login name on this machine")},    \
		{"mail", PARAM_TEXT, 0, N_("mail address")},                   \
		{"manager", PARAM_TEXT, 0, N_("the manager, a rep")},          \
		{"quiet", PARAM_TEXT, 0,                                       \
			N_("hours without messages: 22:00-07:00")},            \
		{"slug", PARAM_TEXT, 0, N_("short name to type")},             \
	{                                                                      \
		"zone", PARAM_TEXT, 0, N_("time zone, such as Asia/Shanghai")  \
	}

static const struct param add_params[] = {
	{"name", PARAM_TEXT, PARAM_REQUIRED, N_("the name")},
	SHARED_PARAMS,
};

static const struct param edit_params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("the rep")},
	{"name", PARAM_TEXT, 0, N_("the name")},
	SHARED_PARAMS,
};

static int set_locale(struct call *call, struct rep *rep)
{
	const char *s = call_text(call, "locale");
	enum text_lang lang;

	if (!s)
		return 0;
	if (!text_lang_find(s, &lang))
		return call_fail(call, API_BAD_PARAM, "locale",
			N_("there is no language \"%s\"; there are: en, zh_CN"),
			s);
	return field_set(&rep->locale, text_lang_name(lang));
}

/* Each channel must be there. */
static int set_channels(struct call *call, struct rep *rep)
{
	json_t *item, *list = call_list(call, "channels");
	AUTO_STR all = {0};
	size_t i;

	if (!list)
		return 0;
	json_array_foreach(list, i, item) {
		const char *name = json_string_value(item);
		AUTO_CHANNEL channel = {0};
		int r;

		if (!*name)
			continue;
		r = channel_by_name(call->db, name, &channel, &call->err);
		if (r == -ENOENT) {
			call_fail(call, API_NOT_FOUND, "channels",
				N_("there is no channel \"%s\""), name);
			call_hint(call,
				N_("nudge channel list shows all channels"));
		}
		if (r < 0)
			return r;
		str_add(&all, all.len > 0 ? "," : "");
		str_add(&all, name);
	}
	if (str_error(&all) < 0)
		return -ENOMEM;
	return field_set(&rep->channels, all.len > 0 ? str_get(&all) : NULL);
}

static int set_manager(struct call *call, struct rep *rep)
{
	const char *s = call_text(call, "manager");
	AUTO_REP manager = {0};
	int r;

	if (s && !*s)
		rep->manager_id = 0;
	if (!s || !*s)
		return 0;
	r = resolve_rep(call, "manager", &manager);
	if (r < 0)
		return r;
	if (manager.id == rep->id)
		return call_fail(call, API_REFUSED, "manager",
			N_("nobody is his own manager"));
	rep->manager_id = manager.id;
	return 0;
}

static int set_fields(struct call *call, struct rep *rep)
{
	int r = field_name(call, "name", &rep->name, &rep->name_fold);

	if (r == 0)
		r = slugs_choose(call,
			&(struct slugs){SLUG_USE_REP, 0, rep->name},
			&rep->slug);
	if (r == 0)
		r = field_mail(call, "mail", &rep->mail);
	if (r == 0)
		r = field_text(call, "login", &rep->login);
	if (r == 0)
		r = field_zone(call, "zone", &rep->zone);
	if (r == 0 && !rep->zone)
		r = call_fail(call, API_BAD_PARAM, "zone", N_("%s is empty"),
			call_param(call, "zone"));
	if (r == 0)
		r = field_calendar(call, "calendar", &rep->calendar);
	if (r == 0)
		r = field_minute(call, "brief", &rep->brief_minute);
	if (r == 0)
		r = field_hours(
			call, "quiet", &rep->quiet_from, &rep->quiet_to);
	if (r == 0)
		r = set_locale(call, rep);
	if (r == 0)
		r = set_channels(call, rep);
	if (r == 0)
		r = set_manager(call, rep);
	if (r == 0 && call_has(call, "level"))
		rep->level_load = call_bool(call, "level");
	return r;
}

static int put_rep(struct call *call, const char *name, const struct rep *rep)
{
	json_t *object = NULL;
	int r = view_rep(call, rep, &object);

	return r < 0 ? r : call_put(call, name, object);
}

/* Where a new rep lives, unless he says otherwise: where the actor does. */
static int set_defaults(struct call *call, struct rep *rep)
{
	const struct rep *actor = &call->actor;
	const char *locale = text_lang_name(call->api->lang);
	int r = field_set(&rep->zone, actor->zone ? actor->zone : "UTC");

	if (r == 0)
		r = field_set(&rep->calendar, actor->calendar);
	if (r == 0)
		r = field_set(
			&rep->locale, actor->locale ? actor->locale : locale);
	rep->brief_minute = 8 * 60;
	rep->quiet_from = rep->quiet_to = -1;
	return r;
}

/* Who says where he lives has the holidays of that place. */
static int fit_calendar(struct call *call, struct rep *rep)
{
	if (!call_text(call, "zone") || call_has(call, "calendar"))
		return 0;
	return field_set(&rep->calendar, calendar_for_zone(rep->zone));
}

/* Which channel of the team's he might take; null: there is none. */
static int put_team_channel(struct call *call)
{
	AUTO_CHANNEL shared = {0};
	int r = channel_of_team(call->db, &shared, &call->err);

	if (r < 0 && r != -ENOENT)
		return r;
	return call_put(call, "team_channel",
		r == 0 ? json_string(shared.name) : json_null());
}

static int run_add(struct call *call)
{
	AUTO_REP rep = {0};
	int r = set_defaults(call, &rep);

	if (r == 0)
		r = set_fields(call, &rep);
	if (r == 0)
		r = fit_calendar(call, &rep);
	if (r == 0)
		r = row_insert(
			call->db, &call->change, &rep_table, &rep, &call->err);
	if (r == 0)
		r = put_team_channel(call);
	return r < 0 ? r : put_rep(call, "rep", &rep);
}

static int run_edit(struct call *call)
{
	AUTO_REP rep = {0};
	int r = resolve_rep(call, "id", &rep);

	if (r == 0)
		r = put_rep(call, "was", &rep);
	if (r == 0)
		r = set_fields(call, &rep);
	if (r == 0)
		r = row_update(
			call->db, &call->change, &rep_table, &rep, &call->err);
	return r < 0 ? r : put_rep(call, "rep", &rep);
}

const struct method rep_add_method = {
	.name = "rep.add",
	.flags = METHOD_WRITE | METHOD_NO_ACTOR,
	.doc = N_("add one of our people"),
	METHOD_PARAMS(add_params),
	.run = run_add,
};

const struct method rep_edit_method = {
	.name = "rep.edit",
	.flags = METHOD_WRITE | METHOD_NO_ACTOR,
	.doc = N_("change what is known of one of our people"),
	METHOD_PARAMS(edit_params),
	.run = run_edit,
};
