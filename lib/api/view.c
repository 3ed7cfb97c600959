/* Rows as JSON; the contract is in view.h. */
#include "api/view.h"

#include "base/names.h"
#include "base/str.h"
#include "store/departure.h"
#include "store/history.h"

#include <errno.h>
#include <stdio.h>

json_t *view_text(const char *s)
{
	return s ? json_string(s) : json_null();
}

json_t *view_said(struct call *call, const char *said)
{
	AUTO_STR words = {0};

	if (!said)
		return json_null();
	text_add_said(&words, call->api->lang, said);
	return words.error ? NULL : json_string(str_get(&words));
}

json_t *view_date(struct civil_date d)
{
	return civil_is_none(d) ? json_null() : json_string(CIVIL_STR(d));
}

json_t *view_instant(int64_t at)
{
	int second = (int)(at % 86400);

	if (at == 0)
		return json_null();
	return json_sprintf("%sT%02d:%02d:%02dZ",
		CIVIL_STR(civil_from_days((int32_t)(at / 86400))),
		second / 3600, second / 60 % 60, second % 60);
}

json_t *view_minute(int64_t minute)
{
	if (minute < 0)
		return json_null();
	return json_sprintf("%02d:%02d", (int)minute / 60, (int)minute % 60);
}

json_t *view_names(const char *list)
{
	json_auto_t *array = json_array();
	char one[NAMES_MAX];

	while (array && names_next(&list, one))
		if (json_array_append_new(array, json_string(one)) < 0)
			return NULL;
	return TAKE(array);
}

json_t *view_ref(int64_t id)
{
	return id == 0 ? json_null() : json_integer(id);
}

json_t *view_id(struct call *call, const struct table *table, int64_t id)
{
	int r;

	if (!call->preview || call->change.id == 0 || id == 0)
		return view_ref(id);
	r = history_is_created(call->db, call->change.id, table->name, id);
	if (r < 0)
		return NULL;
	return r ? json_null() : json_integer(id);
}

/* A rep; zero where there is none (id 0). */
static int load_rep(struct call *call, int64_t id, struct rep *ret)
{
	if (id == 0)
		return 0;
	return row_get(call->db, &rep_table, id, ret, &call->err);
}

json_t *view_account_ref(struct call *call, const struct account *account)
{
	return json_pack("{s:o, s:s, s:s, s:s, s:s}", "id",
		view_id(call, &account_table, account->id), "slug",
		account->slug, "name", account->name, "tier",
		domain_tier[account->tier], "stage",
		domain_stage[account->stage]);
}

/* Adds the members of more (stolen) to object; *ret = object, both stolen on
 * failure too.  NULL stands for memory that was not there. */
static int join(json_t *object, json_t *more, json_t **ret)
{
	if (!object || !more || json_object_update_new(object, more) < 0) {
		json_decref(object);
		if (!object)
			json_decref(more);
		return -ENOMEM;
	}
	*ret = object;
	return 0;
}

int view_account(struct call *call, const struct account *account, json_t **ret)
{
	const struct civil_date none = {0};
	bool is_parked = account->stage == STAGE_PARKED;
	AUTO_REP owner = {0};
	int r = load_rep(call, account->owner_id, &owner);

	if (r < 0)
		return r;
	return join(view_account_ref(call, account),
		json_pack("{s:s, s:s?, s:s?, s:s?, s:s?, s:o, s:o, s:o, s:s?,"
			  " s:s?, s:s?, s:I}",
			"course", domain_course[account->course], "owner",
			owner.slug, "owner_name", owner.name, "zone",
			account->zone, "calendar", account->calendar, "renewal",
			view_date(account->renewal_on), "parked_until",
			view_date(is_parked ? account->parked_until : none),
			"paused_until",
			view_date(is_parked ? none : account->parked_until),
			"closed_reason", account->closed_reason,
			"external_source", account->external_source,
			"external_id", account->external_id, "rev",
			(json_int_t)account->rev),
		ret);
}

json_t *view_contact_ref(struct call *call, const struct contact *contact)
{
	return json_pack("{s:o, s:s, s:s, s:o}", "id",
		view_id(call, &contact_table, contact->id), "slug",
		contact->slug, "name", contact->name, "roles",
		view_names(contact->roles));
}

json_t *view_contact_refs(struct call *call, const struct rows *contacts)
{
	json_auto_t *array = json_array();

	ROWS_EACH(const struct contact, c, contacts)
		if (!array || json_array_append_new(
				      array, view_contact_ref(call, c)) < 0)
			return NULL;
	return TAKE(array);
}

int view_contact(struct call *call, const struct contact *contact, json_t **ret)
{
	struct civil_date last_day = contact->left_on;
	bool is_leaving = !civil_is_none(last_day), gone;
	int r = 0;

	if (is_leaving)
		r = departure_is_unknown(call->db, contact->id, &call->err);
	if (r < 0)
		return r;
	gone = r > 0 || (is_leaving && civil_cmp(last_day, call->today) < 0);
	if (r > 0)
		last_day = (struct civil_date){0};
	return join(view_contact_ref(call, contact),
		json_pack("{s:o, s:s?, s:s?, s:o, s:b, s:o, s:o, s:b, s:s?, "
			  "s:s?, s:I}",
			"account_id",
			view_id(call, &account_table, contact->account_id),
			"mail", contact->mail, "phone", contact->phone,
			"refused", view_names(contact->refused), "main",
			contact->is_main != 0, "left",
			view_date(contact->left_on), "last_day",
			view_date(last_day), "gone", gone, "external_source",
			contact->external_source, "external_id",
			contact->external_id, "rev", (json_int_t)contact->rev),
		ret);
}

static json_t *quiet_hours(const struct rep *rep)
{
	if (rep->quiet_from < 0)
		return json_null();
	return json_pack("{s:o, s:o}", "from", view_minute(rep->quiet_from),
		"to", view_minute(rep->quiet_to));
}

int view_rep(struct call *call, const struct rep *rep, json_t **ret)
{
	AUTO_REP manager = {0};
	int r = load_rep(call, rep->manager_id, &manager);

	if (r < 0)
		return r;
	return join(json_pack("{s:o, s:s, s:s, s:s?, s:s?, s:s, s:s, s:s?}",
			    "id", view_id(call, &rep_table, rep->id), "slug",
			    rep->slug, "name", rep->name, "mail", rep->mail,
			    "login", rep->login, "zone", rep->zone, "locale",
			    rep->locale, "calendar", rep->calendar),
		json_pack("{s:o, s:o, s:o, s:s?, s:b, s:I}", "channels",
			view_names(rep->channels), "brief",
			view_minute(rep->brief_minute), "quiet",
			quiet_hours(rep), "manager", manager.slug, "level",
			rep->level_load != 0, "rev", (json_int_t)rep->rev),
		ret);
}

json_t *view_plan(struct call *call, const struct plan *plan)
{
	return json_pack("{s:o, s:s, s:I, s:o, s:o, s:s, s:b, s:s, s:o}", "id",
		view_id(call, &plan_table, plan->id), "cadence", plan->cadence,
		"version", (json_int_t)plan->version, "anchor",
		view_date(plan->anchor), "valid", view_date(plan->valid_on),
		"tier", domain_tier[plan->tier], "renewal", plan->renewal != 0,
		"state", domain_plan_state[plan->state], "ended",
		view_date(plan->ended_on));
}

int view_activity(
	struct call *call, const struct activity *activity, json_t **ret)
{
	AUTO_REP rep = {0};
	int r = load_rep(call, activity->rep_id, &rep);

	if (r < 0)
		return r;
	*ret = json_pack("{s:o, s:o, s:s, s:s, s:s, s:s?, s:o, s:s?, s:s?,"
			 " s:o, s:b}",
		"id", view_id(call, &activity_table, activity->id), "on",
		view_date(activity->on_date), "direction",
		domain_direction[activity->direction], "outcome",
		domain_outcome[activity->outcome], "via",
		domain_via[activity->via], "text", activity->text, "follow_up",
		view_ref(activity->follow_up), "rep", rep.slug, "rep_name",
		rep.name, "touchpoint_id",
		view_id(call, &touchpoint_table, activity->touchpoint_id),
		"share", activity->share != 0);
	return *ret ? 0 : -ENOMEM;
}

/* {"liwei": "U123"} as ["liwei=U123"], as they are written. */
static json_t *view_mentions(const char *map)
{
	json_auto_t *object = map ? json_loads(map, 0, NULL) : NULL;
	json_t *list = json_array();
	const char *slug;
	json_t *id;

	json_object_foreach(object, slug, id)
		json_array_append_new(list,
			json_sprintf("%s=%s", slug, json_string_value(id)));
	return list;
}

int view_channel(struct call *call, const struct channel *channel, json_t **ret)
{
	AUTO_REP owner = {0};
	int r = load_rep(call, channel->owner_id, &owner);

	if (r < 0)
		return r;
	*ret = json_pack("{s:o, s:s, s:s, s:s?, s:s, s:s?, s:s?, s:s?, s:o, "
			 "s:s?, s:s, s:I, s:b}",
		"id", view_id(call, &channel_table, channel->id), "name",
		channel->name, "kind", channel->kind, "owner", owner.slug,
		"audience", domain_audience[channel->audience], "locale",
		channel->locale, "rate", channel->rate, "format",
		channel->format, "mentions", view_mentions(channel->mentions),
		"fallback", channel->fallback, "on_uncertain",
		channel_uncertain[channel->on_uncertain], "max_age_s",
		(json_int_t)channel->max_age_s, "paused",
		channel->is_paused != 0);
	return *ret ? 0 : -ENOMEM;
}
