/* day.roll; the contract is in day_roll.h. */
#include "api/day_roll.h"

#include "api/course.h"
#include "api/merge.h"
#include "api/methods.h"
#include "api/resolve.h"
#include "api/rest.h"
#include "api/save.h"
#include "api/view.h"
#include "store/agenda.h"
#include "store/departure.h"
#include "store/rep_clock.h"

static const struct param params[] = {
	{"rep", PARAM_TEXT, PARAM_REQUIRED, N_("whose day")},
	{"date", PARAM_DAY, PARAM_REQUIRED, N_("the new local day")},
};

/* The last day on which tp is worth doing; none: for ever. */
static int last_day(
	struct planning *p, const struct touchpoint *tp, struct civil_date *ret)
{
	const struct cadence *cadence;
	const struct step *step;
	AUTO_PLAN plan = {0};
	int r = planning_of(p->call, tp, &plan, &cadence);

	*ret = (struct civil_date){0};
	if (r < 0)
		return r;
	step = cadence_step(cadence, tp->step);
	if (step)
		*ret = planner_missed_after(step, tp->latest, &p->days.rep);
	return 0;
}

/* The meeting is past: whether it stood is no question any more. */
static int close_confirm(
	struct call *call, struct touchpoint *tp, struct civil_date date)
{
	if (civil_cmp(date, tp->latest) <= 0)
		return 0;
	return save_closed(call, tp, STATE_CANCELLED,
		text_get(call->api->lang, N_("the meeting is past")));
}

/* 1: tp is missed now. */
static int roll_one(
	struct call *call, struct touchpoint *tp, struct civil_date date)
{
	AUTO_PLANNING p = {0};
	AUTO_ACCOUNT account = {0};
	struct civil_date last;
	int r;

	if (tp->kind == KIND_CONFIRM)
		return close_confirm(call, tp, date);
	r = row_get(
		call->db, &account_table, tp->account_id, &account, &call->err);
	if (r == 0)
		r = planning_init(&p, call, &account);
	if (r == 0)
		r = last_day(&p, tp, &last);
	if (r < 0 || civil_is_none(last) || civil_cmp(date, last) <= 0)
		return r;
	r = save_closed(call, tp, STATE_MISSED, NULL);
	if (r == 0)
		r = merge_closed(&p, tp, (struct civil_date){0}, 0);
	if (r == 0)
		r = course_closed(&p, tp, date);
	return r < 0 ? r : 1;
}

static int roll_all(
	struct call *call, const struct rep *rep, struct civil_date date)
{
	AUTO_ROWS rows = {0};
	int missed = 0;
	int r = agenda_overdue_steps(
		call->db, rep->id, date, &rows, &call->err);

	if (r < 0)
		return r;
	ROWS_EACH(const struct touchpoint, old, &rows) {
		AUTO_TOUCHPOINT tp = {0};

		/* Again: a step missed before may have moved it. */
		r = row_get(
			call->db, &touchpoint_table, old->id, &tp, &call->err);
		if (r == 0)
			r = roll_one(call, &tp, date);
		if (r < 0)
			return r;
		missed += r;
	}
	return missed;
}

/* Nobody is there any more to say farewell to. */
static int close_departures(
	struct call *call, const struct rep *rep, struct civil_date date)
{
	AUTO_ROWS rows = {0};
	int r = departure_over(call->db, rep->id, date, &rows, &call->err);

	ROWS_EACH(struct touchpoint, tp, &rows)
		if (r == 0)
			r = save_closed(call, tp, STATE_CANCELLED,
				text_get(call->api->lang,
					N_("the last day is over")));
	return r;
}

/* Accounts whose rest is over go on by themselves. */
static int end_rests(
	struct call *call, const struct rep *rep, struct civil_date date)
{
	AUTO_ROWS rows = {0};
	int r = account_rested(call->db, rep->id, date, &rows, &call->err);

	return r < 0 ? r : rest_end_all(call, &rows);
}

/* Whoever comes first. */
static int roll_once(
	struct call *call, const struct rep *rep, struct civil_date date)
{
	struct civil_date rolled_on;
	int missed;
	int r = rep_clock_rolled_on(call->db, rep->id, &rolled_on, &call->err);

	if (r < 0 || (civil_cmp(rolled_on, date) >= 0 &&
			     !rep_clock_is_ahead(rolled_on, date)))
		return r;
	r = end_rests(call, rep, date);
	if (r == 0)
		r = close_departures(call, rep, date);
	missed = r < 0 ? r : roll_all(call, rep, date);
	if (missed < 0)
		return missed;
	r = rep_clock_rolled(call->db, rep, date, &call->err);
	return r < 0 ? r : missed;
}

static struct change of_nobody(const struct call *call)
{
	return (struct change){.at = call->api->now,
		.door = DOOR_DAEMON,
		.method = day_roll_method.name};
}

int day_roll_owner(
	struct call *call, const struct rep *rep, struct civil_date date)
{
	struct change mine = call->change;
	int r;

	call->change = of_nobody(call);
	r = rest_end_over(call);
	if (r == 0)
		r = roll_once(call, rep, date);
	call->change = mine;
	return r;
}

int day_roll_in_thought(struct call *call, struct txn *thought)
{
	int r = rest_is_over(call);

	if (r <= 0)
		return r;
	call->change = of_nobody(call);
	call->preview = true;
	r = txn_begin(call->db, thought, &call->err);
	return r < 0 ? r : rest_end_over(call);
}

static int run(struct call *call)
{
	AUTO_REP rep = {0};
	struct civil_date date;
	int r = resolve_rep(call, "rep", &rep);

	call->change.actor_id = 0; /* nobody: it is the calendar */
	if (r == 0)
		r = call_day(call, "date", NULL, call->today, &date);
	if (r == 0)
		r = roll_once(call, &rep, date);
	return r < 0 ? r : call_put(call, "missed", json_integer(r));
}

const struct method day_roll_method = {
	.name = "day.roll",
	.flags = METHOD_WRITE | METHOD_DAEMON,
	.doc = N_("write what a new day brings for a rep"),
	METHOD_PARAMS(params),
	.run = run,
};
