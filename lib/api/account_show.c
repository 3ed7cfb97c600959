/* account.show: all there is to know before calling an account. */
#include "api/methods.h"

#include "api/resolve.h"
#include "api/view.h"

#include <errno.h>

enum { RECENT = 10 }; /* activities shown */

static const struct param params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("the account")},
};

static int put_contacts(struct call *call, const struct account *account)
{
	AUTO_ROWS rows = {0};
	json_auto_t *array = json_array();
	int r = contact_of_account(call->db, account->id, &rows, &call->err);

	ROWS_EACH(const struct contact, contact, &rows) {
		json_t *object = NULL;

		if (r == 0)
			r = view_contact(call, contact, &object);
		if (r == 0 && json_array_append_new(array, object) < 0)
			r = -ENOMEM;
	}
	return r < 0 ? r : call_put(call, "contacts", TAKE(array));
}

static int put_plans(struct call *call, const struct account *account)
{
	AUTO_ROWS rows = {0};
	json_auto_t *array = json_array();
	int r = plan_of_account(call->db, account->id, &rows, &call->err);

	ROWS_EACH(const struct plan, plan, &rows)
		if (r == 0 &&
			json_array_append_new(array, view_plan(call, plan)) < 0)
			r = -ENOMEM;
	return r < 0 ? r : call_put(call, "plans", TAKE(array));
}

static int put_touchpoints(struct call *call, const struct account *account)
{
	AUTO_ROWS rows = {0};
	json_t *array = NULL;
	int r = touchpoint_open_of_account(
		call->db, account->id, &rows, &call->err);

	if (r == 0)
		r = view_touchpoints(call, &rows, &array);
	return r < 0 ? r : call_put(call, "touchpoints", array);
}

static int put_activities(struct call *call, const struct account *account)
{
	AUTO_ROWS rows = {0};
	json_auto_t *array = json_array();
	int r = activity_of_account(
		call->db, account->id, RECENT, &rows, &call->err);

	ROWS_EACH(const struct activity, activity, &rows) {
		json_t *object = NULL;

		if (r == 0)
			r = view_activity(call, activity, &object);
		if (r == 0 && json_array_append_new(array, object) < 0)
			r = -ENOMEM;
	}
	return r < 0 ? r : call_put(call, "activities", TAKE(array));
}

static int run(struct call *call)
{
	AUTO_ACCOUNT account = {0};
	json_t *object = NULL;
	int r = resolve_account(call, "id", &account);

	if (r == 0)
		r = view_account(call, &account, &object);
	if (r == 0)
		r = call_put(call, "account", object);
	if (r == 0)
		r = put_contacts(call, &account);
	if (r == 0)
		r = put_touchpoints(call, &account);
	if (r == 0)
		r = put_plans(call, &account);
	return r < 0 ? r : put_activities(call, &account);
}

const struct method account_show_method = {
	.name = "account.show",
	.flags = METHOD_NO_ACTOR,
	.doc = N_("show an account with its people, plans and history"),
	METHOD_PARAMS(params),
	.run = run,
};
