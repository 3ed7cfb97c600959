/* touchpoint.log: a contact that nobody had planned. */
#include "api/after.h"
#include "api/answer.h"
#include "api/follow_up.h"
#include "api/methods.h"
#include "api/resolve.h"
#include "api/view.h"

static const struct param params[] = {
	{"account", PARAM_TEXT, PARAM_REQUIRED, N_("the customer")},
	REPORT_PARAMS,
	{"in", PARAM_BOOL, 0, N_("the customer wrote or called us")},
	AFTER_PARAMS,
};

static int put_activity(struct call *call, int64_t account_id)
{
	AUTO_ACTIVITY a = {0};
	json_t *item;
	int r = activity_newest(call->db, account_id, &a, &call->err);

	if (r == 0)
		r = view_activity(call, &a, &item);
	return r < 0 ? r : call_put(call, "activity", item);
}

static int log_contact(struct planning *p, const struct report *report)
{
	struct call *call = p->call;
	AUTO_TOUCHPOINT answer = {0};
	int r = report->direction == DIRECTION_IN
			? answer_ask(p, report, &answer)
			: 0;

	if (r == 0)
		r = report_write(call, p->account, answer.id, 0, report);
	if (r == 0)
		r = call_put(
			call, "account", view_account_ref(call, p->account));
	if (r == 0)
		r = put_activity(call, p->account->id);
	if (r == 0)
		r = report_put(call, report);
	if (r == 0 && report_is_contact(report))
		r = follow_up_restart(p, report->on);
	if (r == 0)
		r = after_create(p, 0, report);
	return r < 0 ? r : planning_put_next(p);
}

static int run(struct call *call)
{
	AUTO_PLANNING p = {0};
	AUTO_ACCOUNT account = {0};
	AUTO_REPORT report = {0};
	int r = resolve_account(call, "account", &account);

	if (r == 0)
		r = planning_init(&p, call, &account);
	if (r == 0)
		r = report_read(call, &account, VIA_CALL, &report);
	return r < 0 ? r : log_contact(&p, &report);
}

const struct method touchpoint_log_method = {
	.name = "touchpoint.log",
	.flags = METHOD_WRITE,
	.doc = N_("record a contact that was not planned"),
	METHOD_PARAMS(params),
	.run = run,
};
