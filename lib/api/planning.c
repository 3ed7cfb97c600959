/* Windows into rows; the contract is in planning.h. */
#include "api/planning.h"

#include "api/field.h"
#include "api/resolve.h"
#include "api/save.h"
#include "api/view.h"
#include "text/words.h"

#include <errno.h>
#include <string.h>

void planning_done(struct planning *p)
{
	if (p->call && p->call->account == p->account)
		p->call->account = p->before;
	rep_done(&p->other);
	json_decref(p->next);
	p->next = NULL;
}

int planning_owner(
	struct planning *p, struct call *call, const struct account *account)
{
	int r = 0;

	p->call = call;
	p->before = call->account;
	p->account = call->account = account;
	p->owner = &call->actor;
	p->next = json_array();
	if (!p->next)
		return -ENOMEM;
	if (account->owner_id != call->actor.id) {
		r = row_get(call->db, &rep_table, account->owner_id, &p->other,
			&call->err);
		p->owner = &p->other;
	}
	if (r == 0)
		r = zone_find(p->owner->zone, &p->zone, &call->err);
	if (r < 0)
		return r;
	p->now = call->api->now;
	p->today = zone_date_at(p->zone, p->now);
	return 0;
}

void planning_begin_day(struct planning *p, struct civil_date day)
{
	p->today = day;
	p->now = zone_instant(p->zone, day, 0);
}

int planning_init(
	struct planning *p, struct call *call, const struct account *account)
{
	int r = planning_owner(p, call, account);

	return r < 0 ? r : call_days(call, p->owner, account, &p->days);
}

static int refuse_paused(struct call *call, const struct touchpoint *tp)
{
	int r = call_fail(call, API_REFUSED, "id",
		N_("follow-up %s rests: its account is paused"),
		STR_INT(tp->id));

	call_hint(call, N_("nudge resume ACCOUNT lets it go on"));
	return r;
}

static int refuse_closed(struct call *call, const struct touchpoint *tp)
{
	int r;

	if (tp->state == STATE_PAUSED)
		return refuse_paused(call, tp);
	r = call_fail(call, API_REFUSED, "id",
		N_("follow-up %s is no longer open: %s"), STR_INT(tp->id),
		words_state(call->api->lang, tp->state));

	call_hint(call,
		N_("nudge show %s tells how it ended; nudge undo takes "
		   "back your last change"),
		STR_INT(tp->id));
	return r;
}

int planning_check_open(struct call *call, const struct touchpoint *tp)
{
	return tp->state == STATE_OPEN ? 0 : refuse_closed(call, tp);
}

int planning_find_missed(struct planning *p, struct call *call,
	struct touchpoint *tp, struct account *account)
{
	int r = resolve_touchpoint(call, "id", tp);

	if (r < 0)
		return r;
	if (tp->state != STATE_OPEN && tp->state != STATE_MISSED)
		return refuse_closed(call, tp);
	r = row_get(
		call->db, &account_table, tp->account_id, account, &call->err);
	return r < 0 ? r : planning_init(p, call, account);
}

int planning_find(struct planning *p, struct call *call, struct touchpoint *tp,
	struct account *account)
{
	int r = planning_find_missed(p, call, tp, account);

	return r < 0 ? r : planning_check_open(call, tp);
}

int planning_next(struct planning *p, const struct touchpoint *tp)
{
	json_t *item;
	int r = view_touchpoint(p->call, tp, &item);

	if (r < 0)
		return r;
	return json_array_append_new(p->next, item) < 0 ? -ENOMEM : 0;
}

int planning_put_next(struct planning *p)
{
	return call_put(p->call, "next", TAKE(p->next));
}

int planning_put(struct planning *p, const struct touchpoint *tp)
{
	json_t *item;
	int r = view_touchpoint(p->call, tp, &item);

	if (r == 0)
		r = call_put(p->call, "touchpoint", item);
	return r < 0 ? r : planning_put_next(p);
}

int planning_draft(const struct planning *p, enum kind kind,
	const char *purpose, struct civil_date due, struct touchpoint *tp)
{
	tp->account_id = p->account->id;
	tp->owner_id = p->owner->id;
	tp->kind = kind;
	tp->state = STATE_OPEN;
	tp->due_minute = -1;
	tp->nominal = tp->earliest = tp->due = tp->latest = due;
	return field_set(&tp->purpose, purpose);
}

void planning_apply(struct touchpoint *tp, const struct window *window)
{
	tp->nominal = window->nominal;
	tp->earliest = window->earliest;
	tp->due = window->due;
	tp->latest = window->latest;
	tp->arrange_on = window->arrange_on;
	tp->moved = window->moved;
}

int planning_cadence(
	struct call *call, const struct plan *plan, const struct cadence **ret)
{
	*ret = cadence_find(plan->cadence, (int)plan->version);
	if (*ret)
		return 0;
	return call_fail(call, API_TROUBLE, NULL,
		N_("plan %s follows the cadence %s, version %s, which this "
		   "nudge does not know"),
		STR_INT(plan->id), plan->cadence, STR_INT(plan->version));
}

int planning_of(struct call *call, const struct touchpoint *tp,
	struct plan *ret_plan, const struct cadence **ret)
{
	int r = row_get(
		call->db, &plan_table, tp->plan_id, ret_plan, &call->err);

	return r < 0 ? r : planning_cadence(call, ret_plan, ret);
}

/* A plan's rows beside the steps of its cadence. */
struct steps {
	const struct cadence *cadence;
	struct rows rows;
	struct touchpoint *row[CADENCE_STEPS_MAX]; /* NULL: not planned */
	struct window window[CADENCE_STEPS_MAX];
};

static void steps_done(struct steps *s)
{
	rows_done(&s->rows);
}

static int steps_load(
	struct steps *s, struct call *call, const struct plan *plan)
{
	int r = planning_cadence(call, plan, &s->cadence);

	if (r == 0)
		r = touchpoint_of_plan(
			call->db, plan->id, &s->rows, &call->err);
	if (r < 0)
		return r;
	ROWS_EACH(struct touchpoint, tp, &s->rows)
		for (size_t i = 0; tp->step && i < s->cadence->n_steps; i++)
			if (strcmp(tp->step, s->cadence->steps[i].id) == 0)
				s->row[i] = tp;
	return 0;
}

/* anew: open steps that are not pinned have no day yet. */
static int steps_schedule(struct steps *s, const struct planning *p,
	const struct plan *plan, bool anew)
{
	struct step_progress progress[CADENCE_STEPS_MAX] = {0};
	struct plan_input in = {
		.cadence = s->cadence,
		.anchor = plan->anchor,
		.end = plan->valid_on,
		.tier = plan->tier,
		.days = p->days,
		.today = p->today,
		.progress = progress,
	};

	for (size_t i = 0; i < s->cadence->n_steps; i++) {
		const struct touchpoint *tp = s->row[i];

		if (!tp)
			continue;
		progress[i] = (struct step_progress){
			.closed = !touchpoint_is_live(tp),
			.done_on = tp->done_on,
			.pinned = tp->pinned,
			.due = tp->due,
		};
		if (anew && tp->state == STATE_OPEN && !tp->pinned)
			progress[i].due = (struct civil_date){0};
	}
	return planner_schedule(&in, s->window, &p->call->err);
}

/* Brings an open row up to its window; 1 when that changed anything.  A
 * floor moves the whole window: nobody is late because the step before
 * was. */
static int follow_window(
	struct call *call, struct touchpoint *tp, const struct window *w)
{
	bool later = civil_cmp(w->due, tp->due) > 0;
	bool ask = !civil_is_none(w->arrange_on) &&
		   civil_cmp(w->arrange_on, tp->arrange_on) != 0;
	int r;

	if (tp->pinned || (!later && !ask))
		return 0;
	tp->arrange_on = w->arrange_on;
	if (later) {
		tp->due = w->due;
		tp->earliest = civil_max(tp->earliest, w->earliest);
		tp->latest = civil_max(tp->latest, w->latest);
		tp->first_latest = civil_max(tp->first_latest, w->due);
		tp->moved = w->moved;
	}
	r = later ? save_again(call, tp) : save_changed(call, tp);
	return r < 0 ? r : 1;
}

static int plan_end(struct planning *p, struct plan *plan)
{
	plan->state = PLAN_ENDED;
	plan->ended_on = p->today;
	return row_update(p->call->db, &p->call->change, &plan_table, plan,
		&p->call->err);
}

int planning_follow(
	struct planning *p, struct plan *plan, const struct touchpoint *tp)
{
	CLEANUP(steps_done) struct steps s = {0};
	struct touchpoint *next = NULL;
	int open = 0, changed = 0;
	int r = steps_load(&s, p->call, plan);

	if (r == 0)
		r = steps_schedule(&s, p, plan, false);
	for (size_t i = 0; r >= 0 && i < s.cadence->n_steps; i++) {
		struct touchpoint *row = s.row[i];

		if (!row || !touchpoint_is_live(row))
			continue;
		open++;
		if (row->id == tp->id || row->state != STATE_OPEN)
			continue;
		if (!next)
			next = row;
		r = follow_window(p->call, row, &s.window[i]);
		if (r > 0) {
			changed++;
			r = planning_next(p, row);
		}
	}
	if (r < 0)
		return r;
	if (open == 0)
		return plan_end(p, plan);
	return next && changed == 0 ? planning_next(p, next) : 0;
}

int planning_anew(struct planning *p, const struct plan *plan,
	const struct touchpoint *tp, struct window *ret)
{
	CLEANUP(steps_done) struct steps s = {0};
	int r = steps_load(&s, p->call, plan);

	if (r == 0)
		r = steps_schedule(&s, p, plan, true);
	for (size_t i = 0; r == 0 && i < s.cadence->n_steps; i++)
		if (s.row[i] && s.row[i]->id == tp->id &&
			s.cadence->steps[i].kind != STEP_ROLLING) {
			*ret = s.window[i];
			return 1;
		}
	return r;
}

/* The row by steps behind (negative: before) tp's; NULL: none. */
static struct touchpoint *neighbour(
	struct steps *s, const struct touchpoint *tp, int by)
{
	int n = (int)s->cadence->n_steps;

	for (int i = 0; i < n; i++)
		if (s->row[i] && s->row[i]->id == tp->id)
			return i + by >= 0 && i + by < n ? s->row[i + by]
							 : NULL;
	return NULL;
}

static void take(struct touchpoint *from, struct touchpoint *ret)
{
	touchpoint_done(ret);
	*ret = *from;
	*from = (struct touchpoint){0};
}

int planning_successor(struct planning *p, const struct plan *plan,
	const struct touchpoint *tp, struct touchpoint *ret)
{
	CLEANUP(steps_done) struct steps s = {0};
	struct touchpoint *after;
	int r = steps_load(&s, p->call, plan);

	if (r < 0)
		return r;
	after = neighbour(&s, tp, 1);
	if (!after || after->state != STATE_OPEN ||
		civil_cmp(after->due, p->today) > 0)
		return 0;
	take(after, ret);
	return 1;
}

int planning_predecessor(struct planning *p, const struct plan *plan,
	const struct touchpoint *tp, struct touchpoint *ret)
{
	CLEANUP(steps_done) struct steps s = {0};
	struct touchpoint *before;
	int r = steps_load(&s, p->call, plan);

	if (r < 0)
		return r;
	before = neighbour(&s, tp, -1);
	if (!before)
		return 0;
	take(before, ret);
	return 1;
}

int planning_stop(struct call *call, struct plan *plan, const char *reason)
{
	AUTO_ROWS rows = {0};
	int r = touchpoint_of_plan(call->db, plan->id, &rows, &call->err);

	if (r < 0)
		return r;
	ROWS_EACH(struct touchpoint, tp, &rows) {
		if (!touchpoint_is_live(tp))
			continue;
		r = save_cancelled(call, tp, reason);
		if (r < 0)
			return r;
	}
	plan->state = PLAN_CANCELLED;
	plan->ended_on = call->today;
	return row_update(
		call->db, &call->change, &plan_table, plan, &call->err);
}
