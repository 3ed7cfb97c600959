/* The step before the end; the contract is in planner_end.h. */
#include "core/planner_end.h"

/* Leaves a day for the first question after the anchor. */
enum { END_AFTER = 2 };

struct ending {
	const struct plan_input *in;
	bool makeup;
	unsigned moved;
};

/* Some day is named even where nothing is open. */
static struct civil_date count(struct ending *e, struct civil_date from, int n)
{
	struct civil_date day;

	if (workcal_add(&e->in->days, from, n, e->makeup, &day) < 0)
		e->moved |= MOVED_NO_OPEN;
	return day;
}

static struct civil_date due_day(struct ending *e, struct civil_date nominal)
{
	const struct plan_input *in = e->in;
	struct civil_date day =
		civil_max(nominal, count(e, in->anchor, END_AFTER));

	if (civil_cmp(day, in->end) > 0)
		day = civil_max(nominal, count(e, in->anchor, 1));
	return civil_min(day, in->end);
}

/* What is agreed, closed or planned already stays. */
static void keep_planned(
	const struct step_progress *p, struct window *w, unsigned *moved)
{
	if (!p || civil_is_none(p->due))
		return;
	if (p->pinned)
		*moved = MOVED_PINNED;
	w->due = p->due;
}

void planner_end_window(
	const struct plan_input *in, size_t i, struct window *ret)
{
	const struct step *step = &in->cadence->steps[i];
	struct ending e = {
		.in = in,
		.makeup =
			cadence_step_makeup(step, cadence_via(step, in->tier)),
	};
	struct window w = {
		.nominal = count(&e, in->end, step->due),
		.earliest = count(&e, in->end, step->earliest),
		.latest = count(&e, in->end, step->latest),
	};

	w.due = due_day(&e, w.nominal);
	if (civil_cmp(w.due, w.nominal) > 0)
		e.moved |= MOVED_FLOOR;
	keep_planned(in->progress ? &in->progress[i] : NULL, &w, &e.moved);
	w.earliest = civil_min(civil_max(w.earliest, in->anchor), w.due);
	w.latest = civil_max(w.latest, w.due);
	if (workcal_provisional(&in->days, w.nominal) ||
		workcal_provisional(&in->days, w.due))
		e.moved |= MOVED_PROVISIONAL;
	w.moved = e.moved;
	*ret = w;
}
