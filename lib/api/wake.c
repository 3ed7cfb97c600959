/* What comes back; the contract is in wake.h. */
#include "api/wake.h"

#include "api/appointment.h"
#include "api/field.h"
#include "api/follow_up.h"
#include "api/save.h"
#include "api/view.h"
#include "store/activity.h"

#include <stdlib.h>

/* The step that tp stands for; *ret NULL outside a plan. */
static int step_of(struct planning *p, const struct touchpoint *tp,
	const struct step **ret)
{
	const struct cadence *cadence;
	AUTO_PLAN plan = {0};
	int r;

	*ret = NULL;
	if (tp->plan_id == 0 || tp->kind != KIND_STEP)
		return 0;
	r = planning_of(p->call, tp, &plan, &cadence);
	if (r == 0)
		*ret = cadence_step(cadence, tp->step);
	return r;
}

static bool is_past(const struct planning *p, const struct touchpoint *tp,
	const struct step *step)
{
	struct civil_date last;

	if (step && step->kind != STEP_ROLLING) {
		last = planner_missed_after(step, tp->latest, &p->days.rep);
		return !civil_is_none(last) && civil_cmp(last, p->today) < 0;
	}
	return tp->kind == KIND_MEETING && civil_cmp(tp->due, p->today) < 0;
}

/* The window after the newest contact, where it lies ahead; else one that
 * begins now. */
static int restart(
	struct planning *p, struct touchpoint *tp, const struct step *step)
{
	struct civil_date last;
	struct window w;
	int r = activity_last_contact(
		p->call->db, p->account->id, &last, &p->call->err);

	if (r == 0 && !civil_is_none(last))
		r = follow_up_window(p, step, last, false, &w);
	if (r < 0)
		return r;
	if (civil_is_none(last) || civil_cmp(w.due, p->today) < 0)
		follow_up_first_window(p, step, p->today, &w);
	planning_apply(tp, &w);
	tp->first_latest = w.latest;
	return 0;
}

/* An hour that has gone by is no hour any more. */
static void drop_time(struct touchpoint *tp)
{
	tp->due_minute = -1;
	free(TAKE(tp->due_zone));
}

/* Due on the first open day from today on, if its day has gone by.  An
 * appointment keeps its day and its hour. */
static void bring_up(struct planning *p, struct touchpoint *tp)
{
	if (tp->kind == KIND_MEETING)
		return;
	if (civil_cmp(tp->due, p->today) < 0) {
		/* None within reach: today. */
		(void)workcal_forward(&p->days, p->today,
			cadence_via_makeup(tp->via), &tp->due);
		drop_time(tp);
		tp->pinned = 0;
		tp->moved &= ~(int64_t)MOVED_PINNED;
	} else if (tp->due_minute >= 0 && civil_cmp(tp->due, p->today) == 0 &&
		   tp->nudge_at <= p->now) {
		drop_time(tp);
	}
	tp->earliest = civil_min(tp->earliest, tp->due);
	tp->latest = civil_max(tp->latest, tp->due);
	tp->first_latest = civil_max(tp->first_latest, tp->latest);
}

/* Nothing of how it ended remains. */
static void clear_end(struct touchpoint *tp)
{
	tp->state = STATE_OPEN;
	tp->outcome = OUTCOME_NONE;
	tp->done_on = (struct civil_date){0};
	tp->closed_at = tp->covered_by = tp->snoozed_until = 0;
	free(TAKE(tp->result));
	free(TAKE(tp->closed_via));
	free(TAKE(tp->close_reason));
}

/* It makes no sense any more. */
static int leave(struct planning *p, struct touchpoint *tp, const char *past)
{
	int r = save_closed(p->call, tp, STATE_SKIPPED, past);

	if (r == 0)
		r = save_list(p->call, tp, "skipped");
	return r < 0 ? r : appointment_dropped(p, tp, past);
}

bool wake_is_turn(enum wake_turn turn, const struct touchpoint *tp)
{
	return (turn == WAKE_MEETINGS) == (tp->kind == KIND_MEETING);
}

int wake_touchpoint(struct planning *p, struct touchpoint *tp, const char *past)
{
	struct call *call = p->call;
	const struct step *step;
	int r = step_of(p, tp, &step);

	if (r < 0)
		return r;
	if (past && is_past(p, tp, step))
		return leave(p, tp, past);
	if (past && tp->kind == KIND_CONFIRM) {
		r = appointment_asks(p, tp);
		if (r <= 0)
			return r < 0 || tp->state == STATE_CANCELLED
				       ? r
				       : save_closed(call, tp, STATE_CANCELLED,
						 past);
	}
	r = save_nudge_at(tp, &tp->nudge_at, &call->err);
	if (r == 0 && step && step->kind == STEP_ROLLING && !tp->pinned)
		r = restart(p, tp, step);
	if (r < 0)
		return r;
	bring_up(p, tp);
	clear_end(tp);
	r = save_nudge_at(tp, &tp->nudge_at, &call->err);
	if (r == 0)
		r = save_again(call, tp);
	return r < 0 ? r : 1;
}

int wake_plan(struct planning *p, struct plan *plan)
{
	const struct touchpoint nothing = {0};
	const struct cadence *cadence;
	int r = planning_cadence(p->call, plan, &cadence);

	if (r < 0 || plan->state != PLAN_RUNNING || follow_up_step(cadence))
		return r;
	return planning_follow(p, plan, &nothing);
}

int wake_put_next(struct planning *p)
{
	AUTO_ROWS open = {0};
	int r = touchpoint_open_of_account(
		p->call->db, p->account->id, &open, &p->call->err);

	if (r < 0)
		return r;
	json_decref(TAKE(p->next));
	return view_rows(p->call, &open, NULL, &p->next);
}
