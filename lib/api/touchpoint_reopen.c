/* touchpoint.reopen: one that was closed by mistake is open again. */
#include "api/appointment.h"
#include "api/course.h"
#include "api/follow_up.h"
#include "api/methods.h"
#include "api/resolve.h"
#include "api/view.h"
#include "api/wake.h"
#include "text/words.h"

static const struct param params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("id, or account/step")},
};

static int refuse_account(struct call *call, const struct account *account)
{
	int r;

	if (account->course != COURSE_CLOSED && account->stage != STAGE_LOST &&
		account->stage != STAGE_PARKED)
		return 0;
	r = call_fail(call, API_REFUSED, "id",
		N_("%s is %s; take up the account first"), account->name,
		account->course == COURSE_CLOSED
			? words_course(call->api->lang, account->course)
			: words_stage(call->api->lang, account->stage));
	call_hint(call, N_("nudge reopen %s takes it up again"), account->slug);
	return r;
}

/* Covered by one that is open: closing that closes both. */
static int refuse_covered(struct call *call, const struct touchpoint *tp)
{
	AUTO_TOUCHPOINT by = {0};
	int r;

	if (tp->covered_by == 0)
		return 0;
	r = row_get(
		call->db, &touchpoint_table, tp->covered_by, &by, &call->err);
	if (r < 0 || !touchpoint_is_live(&by))
		return r;
	return call_fail(call, API_REFUSED, "id",
		N_("follow-up %s is covered by %s, which is still open"),
		STR_INT(tp->id), STR_INT(by.id));
}

/* Nothing is to be confirmed of a meeting that is over. */
static int refuse_confirm(struct planning *p, const struct touchpoint *tp)
{
	int r;

	if (tp->kind != KIND_CONFIRM)
		return 0;
	r = appointment_asks(p, tp);
	if (r < 0 || r > 0)
		return r < 0 ? r : 0;
	return call_fail(p->call, API_REFUSED, "id",
		N_("the meeting that follow-up %s asked about is over or "
		   "called off"),
		STR_INT(tp->id));
}

/* One open occurrence of what repeats. */
static int refuse_second(struct planning *p, const struct plan *plan)
{
	const struct cadence *cadence;
	AUTO_ROWS rows = {0};
	int r = planning_cadence(p->call, plan, &cadence);

	if (r < 0 || !follow_up_step(cadence))
		return r;
	r = touchpoint_of_plan(p->call->db, plan->id, &rows, &p->call->err);
	ROWS_EACH(const struct touchpoint, other, &rows)
		if (r == 0 && touchpoint_is_live(other))
			r = call_fail(p->call, API_REFUSED, "id",
				N_("the next follow-up, %s, is open already"),
				STR_INT(other->id));
	return r;
}

/* A plan that had ended goes on. */
static int open_plan(struct planning *p, struct plan *plan)
{
	struct call *call = p->call;

	if (plan->state != PLAN_ENDED)
		return 0;
	plan->state = PLAN_RUNNING;
	plan->ended_on = (struct civil_date){0};
	return row_update(
		call->db, &call->change, &plan_table, plan, &call->err);
}

static int reopen(struct planning *p, struct touchpoint *tp)
{
	struct call *call = p->call;
	AUTO_PLAN plan = {0};
	int r = 0;

	if (tp->plan_id != 0) {
		r = row_get(
			call->db, &plan_table, tp->plan_id, &plan, &call->err);
		if (r == 0)
			r = refuse_second(p, &plan);
		if (r == 0)
			r = open_plan(p, &plan);
	}
	if (r == 0)
		r = call_put(call, "was",
			json_pack("{s:s, s:o}", "state",
				domain_state[tp->state], "due",
				view_date(tp->due)));
	if (r == 0)
		r = wake_touchpoint(p, tp, NULL);
	if (r >= 0)
		r = course_moved(p, tp);
	if (r == 0)
		r = appointment_reopened(p, tp);
	return r < 0 ? r : planning_put(p, tp);
}

static int run(struct call *call)
{
	AUTO_PLANNING p = {0};
	AUTO_ACCOUNT account = {0};
	AUTO_TOUCHPOINT tp = {0};
	int r = resolve_touchpoint(call, "id", &tp);

	if (r == 0)
		r = row_get(call->db, &account_table, tp.account_id, &account,
			&call->err);
	if (r == 0)
		r = refuse_account(call, &account);
	if (r == 0)
		r = planning_init(&p, call, &account);
	if (r == 0)
		r = course_refuse_rest(&p);
	if (r == 0 && tp.state == STATE_OPEN)
		r = call_fail(call, API_REFUSED, "id",
			N_("follow-up %s is open already"), STR_INT(tp.id));
	if (r == 0)
		r = refuse_covered(call, &tp);
	if (r == 0)
		r = refuse_confirm(&p, &tp);
	return r < 0 ? r : reopen(&p, &tp);
}

const struct method touchpoint_reopen_method = {
	.name = "touchpoint.reopen",
	.flags = METHOD_WRITE,
	.doc = N_("open a touchpoint again that was closed by mistake"),
	METHOD_PARAMS(params),
	.run = run,
};
