/* The touchpoint object; the contract is in view.h. */
#include "api/view.h"
#include "api/view_meeting.h"

#include "base/names.h"
#include "core/planner.h"

#include <errno.h>
#include <string.h>

/* What the object tells beyond the touchpoint's own row. */
struct scene {
	const struct account *account;
	const struct rep *owner;
	struct account other_account; /* where it is not the call's own */
	struct rep other_owner;
	struct plan plan;       /* zero outside a plan */
	struct rows contacts;   /* struct contact */
	struct rows activities; /* struct activity, the newest two */
	int64_t follow_up;      /* 0: not numbered */
	struct rows messages;   /* struct activity: what an answer answers */
};

static void scene_done(struct scene *scene)
{
	account_done(&scene->other_account);
	rep_done(&scene->other_owner);
	plan_done(&scene->plan);
	rows_done(&scene->contacts);
	rows_done(&scene->activities);
	rows_done(&scene->messages);
}

/* The number that tp would have among its plan's follow-ups. */
static int number(
	struct call *call, const struct touchpoint *tp, struct scene *scene)
{
	const struct plan *plan = &scene->plan;
	const struct cadence *cadence;
	const struct step *step;
	int64_t newest;
	int r;

	if (tp->plan_id == 0 || !tp->step || tp->state != STATE_OPEN)
		return 0;
	cadence = cadence_find(plan->cadence, (int)plan->version);
	step = cadence ? cadence_step(cadence, tp->step) : NULL;
	if (!step || step->kind != STEP_ROLLING)
		return 0;
	r = activity_follow_ups(call->db, plan->id, &newest, &call->err);
	if (r == 0)
		scene->follow_up = newest + 1;
	return r;
}

/* The account and the owner; mostly those that the call is about, and
 * preparing a statement for a row that is at hand is the dearest part. */
static int load_sides(
	struct call *call, const struct touchpoint *tp, struct scene *scene)
{
	int r = 0;

	scene->account = call->account;
	if (!scene->account || scene->account->id != tp->account_id) {
		scene->account = &scene->other_account;
		r = row_get(call->db, &account_table, tp->account_id,
			&scene->other_account, &call->err);
	}
	scene->owner = &call->actor;
	if (r == 0 && call->actor.id != tp->owner_id) {
		scene->owner = &scene->other_owner;
		r = row_get(call->db, &rep_table, tp->owner_id,
			&scene->other_owner, &call->err);
	}
	return r;
}

static int load(
	struct call *call, const struct touchpoint *tp, struct scene *scene)
{
	struct db *db = call->db;
	struct err *err = &call->err;
	int r = load_sides(call, tp, scene);

	if (r == 0 && tp->plan_id != 0)
		r = row_get(db, &plan_table, tp->plan_id, &scene->plan, err);
	if (r == 0 && tp->id != 0)
		r = contact_of_touchpoint(db, tp->id, &scene->contacts, err);
	if (r == 0)
		r = activity_of_account(
			db, tp->account_id, 2, &scene->activities, err);
	if (r == 0)
		r = number(call, tp, scene);
	if (r == 0 && tp->kind == KIND_ANSWER && tp->id != 0)
		r = activity_of_touchpoint(db, tp->id, &scene->messages, err);
	return r;
}

/* Of one that covers others each line is a purpose. */
void view_purpose(
	enum text_lang lang, const char *purpose, bool is_id, struct str *out)
{
	size_t n = strcspn(purpose, "\n");

	if (!purpose[n]) {
		str_add(out, is_id ? text_get(lang, purpose) : purpose);
		return;
	}
	for (const char *p = purpose; *p; p += n + (p[n] == '\n')) {
		AUTO_STR line = {0};

		n = strcspn(p, "\n");
		str_add_n(&line, p, n);
		if (p > purpose)
			str_add(out, text_get(lang, NC_("purposes", "; ")));
		str_add(out, text_get(lang, str_get(&line)));
	}
}

static const char *purpose(struct call *call, const struct touchpoint *tp,
	const struct scene *scene, struct str *out)
{
	enum text_lang lang = call->api->lang;

	bool merged = touchpoint_is_merged(tp);

	if (!merged && tp->purpose_is_id &&
		scene->follow_up >= PLANNER_NEW_WAY_FROM)
		text_add(out, lang,
			N_("Follow-up %s. Bring something new, try another "
			   "way."),
			STR_INT(scene->follow_up));
	else if (!merged && tp->kind == KIND_ANSWER && !tp->purpose_is_id)
		text_add(out, lang, N_("answer “%s”"), tp->purpose);
	else
		view_purpose(lang, tp->purpose, tp->purpose_is_id, out);
	return str_error(out) < 0 ? NULL : str_get(out);
}

static int late_days(struct call *call, const struct touchpoint *tp,
	const struct scene *scene, int *ret)
{
	struct civil_date last =
		civil_is_none(tp->latest) ? tp->due : tp->latest;
	struct workcal_pair days;
	int r;

	*ret = 0;
	if (!touchpoint_is_late(tp, call->today))
		return 0;
	r = call_days(call, scene->owner, NULL, &days);
	if (r == 0)
		*ret = workcal_side_between(&days.rep, last, call->today);
	return r;
}

json_t *view_moved(int64_t moved)
{
	static const struct {
		int64_t bit;
		const char *name;
	} names[] = {
		{MOVED_CLOSED, "closed"},
		{MOVED_MAKEUP, "makeup"},
		{MOVED_FLOOR, "floor"},
		{MOVED_MAX_SHIFT, "max-shift"},
		{MOVED_SOFT, "soft"},
		{MOVED_PINNED, "pinned"},
		{MOVED_NO_OPEN, "no-open-day"},
		{MOVED_PROVISIONAL, "provisional"},
	};
	json_auto_t *array = json_array();

	for (size_t i = 0; array && i < ARRAY_LEN(names); i++)
		if ((moved & names[i].bit) &&
			json_array_append_new(
				array, json_string(names[i].name)) < 0)
			return NULL;
	return TAKE(array);
}

static json_t *last(const struct scene *scene)
{
	const struct activity *newest = scene->activities.data;

	if (scene->activities.n == 0)
		return json_null();
	return json_pack("{s:o, s:s, s:s, s:s?, s:s}", "on",
		view_date(newest->on_date), "direction",
		domain_direction[newest->direction], "outcome",
		domain_outcome[newest->outcome], "text", newest->text, "via",
		domain_via[newest->via]);
}

/* What came in last, of how many messages that wait for an answer. */
static json_t *asked(const struct scene *scene)
{
	const struct activity *newest = NULL;
	json_int_t n = 0;

	ROWS_EACH(const struct activity, a, &scene->messages) {
		if (a->direction != DIRECTION_IN)
			continue;
		newest = a;
		n++;
	}
	if (!newest)
		return json_null();
	return json_pack("{s:o, s:s?, s:s, s:I}", "on",
		view_date(newest->on_date), "text", newest->text, "via",
		domain_via[newest->via], "messages", n);
}

static bool is_refused(const struct scene *scene, enum via via)
{
	ROWS_EACH(const struct contact, c, &scene->contacts)
		if (names_has(c->refused, domain_via[via]))
			return true;
	return false;
}

/* How many of the last two contacts were made this way. */
static int times_used(const struct scene *scene, enum via via)
{
	int n = 0;

	ROWS_EACH(const struct activity, a, &scene->activities)
		n += a->via == via && a->direction == DIRECTION_OUT;
	return n;
}

/* A decision is nobody's to be called for; whether a meeting stands is asked
 * by the way at hand, as long as that works. */
static bool may_stay(const struct touchpoint *tp, const struct scene *scene)
{
	return tp->attempts == 0 && !is_refused(scene, tp->via) &&
	       (times_used(scene, tp->via) < 2 || tp->kind == KIND_CONFIRM);
}

/* Another way to try, in the order in which people pick up; VIA_N: stay. */
static enum via suggest(const struct touchpoint *tp, const struct scene *scene)
{
	static const enum via order[] = {
		VIA_CALL, VIA_MAIL, VIA_CHAT, VIA_VISIT, VIA_MEETING};

	if (tp->state != STATE_OPEN || tp->kind == KIND_MEETING ||
		tp->kind == KIND_DECISION || may_stay(tp, scene))
		return VIA_N;
	for (size_t i = 0; i < ARRAY_LEN(order); i++)
		if (order[i] != tp->via && times_used(scene, order[i]) == 0 &&
			!is_refused(scene, order[i]))
			return order[i];
	return VIA_N;
}

/* What it is, and for whom. */
static json_t *identity(struct call *call, const struct touchpoint *tp,
	const struct scene *scene)
{
	AUTO_STR words = {0};

	return json_pack("{s:o, s:o, s:s, s:s, s:o, s:s?, s:s?, s:I, s:s, s:s,"
			 " s:s, s:s}",
		"id", view_id(call, &touchpoint_table, tp->id), "account",
		view_account_ref(call, scene->account), "owner",
		scene->owner->slug, "owner_name", scene->owner->name, "plan_id",
		view_id(call, &plan_table, tp->plan_id), "cadence",
		scene->plan.cadence, "step", tp->step, "n", (json_int_t)tp->n,
		"kind", domain_kind[tp->kind], "via", domain_via[tp->via],
		"purpose", purpose(call, tp, scene, &words), "state",
		domain_state[tp->state]);
}

/* When it is to be done. */
static json_t *window(const struct touchpoint *tp, int late)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:s?, s:i, s:o, s:b, s:I,"
			 " s:s?, s:o, s:o}",
		"nominal", view_date(tp->nominal), "earliest",
		view_date(tp->earliest), "due", view_date(tp->due), "latest",
		view_date(tp->latest), "time", view_minute(tp->due_minute),
		"zone", tp->due_zone, "late_days", late, "moved",
		view_moved(tp->moved), "pinned", tp->pinned != 0, "moves",
		(json_int_t)tp->moves, "move_reason", tp->move_reason,
		"snoozed_until", view_instant(tp->snoozed_until), "arrange_on",
		view_date(tp->arrange_on));
}

/* With whom, and how it went. */
static json_t *history(struct call *call, const struct touchpoint *tp,
	const struct scene *scene)
{
	enum via other = suggest(tp, scene);

	return json_pack("{s:o, s:I, s:o, s:o, s:o, s:s?}", "contacts",
		view_contact_refs(call, &scene->contacts), "attempts",
		(json_int_t)tp->attempts, "follow_up",
		view_ref(scene->follow_up), "last", last(scene), "asked",
		asked(scene), "suggest_via",
		other == VIA_N ? NULL : domain_via[other]);
}

/* How it ended. */
static json_t *end(struct call *call, const struct touchpoint *tp)
{
	return json_pack("{s:o, s:s?, s:s?, s:s?, s:s?, s:o, s:o, s:I, s:I}",
		"done_on", view_date(tp->done_on), "outcome",
		tp->outcome == OUTCOME_NONE ? NULL
					    : domain_outcome[tp->outcome],
		"result", tp->result, "closed_via", tp->closed_via,
		"close_reason", tp->close_reason, "parent_id",
		view_id(call, &touchpoint_table, tp->parent_id), "covered_by",
		view_id(call, &touchpoint_table, tp->covered_by), "gen",
		(json_int_t)tp->gen, "rev", (json_int_t)tp->rev);
}

int view_touchpoint(
	struct call *call, const struct touchpoint *tp, json_t **ret)
{
	CLEANUP(scene_done) struct scene scene = {0};
	json_auto_t *object = NULL;
	int late, r = load(call, tp, &scene);

	if (r == 0)
		r = late_days(call, tp, &scene, &late);
	if (r < 0)
		return r;
	object = identity(call, tp, &scene);
	if (!object || json_object_update_new(object, window(tp, late)) < 0 ||
		json_object_update_new(object, history(call, tp, &scene)) < 0 ||
		json_object_update_new(object, end(call, tp)) < 0)
		return -ENOMEM;
	r = view_meeting(call, tp, object);
	if (r < 0)
		return r;
	*ret = TAKE(object);
	return 0;
}

int view_touchpoints(struct call *call, const struct rows *rows, json_t **ret)
{
	return view_rows(call, rows, NULL, ret);
}
