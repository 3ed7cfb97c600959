/* Greetings before a long holiday; the contract is in greet.h. */
#include "api/greet.h"

#include "api/view.h"
#include "core/planner.h"
#include "store/plan.h"

#include <errno.h>

/* The step of a plan that tp stands for; *ret NULL: none that rolls. */
static int rolling_step(
	struct call *call, const struct touchpoint *tp, const struct step **ret)
{
	AUTO_PLAN plan = {0};
	const struct cadence *cadence;
	const struct step *step;
	int r = row_get(call->db, &plan_table, tp->plan_id, &plan, &call->err);

	if (r < 0)
		return r;
	cadence = cadence_find(plan.cadence, (int)plan.version);
	step = cadence && tp->step ? cadence_step(cadence, tp->step) : NULL;
	*ret = step && step->kind == STEP_ROLLING ? step : NULL;
	return 0;
}

/* 1: its window is closed from end to end; 0: it is not. */
static int find(struct call *call, const struct rep *rep,
	const struct touchpoint *tp, struct greet *ret)
{
	AUTO_ACCOUNT account = {0};
	struct workcal_pair days;
	const struct step *step;
	const struct window window = {
		.nominal = tp->nominal, .earliest = tp->earliest};
	int r = rolling_step(call, tp, &step);

	if (r < 0 || !step)
		return r;
	r = row_get(
		call->db, &account_table, tp->account_id, &account, &call->err);
	if (r == 0)
		r = call_days(call, rep, &account, &days);
	if (r < 0)
		return r;
	return planner_greet(
		step, &window, &days, cadence_step_makeup(step, tp->via), ret);
}

static bool is_on(const struct greet *greet, struct civil_date date)
{
	for (size_t i = 0; i < ARRAY_LEN(greet->on); i++)
		if (civil_cmp(greet->on[i], date) == 0)
			return true;
	return false;
}

int greet_load(struct call *call, const struct rep *rep,
	const struct agenda_day *day, struct rows *ret)
{
	AUTO_ROWS shifted = {0};
	int r = agenda_shifted(call->db, day, &shifted, &call->err);

	ret->table = &touchpoint_table;
	for (size_t i = 0; r >= 0 && i < shifted.n; i++) {
		struct touchpoint *tp = (struct touchpoint *)shifted.data + i;
		struct greet greet;

		r = find(call, rep, tp, &greet);
		if (r > 0 && is_on(&greet, day->date))
			r = rows_add(ret, tp);
	}
	return r < 0 ? r : 0;
}

int greet_add(struct call *call, const struct rep *rep,
	const struct touchpoint *tp, json_t *item)
{
	struct greet greet;
	json_t *closed;
	int r = find(call, rep, tp, &greet);

	if (r <= 0)
		return r;
	closed = json_pack("{s:o, s:o}", "from", view_date(greet.closed_from),
		"to", view_date(greet.closed_to));
	return json_object_set_new(item, "closed", closed) < 0 ? -ENOMEM : 0;
}
