/* account.list: whose accounts there are. */
#include "api/methods.h"

#include "api/resolve.h"
#include "api/view.h"
#include "store/activity.h"

#include <errno.h>

static const struct param params[] = {
	{"course", PARAM_TEXT, 0,
		N_("active, paused or closed; all but closed if not said")},
	{"idle", PARAM_BOOL, 0, N_("only those for which nothing is planned")},
	{"owner", PARAM_TEXT, 0, N_("only this rep's accounts")},
	{"stage", PARAM_TEXT, 0, N_("prospect, customer, parked or lost")},
	{"tier", PARAM_TEXT, 0, N_("ordinary, key or strategic")},
	CALL_PAGE_PARAMS,
};

static int read_filter(struct call *call, struct account_filter *filter)
{
	AUTO_REP owner = {0};
	int stage, tier, course, r = 0;

	if (call_has(call, "owner"))
		r = resolve_rep(call, "owner", &owner);
	if (r == 0)
		r = call_enum(
			call, "stage", CALL_WORDS(domain_stage), -1, &stage);
	if (r == 0)
		r = call_enum(call, "tier", CALL_WORDS(domain_tier), -1, &tier);
	if (r == 0)
		r = call_enum(
			call, "course", CALL_WORDS(domain_course), -1, &course);
	if (r < 0)
		return r;
	filter->course = course < 0 ? NULL : domain_course[course];
	filter->owner_id = owner.id;
	filter->idle = call_bool(call, "idle");
	filter->stage = stage < 0 ? NULL : domain_stage[stage];
	filter->tier = tier < 0 ? NULL : domain_tier[tier];
	return 0;
}

/* With the day of the last contact, and of the next. */
static int view_one(struct call *call, const void *row, json_t **ret)
{
	const struct account *account = row;
	struct civil_date last = {0}, next = {0};
	json_auto_t *object = NULL;
	int r = view_account(call, account, &object);

	if (r == 0)
		r = activity_last_contact(
			call->db, account->id, &last, &call->err);
	if (r == 0)
		r = account_next_due(call->db, account->id, &next, &call->err);
	if (r < 0)
		return r;
	if (json_object_set_new(object, "last", view_date(last)) < 0 ||
		json_object_set_new(object, "next", view_date(next)) < 0)
		return -ENOMEM;
	*ret = TAKE(object);
	return 0;
}

static int run(struct call *call)
{
	AUTO_ROWS rows = {0};
	struct account_filter filter = {0};
	struct call_page page;
	int r = call_page(call, &page);

	if (r == 0)
		r = read_filter(call, &filter);
	filter.after = page.cursor;
	filter.limit = page.limit + 1;
	if (r == 0)
		r = account_all(call->db, &filter, &rows, &call->err);
	return r < 0 ? r
		     : view_rows_page(call, &page, "accounts", &rows, view_one);
}

const struct method account_list_method = {
	.name = "account.list",
	.flags = METHOD_AT,
	.doc = N_("list the accounts"),
	METHOD_PARAMS(params),
	.run = run,
};
