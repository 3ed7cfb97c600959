/* plan.start: a cadence begins for an account that is known. */
#include "api/course.h"
#include "api/field.h"
#include "api/follow_up.h"
#include "api/methods.h"
#include "api/quote.h"
#include "api/resolve.h"
#include "api/save.h"
#include "api/sign.h"
#include "api/view.h"
#include "text/words.h"

#include <string.h>

static const struct param params[] = {
	{"account", PARAM_TEXT, PARAM_REQUIRED, N_("the customer")},
	{"cadence", PARAM_TEXT, PARAM_REQUIRED,
		N_("1-3-7-21, prospect or offer")},
	{"on", PARAM_DAY, 0,
		N_("the day of signing, of the first follow-up or of the "
		   "offer; today if not said")},
};

/* One follow-up rhythm per account; greetings after a signing go on beside it,
 * which is told as "running". */
static int refuse_running(struct sign *s, const struct cadence *cadence)
{
	struct call *call = s->plan.call;
	json_auto_t *running = json_array();
	AUTO_ROWS plans = {0};
	int r = plan_running(call->db, s->account.id, &plans, &call->err);

	if (r < 0)
		return r;
	ROWS_EACH(const struct plan, plan, &plans) {
		if (strcmp(plan->cadence, sign_cadence) == 0)
			json_array_append_new(running, view_plan(call, plan));
		if (strcmp(plan->cadence, cadence->name) != 0)
			continue;
		r = call_fail(call, API_REFUSED, "cadence",
			N_("%s already follows %s"), s->account.name,
			cadence->name);
		call_hint(call, N_("nudge show %s shows what comes next"),
			s->account.slug);
		return r;
	}
	return call_put(call, "running", TAKE(running));
}

static int refuse_past(struct sign *s)
{
	struct call *call = s->plan.call;
	char buf[WORDS_DATE];
	int r;

	if (civil_cmp(s->on, s->plan.today) >= 0)
		return 0;
	r = call_fail(call, API_REFUSED, "on",
		N_("%s is past; the first follow-up lies ahead"),
		words_date_full(buf, call->api->lang, s->on));
	call_hint(call, N_("record what has happened: nudge log %s"),
		s->account.slug);
	return r;
}

static int start_rolling(struct sign *s, const struct cadence *cadence)
{
	struct call *call = s->plan.call;
	AUTO_PLAN plan = {
		.account_id = s->account.id,
		.version = cadence->version,
		.anchor = s->on,
		.tier = s->account.tier,
		.state = PLAN_RUNNING,
	};
	int r = course_refuse_rest(&s->plan);

	if (r == 0)
		r = refuse_past(s);
	if (r == 0)
		r = refuse_running(s, cadence);
	if (r == 0)
		r = course_take_up(&s->plan, &s->account);
	if (r == 0)
		r = field_set(&plan.cadence, cadence->name);
	if (r == 0)
		r = row_insert(call->db, &call->change, &plan_table, &plan,
			&call->err);
	if (r == 0)
		r = follow_up_first(&s->plan, &plan);
	return r < 0 ? r : sign_put(s, &plan);
}

static int run(struct call *call)
{
	AUTO_SIGN s = {0};
	const struct cadence *cadence = NULL;
	int r = resolve_account(call, "account", &s.account);

	if (r == 0)
		r = sign_find_cadence(call, &cadence);
	if (r == 0)
		r = planning_init(&s.plan, call, &s.account);
	if (r == 0)
		r = call_day(call, "on", &s.account, s.plan.today, &s.on);
	if (r == 0)
		r = sign_check_day(call, s.on);
	if (r < 0)
		return r;
	if (follow_up_step(cadence))
		return start_rolling(&s, cadence);
	return cadence->until_signed ? quote_run(&s) : sign_run(&s);
}

const struct method plan_start_method = {
	.name = "plan.start",
	.flags = METHOD_WRITE,
	.doc = N_("start a cadence for an account"),
	METHOD_PARAMS(params),
	.run = run,
};
