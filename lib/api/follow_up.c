/* Follow-ups of prospects; the contract is in follow_up.h. */
#include "api/follow_up.h"

#include "api/field.h"
#include "api/save.h"
#include "store/activity.h"
#include "store/agenda.h"

#include <errno.h>

const char follow_up_cadence[] = "prospect";

const struct step *follow_up_step(const struct cadence *cadence)
{
	for (size_t i = 0; i < cadence->n_steps; i++)
		if (cadence->steps[i].kind == STEP_ROLLING)
			return &cadence->steps[i];
	return NULL;
}

int follow_up_number(struct call *call, const struct plan *plan, int64_t *ret)
{
	int r = activity_follow_ups(call->db, plan->id, ret, &call->err);

	++*ret;
	return r;
}

enum { LEVEL_DAYS = 31 }; /* of a window at most */

/* Where the owner likes it level: due is the open day of the window on which
 * he has least to do. */
static int level(struct planning *p, bool makeup, struct window *w)
{
	struct civil_date days[LEVEL_DAYS];
	struct civil_date day = w->due;
	size_t n = 0, best = 0;
	int r;

	if (!p->owner->level_load)
		return 0;
	for (; n < LEVEL_DAYS && civil_cmp(day, w->latest) <= 0;
		day = civil_add_days(day, 1))
		if (workcal_open(&p->days, day, makeup) &&
			!workcal_soft(&p->days, day))
			days[n++] = day;
	if (n == 0)
		return 0;
	r = agenda_lightest(
		p->call->db, p->owner->id, days, n, &best, &p->call->err);
	if (r == 0)
		w->due = days[best];
	return r;
}

int follow_up_window(struct planning *p, const struct step *step,
	struct civil_date last, bool first, struct window *ret)
{
	struct follow_up_input in = {
		.step = step,
		.last_touch = last,
		.days = p->days,
		.via = cadence_via(step, p->account->tier),
		.first = first,
	};

	int r = planner_follow_up(&in, ret, &p->call->err);

	return r < 0 ? r : level(p, cadence_step_makeup(step, in.via), ret);
}

static int insert(struct planning *p, const struct plan *plan,
	const struct step *step, const struct window *w, int64_t n)
{
	AUTO_TOUCHPOINT tp = {0};
	int r = planning_draft(p, KIND_STEP, step->purpose, w->due, &tp);

	if (r == 0)
		r = field_set(&tp.step, step->id);
	if (r < 0)
		return r;
	tp.purpose_is_id = 1;
	tp.plan_id = plan->id;
	tp.n = n;
	tp.via = cadence_via(step, p->account->tier);
	planning_apply(&tp, w);
	r = save_new(p->call, &tp);
	return r < 0 ? r : planning_next(p, &tp);
}

/* The length of the window, as after any contact. */
static struct civil_date close_window(struct planning *p,
	const struct step *step, struct civil_date due, bool makeup)
{
	struct civil_date latest =
		civil_add_days(due, step->latest - step->earliest);

	/* Out of reach: the day itself will do. */
	(void)workcal_back(&p->days, latest, makeup, &latest);
	return civil_max(latest, due);
}

void follow_up_first_window(struct planning *p, const struct step *step,
	struct civil_date on, struct window *ret)
{
	enum via via = cadence_via(step, p->account->tier);
	bool makeup = cadence_step_makeup(step, via);
	struct window w = {.nominal = on};

	if (workcal_forward(&p->days, on, makeup, &w.due) < 0)
		w.moved = MOVED_NO_OPEN;
	else if (civil_cmp(w.due, on) > 0)
		w.moved = workcal_open(&p->days, on, true) ? MOVED_MAKEUP
							   : MOVED_CLOSED;
	w.earliest = w.due;
	w.latest = close_window(p, step, w.due, makeup);
	if (workcal_provisional(&p->days, w.due))
		w.moved |= MOVED_PROVISIONAL;
	*ret = w;
}

int follow_up_first(struct planning *p, const struct plan *plan)
{
	const struct cadence *cadence;
	const struct step *step;
	struct window w;
	int r = planning_cadence(p->call, plan, &cadence);

	if (r < 0)
		return r;
	step = follow_up_step(cadence);
	follow_up_first_window(p, step, plan->anchor, &w);
	return insert(p, plan, step, &w, 1);
}

/* Won, lost, park or go on?  On the next working day. */
static int ask_decision(struct planning *p, const struct plan *plan, int64_t n)
{
	AUTO_TOUCHPOINT tp = {0};
	struct civil_date due;
	int r;

	/* None within reach: the day itself is as good as any. */
	(void)workcal_side_next(&p->days.rep, p->today, &due);
	r = planning_draft(p, KIND_DECISION,
		N_("decide: won, lost, park until a day, or go on"), due, &tp);
	if (r < 0)
		return r;
	tp.purpose_is_id = 1;
	tp.plan_id = plan->id;
	tp.n = n;
	r = save_new(p->call, &tp);
	return r < 0 ? r : planning_next(p, &tp);
}

int follow_up_next(struct planning *p, const struct plan *plan,
	const struct touchpoint *tp, struct civil_date last, int64_t number)
{
	const struct cadence *cadence;
	const struct step *step;
	struct window w;
	int64_t n = tp->kind == KIND_DECISION ? tp->n : tp->n + 1;
	int r;

	if (number == PLANNER_DECIDE_AFTER)
		return ask_decision(p, plan, n);
	r = planning_cadence(p->call, plan, &cadence);
	if (r < 0)
		return r;
	step = follow_up_step(cadence);
	r = follow_up_window(p, step, last, false, &w);
	return r < 0 ? r : insert(p, plan, step, &w, n);
}

static int restart_one(struct planning *p, struct touchpoint *tp,
	const struct step *step, struct civil_date on)
{
	struct window w;
	int r = follow_up_window(p, step, on, false, &w);

	if (r < 0)
		return r;
	if (civil_cmp(w.nominal, tp->nominal) == 0 ||
		(civil_cmp(w.due, tp->due) < 0 &&
			civil_cmp(w.due, p->today) < 0))
		return 0;
	planning_apply(tp, &w);
	tp->first_latest = w.latest;
	tp->snoozed_until = 0;
	r = save_again(p->call, tp);
	return r < 0 ? r : planning_next(p, tp);
}

static int restart_plan(struct planning *p, const struct plan *plan,
	const struct step *step, struct civil_date on)
{
	AUTO_ROWS rows = {0};
	int r = touchpoint_of_plan(p->call->db, plan->id, &rows, &p->call->err);

	if (r < 0)
		return r;
	ROWS_EACH(struct touchpoint, tp, &rows) {
		if (tp->state != STATE_OPEN || tp->kind != KIND_STEP ||
			tp->pinned)
			continue;
		r = restart_one(p, tp, step, on);
		if (r < 0)
			return r;
	}
	return 0;
}

/* A running plan that repeats: *ret_step, else NULL. */
static int step_of(struct planning *p, const struct plan *plan,
	const struct step **ret_step)
{
	const struct cadence *cadence;
	int r = planning_cadence(p->call, plan, &cadence);

	if (r == 0)
		*ret_step = follow_up_step(cadence);
	return r;
}

int follow_up_restart(struct planning *p, struct civil_date on)
{
	AUTO_ROWS plans = {0};
	struct civil_date newest;
	int r = plan_running(
		p->call->db, p->account->id, &plans, &p->call->err);

	if (r < 0 || plans.n == 0)
		return r;
	r = activity_last_contact(
		p->call->db, p->account->id, &newest, &p->call->err);
	if (r < 0 || civil_cmp(on, newest) < 0)
		return r;
	ROWS_EACH(struct plan, plan, &plans) {
		const struct step *step;

		r = step_of(p, plan, &step);
		if (r == 0 && step)
			r = restart_plan(p, plan, step, on);
		if (r < 0)
			return r;
	}
	return 0;
}

/* The first open step of a plan; -ENOENT. */
static int first_open(
	struct planning *p, const struct plan *plan, struct touchpoint *ret)
{
	AUTO_ROWS rows = {0};
	int r = touchpoint_of_plan(p->call->db, plan->id, &rows, &p->call->err);
	size_t i = 0;

	if (r < 0)
		return r;
	ROWS_EACH(const struct touchpoint, tp, &rows) {
		if (tp->state == STATE_OPEN) {
			rows_take(&rows, i, ret);
			return 0;
		}
		i++;
	}
	return -ENOENT;
}

static int cover_open(struct planning *p, const struct plan *plan,
	const struct touchpoint *by)
{
	AUTO_ROWS rows = {0};
	int r = touchpoint_of_plan(p->call->db, plan->id, &rows, &p->call->err);

	if (r < 0)
		return r;
	ROWS_EACH(struct touchpoint, tp, &rows) {
		if (tp->state == STATE_OPEN)
			r = save_covered(p->call, tp, by);
		if (r < 0)
			return r;
	}
	return 0;
}

int follow_up_suspend(struct planning *p, const struct plan *plan)
{
	AUTO_ROWS plans = {0};
	AUTO_TOUCHPOINT by = {0};
	const struct step *step;
	int r = plan_running(
		p->call->db, p->account->id, &plans, &p->call->err);

	if (r == 0)
		r = first_open(p, plan, &by);
	if (r < 0)
		return r;
	ROWS_EACH(const struct plan, other, &plans) {
		r = step_of(p, other, &step);
		if (r == 0 && step)
			r = cover_open(p, other, &by);
		if (r < 0)
			return r;
	}
	return 0;
}

/* Nobody has followed up before: the plan that does so begins. */
static int begin(struct planning *p, struct civil_date last)
{
	struct call *call = p->call;
	const struct cadence *cadence = cadence_find(follow_up_cadence, 0);
	const struct step *step = follow_up_step(cadence);
	AUTO_PLAN plan = {
		.account_id = p->account->id,
		.version = cadence->version,
		.anchor = p->today,
		.tier = p->account->tier,
		.state = PLAN_RUNNING,
	};
	struct window w;
	int r = field_set(&plan.cadence, cadence->name);

	if (r == 0)
		r = row_insert(call->db, &call->change, &plan_table, &plan,
			&call->err);
	if (r == 0)
		r = follow_up_window(p, step, last, false, &w);
	return r < 0 ? r : insert(p, &plan, step, &w, 1);
}

/* The plan goes on behind its newest touchpoint, where none is open. */
static int go_on(
	struct planning *p, const struct plan *plan, struct civil_date last)
{
	AUTO_ROWS rows = {0};
	const struct touchpoint *newest = NULL;
	int r = touchpoint_of_plan(p->call->db, plan->id, &rows, &p->call->err);

	if (r < 0)
		return r;
	ROWS_EACH(const struct touchpoint, tp, &rows) {
		if (tp->state == STATE_OPEN)
			return 0;
		newest = tp;
	}
	return newest ? follow_up_next(p, plan, newest, last, 0)
		      : follow_up_first(p, plan);
}

int follow_up_resume(struct planning *p, struct civil_date last)
{
	AUTO_ROWS plans = {0};
	const struct step *step;
	int r = plan_running(
		p->call->db, p->account->id, &plans, &p->call->err);

	if (r < 0)
		return r;
	ROWS_EACH(const struct plan, plan, &plans) {
		r = step_of(p, plan, &step);
		if (r < 0)
			return r;
		if (step)
			return go_on(p, plan, last);
	}
	return begin(p, last);
}
