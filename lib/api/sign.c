/* Signing; the contract is in sign.h. */
#include "api/sign.h"

#include "api/course.h"
#include "api/customer.h"
#include "api/field.h"
#include "api/greeting.h"
#include "api/left.h"
#include "api/save.h"
#include "api/view.h"
#include "base/names.h"
#include "text/words.h"

#include <errno.h>
#include <string.h>

enum {
	SIGN_DAYS = 366,    /* back and ahead */
	TOGETHER_DAYS = 21, /* as long as the greetings last */
};

const char sign_cadence[] = "1-3-7-21";

void sign_done(struct sign *s)
{
	planning_done(&s->plan);
	account_done(&s->account);
}

int sign_check_day(struct call *call, struct civil_date on)
{
	int days = civil_between(on, call->today);
	char buf[WORDS_DATE];

	if (days <= SIGN_DAYS && days >= -SIGN_DAYS)
		return 0;
	return call_fail(call, API_REFUSED, "on",
		N_("%s is more than a year away; a plan begins within a year "
		   "from today"),
		words_date_full(buf, call->api->lang, on));
}

int sign_begin(struct call *call, struct sign *s)
{
	int r = customer_find(call, &s->account, &s->created);

	if (r == 0)
		r = planning_init(&s->plan, call, &s->account);
	if (r == 0)
		r = call_day(call, "on", &s->account, s->plan.today, &s->on);
	return r < 0 ? r : sign_check_day(call, s->on);
}

int sign_find_cadence(struct call *call, const struct cadence **ret)
{
	const char *name = call_text(call, "cadence");
	int r;

	*ret = cadence_find(name, 0);
	if (*ret)
		return 0;
	r = call_fail(call, API_NOT_FOUND, "cadence",
		N_("there is no cadence \"%s\""), name);
	for (size_t i = 0; i < cadence_n_builtin; i++)
		call_candidate(call, json_string(cadence_builtin[i]->name));
	call_hint(call, N_("nudge cadence list shows all cadences"));
	return r;
}

/* Appends what a list of names has and the array has not. */
static int append_names(json_t *array, const char *list, const char *known)
{
	char name[NAMES_MAX];

	while (names_next(&list, name))
		if (!names_has(known, name) &&
			json_array_append_new(array, json_string(name)) < 0)
			return -ENOMEM;
	return 0;
}

json_t *sign_calendars(const struct planning *p)
{
	json_auto_t *array = json_array();
	const char *rep = p->owner->calendar;

	if (!array || append_names(array, rep, NULL) < 0 ||
		append_names(array, p->account->calendar, rep) < 0)
		return NULL;
	return TAKE(array);
}

/* Would the greetings for both contracts stand in the same days? */
static bool is_together(const struct sign *s, const struct plan *plan)
{
	int days = civil_between(s->on, plan->anchor);

	return days >= -TOGETHER_DAYS && days <= TOGETHER_DAYS;
}

/* The same contract recorded twice is refused; one signed a few days before or
 * after may be it, too, and is told as "running". */
static int refuse_again(struct sign *s)
{
	struct call *call = s->plan.call;
	json_auto_t *running = json_array();
	AUTO_ROWS plans = {0};
	char buf[WORDS_DATE];
	int r = plan_running(call->db, s->account.id, &plans, &call->err);

	if (r < 0)
		return r;
	ROWS_EACH(const struct plan, plan, &plans) {
		if (strcmp(plan->cadence, sign_cadence) != 0 ||
			!is_together(s, plan))
			continue;
		if (civil_cmp(plan->anchor, s->on) != 0) {
			json_array_append_new(running, view_plan(call, plan));
			continue;
		}
		r = call_fail(call, API_REFUSED, "on",
			N_("%s already has a plan for a contract signed on "
			   "%s"),
			s->account.name,
			words_date_full(buf, call->api->lang, s->on));
		call_hint(call, N_("nudge show %s shows it"), s->account.slug);
		return r;
	}
	return call_put(call, "running", TAKE(running));
}

static int make_customer(struct sign *s)
{
	struct call *call = s->plan.call;

	s->account.stage = STAGE_CUSTOMER;
	s->account.parked_until = (struct civil_date){0};
	free(TAKE(s->account.closed_reason));
	return row_update(call->db, &call->change, &account_table, &s->account,
		&call->err);
}

int sign_put(struct sign *s, const struct plan *plan)
{
	struct call *call = s->plan.call;
	json_t *account = view_account_ref(call, &s->account);
	int r;

	if (!account || json_object_set_new(account, "created",
				json_boolean(s->created)) < 0)
		r = -ENOMEM;
	else
		r = 0;
	if (r < 0) {
		json_decref(account);
		return r;
	}
	r = call_put(call, "account", account);
	if (r == 0)
		r = call_put(call, "plan", view_plan(call, plan));
	if (r == 0)
		r = call_put(call, "calendars", sign_calendars(&s->plan));
	return r < 0 ? r : call_put(call, "touchpoints", TAKE(s->plan.next));
}

int sign_run(struct sign *s)
{
	struct call *call = s->plan.call;
	const char *signed_ = text_get(call->api->lang, N_("signed"));
	AUTO_PLAN plan = {
		.account_id = s->account.id,
		.version = cadence_find(sign_cadence, 0)->version,
		.anchor = s->on,
		.tier = s->account.tier,
		.renewal = s->renewal,
		.state = PLAN_RUNNING,
	};
	bool was_over = account_is_over(&s->account);
	int r = course_refuse_rest(&s->plan);

	if (r == 0)
		r = refuse_again(s);
	if (r == 0)
		r = make_customer(s);
	if (r == 0)
		r = course_end_prospect(&s->plan, signed_);
	if (r == 0 && was_over)
		r = left_reopen_after(call, s->account.id);
	if (r == 0)
		r = field_set(&plan.cadence, sign_cadence);
	if (r == 0)
		r = row_insert(call->db, &call->change, &plan_table, &plan,
			&call->err);
	if (r == 0)
		r = greeting_plan(&s->plan, &plan);
	return r < 0 ? r : sign_put(s, &plan);
}
