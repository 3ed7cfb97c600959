/* The one way in; the contract is in api.h. */
#include "api/api.h"

#include "api/call.h"
#include "api/day_roll.h"
#include "api/dump.h"
#include "api/near.h"
#include "api/params.h"
#include "api/view.h"
#include "base/str.h"
#include "base/utf8.h"

#include <errno.h>
#include <string.h>

void api_error_done(struct api_error *error)
{
	free(error->message);
	free(error->hint);
	json_decref(error->candidates);
	*error = (struct api_error){0};
}

json_t *api_error_json(const struct api_error *error)
{
	return json_pack("{s:s, s:s?, s:s?, s:O?, s:s?}", "code",
		api_code_name(error->code), "message", error->message, "param",
		error->param, "candidates", error->candidates, "hint",
		error->hint);
}

const struct method *api_find(const char *name)
{
	size_t low = 0, high = api_n_methods;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int cmp = strcmp(name, api_methods[mid]->name);

		if (cmp == 0)
			return api_methods[mid];
		if (cmp < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

static const struct param at_param = {
	"at", PARAM_DAY, 0, N_("as seen at the brief hour of another day")};

const struct param *api_find_param(
	const struct method *method, const char *name)
{
	if ((method->flags & METHOD_AT) && strcmp(name, at_param.name) == 0)
		return &at_param;
	for (size_t i = 0; i < method->n_params; i++)
		if (strcmp(method->params[i].name, name) == 0)
			return &method->params[i];
	return NULL;
}

static void call_done(struct call *call)
{
	rep_done(&call->actor);
	call_days_done(call);
	json_decref(call->params);
	json_decref(call->result);
}

static int refuse_method(struct call *call, const char *name)
{
	int r = call_fail(call, API_UNKNOWN_METHOD, NULL,
		N_("there is no method \"%s\""), utf8_valid(name) ? name : "?");

	for (size_t i = 0; utf8_valid(name) && i < api_n_methods; i++) {
		if (!near_enough(name, api_methods[i]->name))
			continue;
		call_hint(call, N_("did you mean %s?"), api_methods[i]->name);
		call_candidate(call, json_string(api_methods[i]->name));
	}
	return r;
}

static int find_method(struct call *call, const char *name)
{
	call->method = api_find(name);
	if (!call->method)
		return refuse_method(call, name);
	if ((call->method->flags & METHOD_DAEMON) &&
		call->api->door != DOOR_DAEMON)
		return call_fail(call, API_FORBIDDEN, NULL,
			N_("only nudged itself may call %s"), name);
	return 0;
}

/* May the method do without an actor?  nudged itself is nobody. */
static bool is_optional(const struct call *call)
{
	return (call->method->flags & METHOD_NO_ACTOR) ||
	       call->api->door == DOOR_DAEMON;
}

static int no_actor(struct call *call, int r)
{
	if (r == -ENOENT && call->api->actor) {
		r = call_fail(call, API_NOT_FOUND, NULL,
			N_("there is no rep \"%s\""), call->api->actor);
		call_hint(call, N_("nudge rep list shows all reps"));
		return r;
	}
	/* Who looks for damage finds it without knowing who he is. */
	if (is_optional(call) &&
		(r == -ENOENT || r == -ENOTUNIQ || r == -EBADMSG))
		return 0;
	if (r != -ENOENT && r != -ENOTUNIQ)
		return r;
	return call_fail_nobody(call, r);
}

/* The only one there is, else whom the machine knows. */
static int find_unnamed_actor(struct call *call)
{
	int r = rep_only(call->db, &call->actor, &call->err);
	const char *login;

	if (r != -ENOTUNIQ || !call->api->login)
		return r;
	login = call->api->login();
	if (login)
		r = rep_by_login(call->db, login, &call->actor, &call->err);
	return r == -ENOENT ? -ENOTUNIQ : r;
}

static int find_actor(struct call *call)
{
	const char *slug = call->api->actor;
	int r = slug ? rep_by_slug(call->db, slug, &call->actor, &call->err)
		     : find_unnamed_actor(call);

	if (r < 0)
		return no_actor(call, r);
	call->change.actor_id = call->actor.id;
	r = zone_find(call->actor.zone, &call->zone, &call->err);
	if (r < 0 && !is_optional(call))
		return call_fail_err(call, -EIO, NULL);
	return 0;
}

/* The day, by the actor's wall clock; UTC where there is none. */
static struct civil_date day_of(const struct call *call)
{
	int64_t days = call->api->now / 86400;

	if (call->zone)
		return zone_date_at(call->zone, call->api->now);
	return civil_from_days((int32_t)days);
}

/* The first write of a person's day finds what the night has brought, also
 * where no nudged runs.  Whose zone is not known has no day; he may be about
 * to get another zone. */
static bool brings_new_day(const struct call *call)
{
	return (call->method->flags & METHOD_WRITE) && call->actor.id != 0 &&
	       call->zone && call->api->door != DOOR_DAEMON;
}

/* "at": from here on it is the brief hour of that day.  Today is now. */
static int look_at(struct call *call)
{
	struct civil_date today = call->today, day;
	int minute = call->actor.id ? (int)call->actor.brief_minute : 0;
	int r;

	if (!(call->method->flags & METHOD_AT) || !call_has(call, "at"))
		return 0;
	r = call_day(call, "at", NULL, today, &day);
	if (r < 0)
		return r;
	call->today = call->api->today = day;
	if (civil_cmp(day, today) != 0)
		call->api->now = call->zone
					 ? zone_instant(call->zone, day, minute)
					 : (int64_t)civil_days(day) * 86400;
	call->seen = civil_cmp(day, today);
	return 0;
}

/* What the answer was seen from, and whether that is past. */
static int put_seen(struct call *call)
{
	if (!(call->method->flags & METHOD_AT) || !call_has(call, "at"))
		return 0;
	return call_put(call, "seen",
		json_pack("{s:o, s:o, s:b}", "at", view_instant(call->api->now),
			"date", view_date(call->today), "past",
			call->seen < 0));
}

static bool sees_new_day(const struct call *call)
{
	return (call->method->flags & (METHOD_AT | METHOD_RECORD)) == METHOD_AT;
}

/* Everything inside the transaction. */
static int run(struct call *call)
{
	AUTO_TXN thought = {0};
	int r = find_actor(call);

	if (r < 0)
		return r;
	call->err = (struct err){0};
	call->today = call->api->today = day_of(call);
	call->api->zone = call->zone;
	if (brings_new_day(call))
		r = day_roll_owner(call, &call->actor, call->today);
	if (r >= 0) /* so many were missed */
		r = look_at(call);
	if (r == 0 && sees_new_day(call))
		r = day_roll_in_thought(call, &thought);
	if (r == 0)
		r = call->method->run(call);
	return r < 0 ? r : put_seen(call);
}

static int put_change(struct call *call)
{
	return call_put(call, "change",
		call->preview || call->change.id == 0
			? json_null()
			: json_integer(call->change.id));
}

/* Nothing that is told may fail from here on: the deed is done. */
static void erase(struct call *call)
{
	if (db_scrub(call->db, NULL) == 0)
		(void)json_object_set(call->result, "erased", json_true());
}

/* The result is whole before the commit: what is told as failed has not
 * happened. */
static int run_write(struct call *call)
{
	AUTO_TXN txn = {0};
	AUTO_FREE char *params = dump_text(call->params);
	int r;

	if (!params)
		return -ENOMEM;
	call->change = (struct change){.at = call->api->now,
		.door = call->api->door,
		.method = call->method->name,
		.params = params};
	r = txn_begin(call->db, &txn, &call->err);
	if (r == 0)
		r = run(call);
	if (r == 0)
		r = put_change(call);
	if (r == 0 && (call->method->flags & METHOD_ERASES))
		r = call_put(call, "erased", json_false());
	if (r < 0 || call->preview)
		return r;
	r = txn_commit(&txn, &call->err);
	if (r == 0 && (call->method->flags & METHOD_ERASES))
		erase(call);
	return r;
}

static int run_method(struct call *call, const char *name, json_t *params)
{
	int r = find_method(call, name);

	if (r == 0)
		r = params_check(call, params, &call->params);
	if (r < 0)
		return r;
	call->result = json_object();
	if (!call->result)
		return -ENOMEM;
	return call->method->flags & METHOD_WRITE ? run_write(call) : run(call);
}

int api_call(struct api *api, const char *method, json_t *params, json_t **ret,
	struct api_error *error)
{
	CLEANUP(call_done)
	struct call call = {.api = api, .db = api->db, .error = error};
	int64_t now = api->now;
	int r = run_method(&call, method, params);

	api->now = now;
	if (r < 0)
		return call_fail_err(&call, r, NULL);
	*ret = TAKE(call.result);
	return 0;
}
