/* touchpoint.snooze: hidden for a while; the due day stays. */
#include "api/ladder.h"
#include "api/methods.h"
#include "api/save.h"
#include "api/view.h"
#include "text/words.h"

static const struct param params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("id, account, or account/step")},
	{"until", PARAM_WHEN, PARAM_REQUIRED, N_("a day, a time or both")},
};

/* The last day up to which tp may be hidden. */
static struct civil_date last_day(
	const struct planning *p, const struct touchpoint *tp)
{
	struct civil_date day;

	if (!touchpoint_is_late(tp, p->today))
		return tp->latest;
	/* Late already: until the next working day. */
	if (workcal_side_next(&p->days.rep, p->today, &day) < 0)
		day = civil_add_days(p->today, 1);
	return day;
}

static int check_ladder(struct planning *p, const struct touchpoint *tp,
	struct civil_date until)
{
	struct call *call = p->call;
	struct civil_date last = last_day(p, tp);
	char buf[WORDS_DATE];
	int r = ladder_stands_on(call, tp);

	if (r <= 0 || civil_cmp(until, last) <= 0)
		return r < 0 ? r : 0;
	r = call_fail(call, API_REFUSED, "until",
		N_("this cannot be snoozed beyond %s: colleagues count on it"),
		words_date_full(buf, call->api->lang, last));
	call_hint(call, N_("agree on a new day instead: nudge move %s DATE"),
		STR_INT(tp->id));
	return r;
}

/* When it comes back: at the hour given, else with that day's brief. */
static int hide(
	struct planning *p, struct touchpoint *tp, const struct when *until)
{
	struct call *call = p->call;
	int64_t at = zone_instant(
		p->zone, until->date, until->minute < 0 ? 0 : until->minute);
	int64_t due_at;
	int r;

	if (at <= call->api->now)
		return call_fail(call, API_REFUSED, "until",
			N_("%s does not lie ahead; give a later day or time"),
			call_text(call, "until"));
	r = save_nudge_at(tp, &due_at, &call->err);
	if (r < 0)
		return r;
	tp->snoozed_until = at;
	tp->nudge_at = due_at >= at ? due_at : 0;
	if (until->minute >= 0)
		tp->nudge_at = at;
	return save_again(call, tp);
}

static int snooze(struct planning *p, struct touchpoint *tp)
{
	struct call *call = p->call;
	struct when until;
	json_t *was;
	int r = call_when(call, "until", p->account, &until);

	if (r < 0)
		return r;
	if (civil_is_none(until.date))
		until.date = p->today;
	was = json_pack("{s:o, s:o}", "due", view_date(tp->due),
		"snoozed_until", view_instant(tp->snoozed_until));
	r = call_put(call, "was", was);
	if (r == 0)
		r = check_ladder(p, tp, until.date);
	if (r == 0)
		r = hide(p, tp, &until);
	return r < 0 ? r : planning_put(p, tp);
}

static int run(struct call *call)
{
	AUTO_PLANNING p = {0};
	AUTO_ACCOUNT account = {0};
	AUTO_TOUCHPOINT tp = {0};
	int r = planning_find(&p, call, &tp, &account);

	return r < 0 ? r : snooze(&p, &tp);
}

const struct method touchpoint_snooze_method = {
	.name = "touchpoint.snooze",
	.flags = METHOD_WRITE,
	.doc = N_("hide a touchpoint for a while; its due day stays"),
	METHOD_PARAMS(params),
	.run = run,
};
