/*
 * touchpoint.why: how a due day came about, as facts for a reader to word.
 *
 * {touchpoint, own, rule, nominal, shifts, floor, messages}:
 *   own       is it the actor's? "rep" below is its owner in any case
 *   rule      {cadence, version, anchor, step, kind, earliest, due, latest,
 *             shift, floor, after, valid}: the step as the cadence has it, in
 *             days; null outside a plan
 *   nominal   {date, open, rep, account, makeup, soft, provisional}: the day
 *             by the rule, and for whom it is open
 *   shifts    [{from, to, reason}], in the order in which they were made
 *   floor     {after, done, base, days, date, binding, kept}; kept: it was
 *             binding when the day was planned, and is no longer; null for
 *             a first step
 *   messages  {brief {on, time}, nudge_at, sent [{id, kind, channel, state,
 *             at}]}: what will be told, and what was
 */
#include "api/methods.h"
#include "api/planning.h"
#include "api/resolve.h"
#include "api/view.h"
#include "store/message_list.h"

#include <errno.h>

enum { WHY_MESSAGES = 20 };

static const struct param params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("id, account, or account/step")},
};

struct why {
	struct planning plan;
	struct account account;
	struct touchpoint tp;
	struct plan of; /* zero outside a plan */
	const struct step *step;
	struct touchpoint before;
	bool has_before;
};

static void why_done(struct why *w)
{
	planning_done(&w->plan);
	account_done(&w->account);
	touchpoint_done(&w->tp);
	touchpoint_done(&w->before);
	plan_done(&w->of);
}

static int load_plan(struct why *w, struct call *call)
{
	const struct cadence *cadence;
	int r = planning_of(call, &w->tp, &w->of, &cadence);

	if (r < 0 || !w->tp.step)
		return r;
	w->step = cadence_step(cadence, w->tp.step);
	if (!w->step || !cadence_is_anchored(w->step))
		return 0;
	r = planning_predecessor(&w->plan, &w->of, &w->tp, &w->before);
	w->has_before = r > 0;
	return r < 0 ? r : 0;
}

static int load(struct why *w, struct call *call)
{
	int r = resolve_touchpoint(call, "id", &w->tp);

	if (r == 0)
		r = row_get(call->db, &account_table, w->tp.account_id,
			&w->account, &call->err);
	if (r == 0)
		r = planning_init(&w->plan, call, &w->account);
	if (r == 0 && w->tp.plan_id != 0)
		r = load_plan(w, call);
	return r;
}

static json_t *view_rule(const struct why *w)
{
	static const char *const shifts[] = {
		"forward", "back", "nearest", "none"};
	const struct step *step = w->step;

	if (!step)
		return json_null();
	return json_pack("{s:s, s:I, s:o, s:s, s:s, s:i, s:i, s:i, s:s, s:i,"
			 " s:s?, s:o}",
		"cadence", w->of.cadence, "version", (json_int_t)w->of.version,
		"anchor", view_date(w->of.anchor), "step", step->id, "kind",
		cadence_step_kind[step->kind], "earliest", step->earliest,
		"due", step->due, "latest", step->latest, "shift",
		shifts[step->shift], "floor", step->floor, "after",
		w->has_before ? w->before.step : NULL, "valid",
		view_date(w->of.valid_on));
}

static bool may_makeup(const struct why *w)
{
	return w->step ? cadence_step_makeup(w->step, w->tp.via)
		       : cadence_via_makeup(w->tp.via);
}

static json_t *view_nominal(const struct why *w)
{
	const struct workcal_pair *days = &w->plan.days;
	struct civil_date d = w->tp.nominal;
	bool makeup = may_makeup(w);

	if (civil_is_none(d))
		return json_null();
	return json_pack("{s:o, s:b, s:b, s:b, s:b, s:b, s:b}", "date",
		view_date(d), "open", workcal_open(days, d, makeup), "rep",
		workcal_side_open(&days->rep, d, makeup), "account",
		workcal_side_open(&days->account, d, makeup), "makeup",
		workcal_open(days, d, true) && !workcal_open(days, d, false),
		"soft", workcal_soft(days, d), "provisional",
		workcal_provisional(days, d));
}

static int append_shift(json_t *array, struct civil_date *from,
	struct civil_date to, const char *reason)
{
	json_t *shift;

	if (civil_cmp(*from, to) == 0)
		return 0;
	shift = json_pack("{s:o, s:o, s:s}", "from", view_date(*from), "to",
		view_date(to), "reason", reason);
	*from = to;
	return json_array_append_new(array, shift) < 0 ? -ENOMEM : 0;
}

/* Where the calendars alone would have put it, between the nominal day and
 * the due day. */
static struct civil_date by_calendar(const struct why *w)
{
	struct civil_date day = w->tp.nominal;

	/* None within reach: there was no such shift. */
	(void)workcal_forward(&w->plan.days, day, may_makeup(w), &day);
	return civil_cmp(day, w->tp.due) > 0 ? w->tp.due : day;
}

static const char *last_reason(const struct touchpoint *tp)
{
	if (tp->moved & MOVED_PINNED)
		return "pinned";
	if (tp->moved & MOVED_FLOOR)
		return "floor";
	if (tp->moved & MOVED_MAX_SHIFT)
		return "max-shift";
	if (tp->moved & MOVED_SOFT)
		return "soft";
	return "recorded-late";
}

static int put_shifts(struct why *w, struct call *call)
{
	const struct touchpoint *tp = &w->tp;
	struct civil_date from = tp->nominal;
	json_t *array = json_array();
	int r = call_put(call, "shifts", array);

	if (r < 0 || civil_is_none(from))
		return r;
	if (tp->moved & (MOVED_CLOSED | MOVED_MAKEUP))
		r = append_shift(array, &from, by_calendar(w),
			tp->moved & MOVED_MAKEUP ? "makeup" : "closed");
	return r < 0 ? r : append_shift(array, &from, tp->due, last_reason(tp));
}

static json_t *view_floor(const struct why *w)
{
	const struct touchpoint *b = &w->before;
	bool done = !civil_is_none(b->done_on);
	struct civil_date base = done ? b->done_on : b->due;
	bool bound = (w->tp.moved & MOVED_FLOOR) != 0;
	struct civil_date date, open;

	if (!w->has_before)
		return json_null();
	date = open = civil_add_days(base, w->step->floor);
	/* None within reach: as far as was looked. */
	(void)workcal_forward(&w->plan.days, date, may_makeup(w), &open);
	return json_pack("{s:s, s:b, s:o, s:i, s:o, s:b, s:b}", "after",
		b->step, "done", done, "base", view_date(base), "days",
		w->step->floor, "date", view_date(date), "binding",
		bound && civil_cmp(open, w->tp.due) >= 0, "kept",
		bound && civil_cmp(open, w->tp.due) < 0);
}

static int put_sent(struct why *w, struct call *call, json_t *array)
{
	AUTO_MESSAGE_LIST list = {0};
	int r = message_list_about(
		call->db, w->tp.id, WHY_MESSAGES, &list, &call->err);

	for (size_t i = 0; r == 0 && i < list.n; i++) {
		const struct message *m = &list.items[i];
		int64_t at = m->finished_at ? m->finished_at : m->due_at;
		json_t *item = json_pack("{s:I, s:s, s:s, s:s, s:o}", "id",
			(json_int_t)m->id, "kind", message_kind_name[m->kind],
			"channel", m->channel, "state",
			message_state_name[m->state], "at", view_instant(at));

		if (json_array_append_new(array, item) < 0)
			r = -ENOMEM;
	}
	return r;
}

/* The brief in which it stands first: the owner's first working day from due
 * on, or from today where that is past. */
static json_t *view_first_brief(const struct why *w)
{
	const struct planning *p = &w->plan;
	struct civil_date on = civil_max(w->tp.due, p->today);

	if (w->tp.state != STATE_OPEN)
		return json_null();
	/* None within reach: the day itself. */
	(void)workcal_side_add(&p->days.rep, on, 0, &on);
	return json_pack("{s:o, s:o}", "on", view_date(on), "time",
		view_minute(p->owner->brief_minute));
}

static int put_messages(struct why *w, struct call *call)
{
	json_t *sent = json_array();
	bool open = w->tp.state == STATE_OPEN;
	int r = call_put(call, "messages",
		json_pack("{s:o, s:o, s:o}", "brief", view_first_brief(w),
			"nudge_at", view_instant(open ? w->tp.nudge_at : 0),
			"sent", sent));

	return r < 0 ? r : put_sent(w, call, sent);
}

static int run(struct call *call)
{
	CLEANUP(why_done) struct why w = {0};
	json_t *item;
	int r = load(&w, call);

	if (r == 0)
		r = view_touchpoint(call, &w.tp, &item);
	if (r == 0)
		r = call_put(call, "touchpoint", item);
	if (r == 0)
		r = call_put(call, "own",
			json_boolean(w.plan.owner->id == call->actor.id));
	if (r == 0)
		r = call_put(call, "rule", view_rule(&w));
	if (r == 0)
		r = call_put(call, "nominal", view_nominal(&w));
	if (r == 0)
		r = put_shifts(&w, call);
	if (r == 0)
		r = call_put(call, "floor", view_floor(&w));
	return r < 0 ? r : put_messages(&w, call);
}

const struct method touchpoint_why_method = {
	.name = "touchpoint.why",
	.flags = METHOD_NO_ACTOR | METHOD_AT,
	.doc = N_("how a due day came about"),
	METHOD_PARAMS(params),
	.run = run,
};
