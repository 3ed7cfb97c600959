/* Planned days under another calendar; the contract is in replan.h. */
#include "api/replan.h"

#include "api/follow_up.h"
#include "api/save.h"
#include "api/view.h"
#include "store/calendar_list.h"

#include <errno.h>
#include <string.h>

enum { SHOWN_MAX = 200 }; /* of each list, in the result */

void replan_done(struct replan *replan)
{
	for (size_t i = 0; i < replan->n; i++)
		touchpoint_done(&replan->items[i].tp);
	free(replan->items);
	*replan = (struct replan){0};
}

/* Where the rolling step's window would be, counted from the same contact. */
static int rolling_window(struct planning *p, const struct plan *plan,
	const struct touchpoint *tp, struct window *ret)
{
	const struct cadence *cadence;
	const struct step *step;
	int r = planning_cadence(p->call, plan, &cadence);

	if (r < 0)
		return r;
	step = follow_up_step(cadence);
	if (!step || strcmp(step->id, tp->step) != 0)
		return 0;
	if (tp->n == 1 && civil_cmp(tp->nominal, plan->anchor) == 0)
		follow_up_first_window(p, step, tp->nominal, ret);
	else
		r = follow_up_window(p, step,
			civil_add_days(tp->nominal, -step->due), false, ret);
	return r < 0 ? r : 1;
}

/* The window by the rule; 1, or 0 where no rule gave the touchpoint its
 * day. */
static int rule_window(
	struct planning *p, const struct touchpoint *tp, struct window *ret)
{
	AUTO_PLAN plan = {0};
	int r;

	if (tp->pinned || !tp->plan_id || !tp->step || tp->kind != KIND_STEP)
		return 0;
	r = row_get(
		p->call->db, &plan_table, tp->plan_id, &plan, &p->call->err);
	if (r == 0)
		r = rolling_window(p, &plan, tp, ret);
	return r == 0 ? planning_anew(p, &plan, tp, ret) : r;
}

static bool is_open(const struct planning *p, const struct touchpoint *tp)
{
	bool makeup = tp->via == VIA_MAIL || tp->via == VIA_CHAT;

	return workcal_open(&p->days, tp->due, makeup);
}

static int begin_item(struct replan *replan, struct touchpoint *tp)
{
	AUTO_PLANNING p = {0};
	AUTO_ACCOUNT account = {0};
	struct replan_item *item = &replan->items[replan->n];
	int r = row_get(replan->call->db, &account_table, tp->account_id,
		&account, &replan->call->err);

	if (r == 0)
		r = planning_init(&p, replan->call, &account);
	if (r < 0)
		return r;
	/* What is late is done today, whatever the calendar says. */
	if (civil_cmp(tp->due, p.today) < 0)
		return 0;
	r = rule_window(&p, tp, &item->was);
	if (r < 0)
		return r;
	item->planned = r > 0;
	item->was_open = is_open(&p, tp);
	item->tp = *tp;
	*tp = (struct touchpoint){0};
	replan->n++;
	return 0;
}

int replan_begin(struct replan *replan, struct call *call, const char *calendar,
	struct civil_date to)
{
	AUTO_ROWS rows = {0};
	struct calendar_reach reach = {
		.name = calendar, .from = civil_add_days(call->today, -1)};
	int r;

	replan->call = call;
	/* A day may have moved across the border. */
	reach.to = civil_add_days(to, WORKCAL_SEARCH_DAYS);
	if (civil_is_none(reach.to))
		reach.to = to;
	r = calendar_touchpoints(call->db, &reach, &rows, &call->err);
	if (r < 0)
		return r;
	replan->items = calloc(rows.n + 1, sizeof(*replan->items));
	if (!replan->items)
		return -ENOMEM;
	ROWS_EACH(struct touchpoint, tp, &rows) {
		r = begin_item(replan, tp);
		if (r < 0)
			return r;
	}
	return 0;
}

/* Has it another day now, because of the calendar? */
static bool is_moved(const struct planning *p, const struct replan_item *item,
	const struct window *now)
{
	const struct touchpoint *tp = &item->tp;

	if (civil_cmp(now->due, tp->due) == 0 ||
		civil_cmp(now->due, p->today) < 0)
		return false;
	return civil_cmp(now->due, item->was.due) != 0 || !is_open(p, tp);
}

struct effect {
	struct replan *replan;
	json_t *moves, *closed;
	int64_t n_moves, n_closed;
	bool move;
};

static int append(struct effect *o, json_t *array, int64_t n,
	const struct touchpoint *tp, struct civil_date was)
{
	json_t *object;
	int r;

	if (n > SHOWN_MAX)
		return 0;
	r = view_touchpoint(o->replan->call, tp, &object);
	if (r < 0)
		return r;
	if (json_object_set_new(object, "was_due", view_date(was)) < 0) {
		json_decref(object);
		return -ENOMEM;
	}
	return json_array_append_new(array, object) < 0 ? -ENOMEM : 0;
}

static int move_item(
	struct effect *o, struct touchpoint *tp, const struct window *now)
{
	struct civil_date was = tp->due;
	int r;

	planning_apply(tp, now);
	tp->first_latest = civil_max(tp->first_latest, now->latest);
	r = save_nudge_at(tp, &tp->nudge_at, &o->replan->call->err);
	if (r == 0 && o->move)
		r = save_again(o->replan->call, tp);
	return r < 0 ? r : append(o, o->moves, ++o->n_moves, tp, was);
}

static int end_item(struct effect *o, struct replan_item *item)
{
	struct call *call = o->replan->call;
	AUTO_PLANNING p = {0};
	AUTO_ACCOUNT account = {0};
	struct window now;
	int r = row_get(call->db, &account_table, item->tp.account_id, &account,
		&call->err);

	if (r == 0)
		r = planning_init(&p, call, &account);
	if (r < 0)
		return r;
	if (!item->planned)
		return item->was_open && !is_open(&p, &item->tp)
			       ? append(o, o->closed, ++o->n_closed, &item->tp,
					 item->tp.due)
			       : 0;
	r = rule_window(&p, &item->tp, &now);
	if (r <= 0)
		return r;
	return is_moved(&p, item, &now) ? move_item(o, &item->tp, &now) : 0;
}

static int put(struct effect *o)
{
	struct call *call = o->replan->call;
	int r = call_put(call, "moves", json_incref(o->moves));

	if (r == 0)
		r = call_put(call, "moves_total", json_integer(o->n_moves));
	if (r == 0)
		r = call_put(
			call, "moved", json_boolean(o->move && o->n_moves > 0));
	if (r == 0)
		r = call_put(call, "closed", json_incref(o->closed));
	return r < 0 ? r
		     : call_put(
			       call, "closed_total", json_integer(o->n_closed));
}

int replan_end(struct replan *replan, bool move)
{
	struct effect o = {.replan = replan,
		.moves = json_array(),
		.closed = json_array(),
		.move = move};
	int r = o.moves && o.closed ? 0 : -ENOMEM;

	call_days_done(replan->call);
	for (size_t i = 0; r == 0 && i < replan->n; i++)
		r = end_item(&o, &replan->items[i]);
	if (r == 0)
		r = put(&o);
	json_decref(o.moves);
	json_decref(o.closed);
	return r;
}
