/* An offer was sent; the contract is in quote.h. */
#include "api/quote.h"

#include "api/course.h"
#include "api/field.h"
#include "api/follow_up.h"
#include "api/greeting.h"
#include "text/words.h"

#include <string.h>

const char quote_cadence[] = "offer";

/* There must be a day to ask on. */
static int check_valid(struct sign *s)
{
	struct call *call = s->plan.call;
	char sent[WORDS_DATE], valid[WORDS_DATE];
	struct civil_date first;

	if (civil_is_none(s->valid))
		return 0;
	/* None within reach: no validity is long enough. */
	(void)workcal_add(&s->plan.days, s->on, 1, false, &first);
	if (civil_cmp(s->valid, first) >= 0)
		return 0;
	return call_fail(call, API_REFUSED, "valid",
		N_("an offer sent on %s and valid until %s leaves no working "
		   "day to ask about it"),
		words_date_full(sent, call->api->lang, s->on),
		words_date_full(valid, call->api->lang, s->valid));
}

static int refuse_same(struct sign *s)
{
	struct call *call = s->plan.call;
	char buf[WORDS_DATE];
	int r = call_fail(call, API_REFUSED, "on",
		N_("%s already has a plan for an offer sent on %s"),
		s->account.name, words_date_full(buf, call->api->lang, s->on));

	call_hint(call, N_("nudge show %s shows it"), s->account.slug);
	return r;
}

/* A new offer takes the place of the one before. */
static int replace(struct sign *s)
{
	struct call *call = s->plan.call;
	AUTO_ROWS plans = {0};
	int r = plan_running(call->db, s->account.id, &plans, &call->err);

	if (r < 0)
		return r;
	ROWS_EACH(struct plan, plan, &plans) {
		if (strcmp(plan->cadence, quote_cadence) != 0)
			continue;
		if (civil_cmp(plan->anchor, s->on) == 0 &&
			civil_cmp(plan->valid_on, s->valid) == 0)
			return refuse_same(s);
		r = planning_stop(call, plan,
			text_get(
				call->api->lang, N_("a newer offer was sent")));
		if (r < 0)
			return r;
	}
	return 0;
}

static int write_account(struct sign *s)
{
	struct call *call = s->plan.call;
	int r = course_take_up(&s->plan, &s->account);

	return r < 0 ? r
		     : row_update(call->db, &call->change, &account_table,
			       &s->account, &call->err);
}

int quote_run(struct sign *s)
{
	struct call *call = s->plan.call;
	AUTO_PLAN plan = {
		.account_id = s->account.id,
		.version = cadence_find(quote_cadence, 0)->version,
		.anchor = s->on,
		.valid_on = s->valid,
		.tier = s->account.tier,
		.state = PLAN_RUNNING,
	};
	int r = course_refuse_rest(&s->plan);

	if (r == 0)
		r = check_valid(s);
	if (r == 0)
		r = replace(s);
	if (r == 0)
		r = write_account(s);
	if (r == 0)
		r = field_set(&plan.cadence, quote_cadence);
	if (r == 0)
		r = row_insert(call->db, &call->change, &plan_table, &plan,
			&call->err);
	if (r == 0)
		r = greeting_plan(&s->plan, &plan);
	if (r == 0)
		r = plan.state == PLAN_RUNNING
			    ? follow_up_suspend(&s->plan, &plan)
			    : follow_up_resume(&s->plan, s->plan.today);
	return r < 0 ? r : sign_put(s, &plan);
}
