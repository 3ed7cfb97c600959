/* The greeting plan after signing; the contract is in greeting.h. */
#include "api/greeting.h"

#include "api/field.h"
#include "api/save.h"

int greeting_plain(struct planning *p, struct greeting *g)
{
	struct plan_input in = {
		.cadence = g->cadence,
		.anchor = g->anchor,
		.end = g->end,
		.tier = g->tier,
		.days = p->days,
		.today = p->today,
		.progress = g->progress,
	};

	return planner_schedule(&in, g->window, &p->call->err);
}

/* Nothing is late on the day on which it is recorded. */
static struct step_progress catch_up(
	struct planning *p, struct greeting *g, size_t i)
{
	const struct step *step = &g->cadence->steps[i];
	const struct window *w = &g->window[i];
	struct step_progress progress = {0};
	struct civil_date missed;

	if (civil_is_none(w->due))
		return progress;
	missed = planner_missed_after(step, w->latest, &p->days.rep);
	if (!civil_is_none(missed) && civil_cmp(missed, p->today) < 0) {
		progress.closed = true;
		progress.due = w->due;
	} else if (civil_cmp(w->due, p->today) < 0) {
		bool makeup =
			cadence_step_makeup(step, cadence_via(step, g->tier));

		/* None within reach: today. */
		(void)workcal_forward(
			&p->days, p->today, makeup, &progress.due);
	}
	return progress;
}

int greeting_schedule(struct planning *p, struct greeting *g)
{
	int r = greeting_plain(p, g);

	if (r < 0)
		return r;
	for (size_t i = 0; i < g->cadence->n_steps; i++)
		g->progress[i] = catch_up(p, g, i);
	r = greeting_plain(p, g);
	for (size_t i = 0; r == 0 && i < g->cadence->n_steps; i++)
		/* Due today because it is past, not because of a floor. */
		if (!g->progress[i].closed &&
			civil_cmp(g->progress[i].due, g->window[i].due) == 0 &&
			civil_cmp(g->window[i].floor, g->window[i].due) < 0)
			g->window[i].moved &= ~(unsigned)MOVED_FLOOR;
	return r;
}

static int write_step(struct planning *p, const struct plan *plan,
	const struct greeting *g, size_t i)
{
	struct call *call = p->call;
	const struct step *step = &g->cadence->steps[i];
	AUTO_TOUCHPOINT tp = {0};
	int r = planning_draft(
		p, KIND_STEP, step->purpose, g->window[i].due, &tp);

	if (r == 0)
		r = field_set(&tp.step, step->id);
	if (r < 0)
		return r;
	tp.purpose_is_id = 1;
	tp.plan_id = plan->id;
	tp.via = cadence_via(step, plan->tier);
	planning_apply(&tp, &g->window[i]);
	if (g->progress[i].closed) {
		tp.state = STATE_SKIPPED;
		tp.closed_at = call->api->now;
		r = field_set(&tp.close_reason,
			text_get(call->api->lang,
				N_("past when it was recorded")));
	}
	if (r == 0)
		r = save_new(call, &tp);
	return r < 0 ? r : planning_next(p, &tp);
}

static int end_plan(struct planning *p, struct plan *plan)
{
	plan->state = PLAN_ENDED;
	plan->ended_on = p->today;
	return row_update(p->call->db, &p->call->change, &plan_table, plan,
		&p->call->err);
}

int greeting_plan(struct planning *p, struct plan *plan)
{
	struct greeting g = {.anchor = plan->anchor,
		.end = plan->valid_on,
		.tier = plan->tier};
	size_t n, open = 0;
	int r = planning_cadence(p->call, plan, &g.cadence);

	if (r == 0)
		r = greeting_schedule(p, &g);
	if (r < 0)
		return r;
	n = plan->renewal ? 1 : g.cadence->n_steps;
	for (size_t i = 0; i < n; i++) {
		if (civil_is_none(g.window[i].due))
			continue;
		open += !g.progress[i].closed;
		r = write_step(p, plan, &g, i);
		if (r < 0)
			return r;
	}
	return open == 0 ? end_plan(p, plan) : 0;
}
