/* The course of things with an account; the contract is in course.h. */
#include "api/course.h"

#include "api/follow_up.h"
#include "api/left.h"
#include "api/save.h"

#include <stdlib.h>
#include <string.h>

enum { COURSE_SIGNED_DAYS = 5 }; /* working days */

int course_go_on(struct planning *p, struct plan *plan,
	const struct touchpoint *tp, struct civil_date last, int64_t number)
{
	const struct cadence *cadence;
	int r = planning_cadence(p->call, plan, &cadence);

	if (r < 0 || plan->state != PLAN_RUNNING)
		return r;
	if (follow_up_step(cadence))
		return follow_up_next(p, plan, tp, last, number);
	r = planning_follow(p, plan, tp);
	/* The offer has been asked about: it is a prospect as before. */
	if (r == 0 && plan->state == PLAN_ENDED && cadence->until_signed)
		r = follow_up_resume(p, last);
	return r;
}

int course_moved(struct planning *p, const struct touchpoint *tp)
{
	const struct cadence *cadence;
	AUTO_PLAN plan = {0};
	int r;

	if (tp->plan_id == 0 || tp->kind != KIND_STEP)
		return 0;
	r = planning_of(p->call, tp, &plan, &cadence);
	if (r < 0 || plan.state != PLAN_RUNNING || follow_up_step(cadence))
		return r;
	return planning_follow(p, &plan, tp);
}

int course_closed(
	struct planning *p, const struct touchpoint *tp, struct civil_date last)
{
	AUTO_PLAN plan = {0};
	int r;

	if (tp->plan_id == 0)
		return 0;
	r = row_get(
		p->call->db, &plan_table, tp->plan_id, &plan, &p->call->err);
	return r < 0 ? r : course_go_on(p, &plan, tp, last, 0);
}

int course_ask_signed(struct planning *p, struct touchpoint *ret)
{
	struct civil_date due;
	int r;

	/* None within reach: the day reached will do. */
	(void)workcal_side_add(
		&p->days.rep, p->today, COURSE_SIGNED_DAYS, &due);
	r = planning_draft(p, KIND_SIGNING, N_("contract signed?"), due, ret);
	if (r < 0)
		return r;
	ret->purpose_is_id = 1;
	return save_new(p->call, ret);
}

static int is_until_signed(struct planning *p, const struct plan *plan)
{
	const struct cadence *cadence;
	int r = planning_cadence(p->call, plan, &cadence);

	return r < 0 ? r : cadence->until_signed;
}

int course_refuse_rest(struct planning *p)
{
	const struct account *account = p->account;
	int r;

	if (account->course != COURSE_PAUSED)
		return 0;
	r = call_fail(p->call, API_REFUSED, "account",
		N_("%s is paused; what is planned for it rests"),
		account->name);
	call_hint(p->call, N_("first let it go on: nudge resume %s"),
		account->slug);
	return r;
}

static int stop_plans(struct planning *p, const char *reason, bool all)
{
	AUTO_ROWS plans = {0};
	int r = plan_running(
		p->call->db, p->account->id, &plans, &p->call->err);

	if (r < 0)
		return r;
	ROWS_EACH(struct plan, plan, &plans) {
		r = all ? 1 : is_until_signed(p, plan);
		if (r > 0)
			r = planning_stop(p->call, plan, reason);
		if (r < 0)
			return r;
	}
	return 0;
}

static int cancel_all(struct planning *p, const struct rows *rows,
	const char *reason, bool (*is_meant)(const struct touchpoint *))
{
	ROWS_EACH(struct touchpoint, tp, rows) {
		int r = is_meant(tp) ? save_cancelled(p->call, tp, reason) : 0;

		if (r < 0)
			return r;
	}
	return 0;
}

/* What rests is cancelled too: it would come back otherwise. */
static int cancel_open(struct planning *p, const char *reason,
	bool (*is_meant)(const struct touchpoint *))
{
	struct call *call = p->call;
	AUTO_ROWS open = {0}, paused = {0};
	int r = touchpoint_open_of_account(
		call->db, p->account->id, &open, &call->err);

	if (r == 0)
		r = cancel_all(p, &open, reason, is_meant);
	if (r < 0 || p->account->course != COURSE_PAUSED)
		return r;
	r = touchpoint_paused_of_account(
		call->db, p->account->id, &paused, &call->err);
	return r < 0 ? r : cancel_all(p, &paused, reason, is_meant);
}

int course_take_up(struct planning *p, struct account *account)
{
	struct call *call = p->call;
	int r;

	if (account->stage == STAGE_CUSTOMER)
		return 0;
	account->stage = STAGE_PROSPECT;
	account->parked_until = (struct civil_date){0};
	free(TAKE(account->closed_reason));
	r = row_update(
		call->db, &call->change, &account_table, account, &call->err);
	if (r == 0)
		r = course_answered(
			p, text_get(call->api->lang, N_("taken up again")));
	return r < 0 ? r : left_reopen_after(call, account->id);
}

static const char parked_purpose[] =
	N_("parked until now: take up the contact again");

int course_wake_on(struct planning *p, struct civil_date until)
{
	return course_take_up_on(p, until, parked_purpose);
}

int course_take_up_on(
	struct planning *p, struct civil_date until, const char *purpose)
{
	AUTO_TOUCHPOINT tp = {0};
	struct civil_date due;
	int r;

	/* None within reach: the day itself. */
	(void)workcal_forward(&p->days, until, false, &due);
	r = planning_draft(p, KIND_TASK, purpose, due, &tp);
	if (r < 0)
		return r;
	tp.purpose_is_id = 1;
	tp.nominal = until;
	if (civil_cmp(due, until) > 0)
		tp.moved = MOVED_CLOSED;
	r = save_new(p->call, &tp);
	return r < 0 ? r : planning_next(p, &tp);
}

bool course_is_parked_question(const struct touchpoint *tp)
{
	return tp->purpose_is_id && strcmp(tp->purpose, parked_purpose) == 0;
}

static bool is_question(const struct touchpoint *tp)
{
	return tp->kind == KIND_SIGNING || course_is_parked_question(tp);
}

static bool is_anything(const struct touchpoint *tp)
{
	(void)tp;
	return true;
}

static bool is_not_owed(const struct touchpoint *tp)
{
	return tp->kind != KIND_PROMISE && tp->kind != KIND_ANSWER;
}

int course_answered(struct planning *p, const char *reason)
{
	return cancel_open(p, reason, is_question);
}

int course_end_prospect(struct planning *p, const char *reason)
{
	int r = stop_plans(p, reason, false);

	return r < 0 ? r : course_answered(p, reason);
}

int course_cancel(struct planning *p, const char *reason, bool keep_promises)
{
	int r = stop_plans(p, reason, true);

	return r < 0 ? r
		     : cancel_open(p, reason,
			       keep_promises ? is_not_owed : is_anything);
}
