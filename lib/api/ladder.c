/* The ladder; the contract is in ladder.h. */
#include "api/ladder.h"

static int is_anchored(struct call *call, const struct touchpoint *tp)
{
	const struct cadence *cadence;
	const struct step *step;
	AUTO_PLAN plan = {0};
	int r = planning_of(call, tp, &plan, &cadence);

	if (r < 0)
		return r;
	step = cadence_step(cadence, tp->step);
	return step && step->kind != STEP_ROLLING;
}

int ladder_stands_on(struct call *call, const struct touchpoint *tp)
{
	switch (tp->kind) {
	case KIND_MEETING:
	case KIND_CONFIRM:
	case KIND_ANSWER:
	case KIND_PROMISE:
		return 1;
	case KIND_STEP:
		return is_anchored(call, tp);
	case KIND_TASK:
	case KIND_AWAIT:
	case KIND_SIGNING:
	case KIND_DECISION:
	case KIND_N:
		break;
	}
	return 0;
}

int ladder_last_day(const struct planning *p, const struct touchpoint *tp,
	struct civil_date *ret)
{
	int r = ladder_stands_on(p->call, tp);

	if (r <= 0)
		return r;
	if (!touchpoint_is_late(tp, p->today))
		*ret = tp->latest;
	else if (workcal_side_next(&p->days.rep, p->today, ret) < 0)
		*ret = civil_add_days(p->today, 1);
	return 1;
}
