/* account.show: all there is to know before calling an account. */
#include "api/methods.h"

#include "api/know.h"
#include "api/resolve.h"
#include "api/view.h"

enum { RECENT = 10 }; /* activities and notes shown */

static const struct param params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("the account")},
};

static int put_contacts(struct call *call, const struct account *account)
{
	AUTO_ROWS rows = {0};
	int r = contact_of_account(call->db, account->id, &rows, &call->err);

	return r < 0 ? r : view_rows_put(call, "contacts", &rows, NULL);
}

static int put_plans(struct call *call, const struct account *account)
{
	AUTO_ROWS rows = {0};
	int r = plan_of_account(call->db, account->id, &rows, &call->err);

	return r < 0 ? r : view_rows_put(call, "plans", &rows, NULL);
}

static int put_touchpoints(struct call *call, const struct account *account)
{
	AUTO_ROWS rows = {0};
	int r = touchpoint_open_of_account(
		call->db, account->id, &rows, &call->err);

	return r < 0 ? r : view_rows_put(call, "touchpoints", &rows, NULL);
}

/* What rests while the account is paused. */
static int put_resting(struct call *call, const struct account *account)
{
	AUTO_ROWS rows = {.table = &touchpoint_table};
	int r = 0;

	if (account->course == COURSE_PAUSED)
		r = touchpoint_paused_of_account(
			call->db, account->id, &rows, &call->err);
	return r < 0 ? r : view_rows_put(call, "resting", &rows, NULL);
}

static int put_activities(struct call *call, const struct account *account)
{
	AUTO_ROWS rows = {0};
	int r = activity_of_account(
		call->db, account->id, RECENT, &rows, &call->err);

	return r < 0 ? r : view_rows_put(call, "activities", &rows, NULL);
}

/* Cautions stand apart. */
static int put_notes(struct call *call, const struct account *account)
{
	AUTO_ROWS rows = {0};
	int r = note_all(call->db,
		&(struct note_filter){.account_id = account->id,
			.reader_id = call->actor.id,
			.limit = RECENT},
		&rows, &call->err);

	return r < 0 ? r : view_rows_put(call, "notes", &rows, NULL);
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
		r = know_cautions(call, account.id, call->result);
	if (r == 0)
		r = put_notes(call, &account);
	if (r == 0)
		r = put_touchpoints(call, &account);
	if (r == 0)
		r = put_resting(call, &account);
	if (r == 0)
		r = put_plans(call, &account);
	return r < 0 ? r : put_activities(call, &account);
}

const struct method account_show_method = {
	.name = "account.show",
	.flags = METHOD_NO_ACTOR | METHOD_AT,
	.doc = N_("show an account with its people, plans and history"),
	METHOD_PARAMS(params),
	.run = run,
};
