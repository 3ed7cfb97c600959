/*
 * touchpoint.close: a planned contact was made, or tried.
 *
 * What follows from it for the plan is in planning.h and follow_up.h.
 */
#include "api/after.h"
#include "api/appointment.h"
#include "api/course.h"
#include "api/field.h"
#include "api/follow_up.h"
#include "api/held.h"
#include "api/merge.h"
#include "api/methods.h"
#include "api/resolve.h"
#include "api/save.h"
#include "api/view.h"
#include "store/activity.h"
#include "text/words.h"

#include <string.h>

static const struct param params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("id, account, or account/step")},
	REPORT_PARAMS,
	AFTER_PARAMS,
};

/* One run of the method. */
struct closing {
	struct planning plan;
	struct account account;
	struct touchpoint tp;
	struct touchpoint held; /* what a meeting did for; zero: nothing */
	struct report report;
	int64_t number; /* of the follow-up; 0: not one, or not numbered */
};

static void closing_done(struct closing *c)
{
	planning_done(&c->plan);
	account_done(&c->account);
	touchpoint_done(&c->tp);
	touchpoint_done(&c->held);
	report_done(&c->report);
}

/* A question to ourselves, not to the customer. */
static bool is_question(const struct touchpoint *tp)
{
	return tp->kind == KIND_DECISION || tp->kind == KIND_SIGNING;
}

/* Once the hour of the meeting that is held for it has come, that is what
 * took place: both are closed together, whichever is named. */
static int take_meeting(struct closing *c, struct call *call)
{
	AUTO_TOUCHPOINT meeting = {0};
	struct civil_date on;
	int r = call_day(call, "on", &c->account, c->plan.today, &on);

	if (r == 0)
		r = held_by(&c->plan, &c->tp, &meeting);
	if (r <= 0 || civil_cmp(on, meeting.earliest) < 0)
		return r < 0 ? r : 0;
	r = appointment_has_begun(&c->plan, &meeting);
	if (r <= 0)
		return r;
	touchpoint_done(&c->tp);
	c->tp = meeting;
	meeting = (struct touchpoint){0};
	return 0;
}

/* Nobody has to say when a meeting took place that was agreed for its day. */
static int set_day(struct closing *c, struct call *call)
{
	const char *outcome = call_text(call, "outcome");
	struct civil_date day;
	int64_t at;
	int r;

	if (c->tp.kind != KIND_MEETING ||
		(outcome &&
			strcmp(outcome, domain_outcome[OUTCOME_NOANSWER]) == 0))
		return 0;
	r = save_starts_at(&c->tp, &at, &call->err);
	day = zone_date_at(c->plan.zone, r < 0 ? 0 : at);
	if (r == 0 && civil_cmp(day, call->today) < 0)
		c->report.on = day;
	return r;
}

static int closing_read(struct closing *c, struct call *call)
{
	int r = planning_find_missed(&c->plan, call, &c->tp, &c->account);

	if (r == 0)
		r = take_meeting(c, call);
	if (r == 0)
		r = set_day(c, call);
	if (r == 0)
		r = report_read(call, &c->account, c->tp.via, &c->report);
	/* Whom the meeting was planned with was there, if nobody else is
	 * named. */
	if (r == 0 && c->tp.kind == KIND_MEETING && c->report.with.n == 0)
		r = contact_of_touchpoint(
			call->db, c->tp.id, &c->report.with, &call->err);
	if (r < 0)
		return r;
	if (c->tp.kind == KIND_AWAIT && report_is_contact(&c->report))
		c->report.direction = DIRECTION_IN;
	if (is_question(&c->tp) && c->report.outcome != OUTCOME_OK &&
		c->report.outcome != OUTCOME_NO)
		return call_fail(call, API_BAD_PARAM, "outcome",
			N_("this is a question to you, not a contact: answer "
			   "it with ok or no"));
	return 0;
}

/* Nobody was reached: it stays open, hidden until the working day after the
 * attempt, when another way is suggested. */
static int attempt(struct closing *c)
{
	struct planning *p = &c->plan;
	struct civil_date on = c->report.on, again;
	int64_t at;

	/* No open day within reach: the next day at least. */
	if (workcal_side_next(&p->days.rep, on, &again) < 0)
		again = civil_add_days(on, 1);
	if (c->tp.kind == KIND_CONFIRM)
		again = civil_min(again, c->tp.latest);
	at = zone_instant(p->zone, again, 0);
	c->tp.attempts++;
	if (at > p->now)
		c->tp.snoozed_until = at;
	return save_changed(p->call, &c->tp);
}

static int close_row(struct closing *c, struct touchpoint *tp)
{
	int r = field_set(&tp->result, c->report.text);

	if (r == 0)
		r = field_set(&tp->closed_via, domain_via[c->report.via]);
	if (r < 0)
		return r;
	tp->state = STATE_DONE;
	tp->outcome = c->report.outcome;
	tp->done_on = c->report.on;
	return save_done(c->plan.call, tp);
}

/* The next step is due too: both can be one contact. */
static int offer_merge(
	struct closing *c, const struct plan *plan, const struct touchpoint *tp)
{
	struct call *call = c->plan.call;
	AUTO_TOUCHPOINT after = {0};
	json_t *item;
	int r = planning_successor(&c->plan, plan, tp, &after);

	if (r <= 0)
		return r;
	r = view_touchpoint(call, &after, &item);
	return r < 0 ? r : call_put(call, "offer_merge", item);
}

/* The day from which the next follow-up counts: after a decision, however
 * long that took, today. */
static int last_contact(struct closing *c, struct civil_date *ret)
{
	struct call *call = c->plan.call;

	*ret = c->plan.today;
	if (c->tp.kind == KIND_DECISION)
		return 0;
	return activity_last_contact(call->db, c->account.id, ret, &call->err);
}

static int follow_plan(struct closing *c, const struct touchpoint *tp)
{
	struct call *call = c->plan.call;
	AUTO_PLAN plan = {0};
	struct civil_date last;
	int r = row_get(call->db, &plan_table, tp->plan_id, &plan, &call->err);

	if (r == 0)
		r = offer_merge(c, &plan, tp);
	if (r == 0)
		r = last_contact(c, &last);
	return r < 0 ? r : course_go_on(&c->plan, &plan, tp, last, c->number);
}

/* "Contract signed?" is asked again until it is. */
static int ask_again(struct closing *c)
{
	AUTO_TOUCHPOINT tp = {0};
	int r = course_ask_signed(&c->plan, &tp);

	return r < 0 ? r : planning_next(&c->plan, &tp);
}

/* A number for a follow-up that reached someone. */
static int set_number(struct closing *c, const struct touchpoint *tp)
{
	struct call *call = c->plan.call;
	AUTO_PLAN plan = {0};
	int r;

	if (!report_is_contact(&c->report))
		return 0;
	r = merge_follow_up(call, tp, &plan);
	return r <= 0 ? r : follow_up_number(call, &plan, &c->number);
}

static int put_held(struct closing *c)
{
	json_t *item;
	int r = view_touchpoint(c->plan.call, &c->held, &item);

	return r < 0 ? r : call_put(c->plan.call, "fulfils", item);
}

/* What the meeting did for is closed with it, as the same contact. */
static int close_held(struct closing *c)
{
	int r;

	if (!c->held.id)
		return 0;
	r = close_row(c, &c->held);
	if (r == 0 && c->held.plan_id != 0)
		r = follow_plan(c, &c->held);
	return r < 0 ? r : put_held(c);
}

static int close_contact(struct closing *c)
{
	int r = close_row(c, &c->tp);

	if (r == 0)
		r = merge_closed(&c->plan, &c->tp, c->report.on, c->number);
	if (r == 0 && c->tp.plan_id != 0)
		r = follow_plan(c, &c->tp);
	if (r == 0)
		r = appointment_stands(&c->plan, &c->tp);
	if (r == 0)
		r = close_held(c);
	if (r == 0)
		r = appointment_confirmed(&c->plan, &c->tp, &c->report);
	if (r == 0 && c->tp.kind == KIND_SIGNING)
		r = ask_again(c);
	if (r == 0 && !is_question(&c->tp))
		r = follow_up_restart(&c->plan, c->report.on);
	return r;
}

static int write_all(struct closing *c)
{
	struct call *call = c->plan.call;
	const struct touchpoint *of = &c->tp; /* of which it is the contact */
	int r = 0;

	if (report_is_contact(&c->report))
		r = appointment_held(&c->plan, &c->tp, &c->held);
	if (r > 0)
		of = &c->held;
	else
		touchpoint_done(&c->held);
	if (r >= 0)
		r = set_number(c, of);
	if (r == 0 && !is_question(&c->tp))
		r = report_write(
			call, &c->account, of->id, c->number, &c->report);
	if (r == 0)
		r = report_is_contact(&c->report) ? close_contact(c)
						  : attempt(c);
	return r < 0 ? r : after_create(&c->plan, c->tp.id, &c->report);
}

static int run(struct call *call)
{
	CLEANUP(closing_done) struct closing c = {0};
	json_t *item;
	int r = closing_read(&c, call);

	if (r == 0)
		r = write_all(&c);
	if (r == 0)
		r = view_touchpoint(call, &c.tp, &item);
	if (r == 0)
		r = call_put(call, "touchpoint", item);
	if (r == 0)
		r = report_put(call, &c.report);
	if (r == 0)
		r = call_put(call, "on_time",
			json_boolean(civil_cmp(c.report.on,
					     c.tp.first_latest) <= 0));
	return r < 0 ? r : planning_put_next(&c.plan);
}

const struct method touchpoint_close_method = {
	.name = "touchpoint.close",
	.flags = METHOD_WRITE,
	.doc = N_("record how a planned contact went"),
	METHOD_PARAMS(params),
	.run = run,
};
