/* Several touchpoints as one contact; the contract is in merge.h. */
#include "api/merge.h"

#include "api/course.h"
#include "api/follow_up.h"
#include "api/save.h"
#include "api/view.h"
#include "store/activity.h"

#include <errno.h>

static int go_on(struct planning *p, const struct touchpoint *covered,
	struct civil_date last, int64_t number)
{
	AUTO_PLAN plan = {0};
	int r = row_get(p->call->db, &plan_table, covered->plan_id, &plan,
		&p->call->err);

	return r < 0 ? r : course_go_on(p, &plan, covered, last, number);
}

int merge_closed(struct planning *p, const struct touchpoint *tp,
	struct civil_date done_on, int64_t number)
{
	struct call *call = p->call;
	struct civil_date last = civil_max(p->today, tp->due);
	AUTO_ROWS rows = {0};
	int r = 0;

	if (!touchpoint_is_merged(tp))
		return 0;
	if (!civil_is_none(done_on))
		r = activity_last_contact(
			call->db, tp->account_id, &last, &call->err);
	if (r == 0)
		r = touchpoint_covered(call->db, tp, &rows, &call->err);
	ROWS_EACH(struct touchpoint, covered, &rows) {
		covered->done_on = done_on;
		if (r == 0)
			r = save_changed(call, covered);
		if (r == 0 && covered->plan_id != 0 &&
			covered->plan_id != tp->plan_id)
			r = go_on(p, covered, last, number);
	}
	return r;
}

/* 1: tp is a follow-up of the plan that repeats. */
static int plan_of(
	struct call *call, const struct touchpoint *tp, struct plan *ret)
{
	const struct cadence *cadence;
	int r;

	if (tp->kind != KIND_STEP || tp->plan_id == 0)
		return 0;
	r = planning_of(call, tp, ret, &cadence);
	return r < 0 ? r : follow_up_step(cadence) != NULL;
}

int merge_follow_up(
	struct call *call, const struct touchpoint *tp, struct plan *ret)
{
	AUTO_ROWS rows = {0};
	int r = plan_of(call, tp, ret);

	if (r != 0 || !touchpoint_is_merged(tp))
		return r;
	r = touchpoint_covered(call->db, tp, &rows, &call->err);
	ROWS_EACH(const struct touchpoint, covered, &rows)
		if (r == 0)
			r = plan_of(call, covered, ret);
	return r;
}

int merge_offer(
	const struct touchpoint *tp, const struct rows *due, json_t *item)
{
	int64_t after = 0;

	ROWS_EACH(const struct touchpoint, other, due)
		if (tp->plan_id != 0 && other->plan_id == tp->plan_id &&
			other->id > tp->id && (!after || other->id < after))
			after = other->id;
	return json_object_set_new(item, "merge_with", view_ref(after)) < 0
		       ? -ENOMEM
		       : 0;
}
