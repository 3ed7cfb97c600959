/* Windows out of a cadence; the order of the rules is DESIGN.md "Date
 * rules". */
#include "core/planner.h"

#include "core/planner_end.h"

#include <errno.h>

enum { CLOSED_WINDOW_GRACE = 3 }; /* owner's working days */

/* How open days are looked for, and what was noticed on the way. */
struct search {
	const struct workcal_pair *days;
	bool makeup;     /* may be a make-up day */
	bool avoid_soft; /* better not a soft day */
	unsigned moved;
};

/* A step on its way to its window. */
struct draft {
	const struct plan_input *in;
	const struct step *step;
	const struct step_progress *progress;
	struct search search;
	struct window window;
};

/* What the step before leaves behind for the next one. */
struct base {
	struct civil_date date; /* done, else due; the anchor at first */
	bool closed;
	bool first;            /* no step yet */
	struct civil_date end; /* the day of the step before the end, or none */
};

static int err_range(struct err *err)
{
	return err_set(err, -ERANGE,
		N_("the plan would run past 9999-12-31, the last day nudge "
		   "knows"));
}

static struct civil_date open_from(struct search *s, struct civil_date date)
{
	struct civil_date day;

	if (workcal_forward(s->days, date, s->makeup, &day) < 0)
		s->moved |= MOVED_NO_OPEN;
	return day;
}

static struct civil_date open_until(struct search *s, struct civil_date date)
{
	struct civil_date day;

	if (workcal_back(s->days, date, s->makeup, &day) < 0)
		s->moved |= MOVED_NO_OPEN;
	return day;
}

/* The first open day from date on that is not soft either, up to limit;
 * date itself if there is none. */
static struct civil_date past_soft(
	struct search *s, struct civil_date date, struct civil_date limit)
{
	struct civil_date day = date;

	if (!s->avoid_soft)
		return date;
	for (int i = 0; i < WORKCAL_SEARCH_DAYS; i++) {
		if (!workcal_soft(s->days, day)) {
			if (civil_cmp(day, date) > 0)
				s->moved |= MOVED_SOFT;
			return day;
		}
		day = civil_add_days(day, 1);
		if (civil_is_none(day) ||
			workcal_forward(s->days, day, s->makeup, &day) < 0 ||
			civil_cmp(day, limit) > 0)
			break;
	}
	return date;
}

static unsigned why_not_nominal(
	const struct search *s, struct civil_date nominal)
{
	if (workcal_open(s->days, nominal, s->makeup))
		return 0;
	return workcal_open(s->days, nominal, true) ? MOVED_MAKEUP
						    : MOVED_CLOSED;
}

/* Is it a meeting, a visit or the first call, for which soft days are
 * avoided? */
static bool avoids_soft(enum via via, bool first_call)
{
	return via == VIA_MEETING || via == VIA_VISIT ||
	       (via == VIA_CALL && first_call);
}

static bool is_first_call(const struct plan_input *in, const struct step *step)
{
	for (const struct step *s = in->cadence->steps; s < step; s++)
		if (cadence_via(s, in->tier) == VIA_CALL)
			return false;
	return true;
}

/* n days, or working days, from the anchor; "none" out of range. */
static struct civil_date offset_day(struct draft *d, int n)
{
	struct civil_date day;

	if (d->step->kind != STEP_WORKDAYS)
		return civil_add_days(d->in->anchor, n);
	if (workcal_add(d->search.days, d->in->anchor, n, d->search.makeup,
		    &day) < 0)
		d->search.moved |= MOVED_NO_OPEN;
	return day;
}

/* The nearest open day, the earlier of two that are equally near. */
static struct civil_date nearest_open(struct search *s, struct civil_date date)
{
	struct civil_date before, after;

	if (workcal_back(s->days, date, s->makeup, &before) < 0)
		return open_from(s, date);
	if (workcal_forward(s->days, date, s->makeup, &after) < 0)
		return before;
	return civil_between(before, date) <= civil_between(date, after)
		       ? before
		       : after;
}

static struct civil_date shifted(struct draft *d, struct civil_date date)
{
	switch (d->step->shift) {
	case SHIFT_FORWARD:
		return open_from(&d->search, date);
	case SHIFT_BACK:
		return open_until(&d->search, date);
	case SHIFT_NEAREST:
		return nearest_open(&d->search, date);
	case SHIFT_NONE:
		break;
	}
	return date;
}

/* The due day without its predecessor. */
static struct civil_date free_due(struct draft *d)
{
	const struct plan_input *in = d->in;
	struct civil_date nominal = d->window.nominal;
	struct civil_date day = shifted(d, nominal);

	if (d->step->max_shift != CADENCE_NO_MAX_SHIFT &&
		civil_between(nominal, day) > d->step->max_shift) {
		d->search.moved |= MOVED_MAX_SHIFT;
		if (civil_is_none(in->today))
			return in->anchor;
		/* Never later than the day that was too late already. */
		return civil_max(in->anchor, civil_min(in->today, day));
	}
	if (d->step->shift == SHIFT_NONE)
		return day;
	return past_soft(&d->search, day, d->window.latest);
}

static void set_due(struct draft *d)
{
	struct window *w = &d->window;

	w->due = free_due(d);
	if (civil_cmp(w->floor, w->due) <= 0)
		return;
	d->search.moved &=
		~(unsigned)(MOVED_MAX_SHIFT | MOVED_SOFT | MOVED_NO_OPEN);
	d->search.moved |= MOVED_FLOOR;
	w->due = w->floor;
	if (d->step->shift != SHIFT_NONE)
		w->due = past_soft(
			&d->search, open_from(&d->search, w->floor), w->latest);
}

/* What is agreed, closed or planned already stays, but for a floor. */
static void keep_planned(struct draft *d)
{
	const struct step_progress *p = d->progress;
	struct window *w = &d->window;

	if (!p || civil_is_none(p->due))
		return;
	if (p->pinned)
		d->search.moved = MOVED_PINNED;
	else if (!p->closed && civil_cmp(p->due, w->floor) < 0)
		return;
	else if (civil_cmp(p->due, w->due) > 0)
		d->search.moved |= MOVED_FLOOR;
	w->due = p->due;
}

static void set_arrange(struct draft *d, const struct base *before)
{
	const struct step *step = d->step;
	const struct step_progress *p = d->progress;

	if (!cadence_is_arranged(step, d->in->tier) ||
		(p && (p->closed || p->pinned)))
		return;
	if (!step->arrange_after_previous)
		/* The day is named even where nothing is open. */
		(void)workcal_add(d->search.days, d->window.due,
			-step->arrange_days, false, &d->window.arrange_on);
	else if (before->closed)
		d->window.arrange_on = before->date;
}

static void finish(struct window *w, struct search *s)
{
	w->earliest = civil_min(w->earliest, w->due);
	w->latest = civil_max(w->latest, w->due);
	w->moved = s->moved;
	if (workcal_provisional(s->days, w->nominal) ||
		workcal_provisional(s->days, w->due))
		w->moved |= MOVED_PROVISIONAL;
}

/* The days by the rule, all in range or -ERANGE. */
static int set_nominal(struct draft *d, struct err *err)
{
	struct window *w = &d->window;
	const struct step *step = d->step;

	w->nominal = offset_day(d, step->due);
	w->earliest = offset_day(d, step->earliest);
	w->latest = offset_day(d, step->latest);
	if (civil_is_none(w->nominal) || civil_is_none(w->earliest) ||
		civil_is_none(w->latest))
		return err_range(err);
	d->search.moved |= why_not_nominal(&d->search, w->nominal);
	if (step->shift != SHIFT_NONE) {
		const struct search *s = &d->search;

		/* A border with no open day in reach stays where it is. */
		workcal_forward(s->days, w->earliest, s->makeup, &w->earliest);
		workcal_forward(s->days, w->latest, s->makeup, &w->latest);
	}
	return 0;
}

/* The step before the end asks for all that is left.  What is not planned yet
 * leaves the day to it; what is comes with it at the latest. */
static bool ends_before(struct draft *d, struct civil_date end)
{
	const struct step_progress *p = d->progress;
	struct window *w = &d->window;

	if (civil_is_none(end) || civil_cmp(w->due, end) < 0)
		return false;
	if (!p || (!p->closed && civil_is_none(p->due)))
		return true;
	if (!p->closed && !p->pinned)
		w->due = civil_max(p->due, end);
	return false;
}

static int draft_window(struct draft *d, struct base *base, struct err *err)
{
	int r = set_nominal(d, err);

	if (r < 0)
		return r;
	if (!base->first) {
		d->window.floor = civil_add_days(base->date, d->step->floor);
		if (civil_is_none(d->window.floor))
			return err_range(err);
	}
	set_due(d);
	keep_planned(d);
	if (ends_before(d, base->end)) {
		d->window = (struct window){0};
		return 0;
	}
	set_arrange(d, base);
	finish(&d->window, &d->search);
	base->first = false;
	base->date = d->window.due;
	base->closed = d->progress && d->progress->closed;
	if (d->progress && !civil_is_none(d->progress->done_on))
		base->date = d->progress->done_on;
	return 0;
}

static int schedule_step(const struct plan_input *in, size_t i,
	struct base *base, struct window *ret, struct err *err)
{
	const struct step *step = &in->cadence->steps[i];
	enum via via = cadence_via(step, in->tier);
	struct draft d = {
		.in = in,
		.step = step,
		.progress = in->progress ? &in->progress[i] : NULL,
		.search = {.days = &in->days,
			.makeup = cadence_step_makeup(step, via),
			.avoid_soft =
				avoids_soft(via, is_first_call(in, step))},
	};
	int r = draft_window(&d, base, err);

	if (r == 0)
		*ret = d.window;
	return r;
}

int planner_schedule(
	const struct plan_input *in, struct window *ret, struct err *err)
{
	struct base base = {.date = in->anchor, .closed = true, .first = true};

	for (size_t i = 0; i < in->cadence->n_steps; i++) {
		ret[i] = (struct window){0};
		if (in->cadence->steps[i].kind == STEP_ENDING &&
			!civil_is_none(in->end)) {
			planner_end_window(in, i, &ret[i]);
			base.end = ret[i].due;
		}
	}
	for (size_t i = 0; i < in->cadence->n_steps; i++) {
		int r = 0;

		if (cadence_is_anchored(&in->cadence->steps[i]))
			r = schedule_step(in, i, &base, &ret[i], err);
		if (r < 0)
			return r;
	}
	return 0;
}

/* The window is closed from end to end: the first open day after it, w->due,
 * with some days of grace. */
static void set_grace(struct window *w, const struct workcal_side *owner)
{
	if (workcal_side_add(owner, w->due, CLOSED_WINDOW_GRACE, &w->latest) <
		0)
		w->latest = w->due;
}

int planner_follow_up(
	const struct follow_up_input *in, struct window *ret, struct err *err)
{
	const struct step *step = in->step;
	struct search s = {
		.days = &in->days,
		.makeup = cadence_step_makeup(step, in->via),
		.avoid_soft = avoids_soft(in->via, in->first),
	};
	struct window w = {
		.nominal = civil_add_days(in->last_touch, step->due),
		.earliest = civil_add_days(in->last_touch, step->earliest),
		.latest = civil_add_days(in->last_touch, step->latest),
	};

	if (civil_is_none(w.nominal) || civil_is_none(w.earliest) ||
		civil_is_none(w.latest))
		return err_range(err);
	s.moved = why_not_nominal(&s, w.nominal);
	w.earliest = open_from(&s, w.earliest);
	w.due = open_from(&s, w.nominal);
	if (civil_cmp(w.earliest, w.latest) > 0) {
		set_grace(&w, &in->days.rep);
	} else if (!(s.moved & MOVED_NO_OPEN)) {
		w.latest = open_until(&s, w.latest);
		w.due = past_soft(&s, civil_min(w.due, w.latest), w.latest);
	}
	finish(&w, &s);
	*ret = w;
	return 0;
}

struct civil_date planner_missed_after(const struct step *step,
	struct civil_date latest, const struct workcal_side *owner)
{
	struct civil_date day;
	int n = step->tolerance;

	if (n == CADENCE_NEVER_MISSED)
		return (struct civil_date){0};
	if (!workcal_side_open(owner, latest, true))
		n--; /* the first working day after it counts as one */
	if (n < 0)
		return latest;
	/* On leave for longer than is searched: not missed meanwhile. */
	if (workcal_side_add(owner, latest, n, &day) < 0)
		return (struct civil_date){0};
	return day;
}
