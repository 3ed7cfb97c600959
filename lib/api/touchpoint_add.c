/* touchpoint.add: something to do for an account, on a day or at an hour. */
#include "api/after.h"
#include "api/due.h"
#include "api/methods.h"
#include "api/resolve.h"
#include "api/save.h"
#include "api/view.h"

#include <string.h>

static const struct param params[] = {
	{"account", PARAM_TEXT, PARAM_REQUIRED, N_("the customer")},
	{"purpose", PARAM_TEXT, PARAM_REQUIRED, N_("what it is for")},
	{"due", PARAM_WHEN, PARAM_REQUIRED, N_("a day, or a day and a time")},
	{"via", PARAM_TEXT, 0, N_("call, mail, visit, meeting, chat or event")},
	{"with", PARAM_LIST, 0, N_("contacts there")},
};

/* One that is open already, with the same purpose on the same day, is told as
 * "same": that may be meant, so it is no refusal. */
static int put_same(struct call *call, const struct touchpoint *tp)
{
	AUTO_ROWS open = {0};
	int r = touchpoint_open_of_account(
		call->db, tp->account_id, &open, &call->err);

	if (r < 0)
		return r;
	ROWS_EACH(const struct touchpoint, other, &open)
		if (civil_cmp(other->due, tp->due) == 0 &&
			strcmp(other->purpose, tp->purpose) == 0)
			return call_put(call, "same",
				view_id(call, &touchpoint_table, other->id));
	return call_put(call, "same", json_null());
}

static int add(struct planning *p, const struct rows *with)
{
	struct call *call = p->call;
	AUTO_TOUCHPOINT tp = {0};
	struct due due;
	json_t *item;
	int via, r = due_read(p, "due", &due);

	if (r == 0)
		r = call_enum(
			call, "via", CALL_WORDS(domain_via), VIA_CALL, &via);
	if (r == 0)
		r = planning_draft(p, KIND_TASK, call_text(call, "purpose"),
			due.date, &tp);
	if (r == 0)
		r = due_set(p, &due, &tp);
	if (r < 0)
		return r;
	tp.via = (enum via)via;
	r = put_same(call, &tp);
	if (r == 0)
		r = save_new(call, &tp);
	if (r == 0)
		r = after_link(call, tp.id, with);
	if (r == 0)
		r = view_touchpoint(call, &tp, &item);
	return r < 0 ? r : call_put(call, "touchpoint", item);
}

static int run(struct call *call)
{
	AUTO_PLANNING p = {0};
	AUTO_ACCOUNT account = {0};
	AUTO_ROWS with = {0};
	int r = resolve_account(call, "account", &account);

	if (r == 0)
		r = resolve_contacts(call, "with", account.id, &with);
	if (r == 0)
		r = planning_owner(&p, call, &account);
	return r < 0 ? r : add(&p, &with);
}

const struct method touchpoint_add_method = {
	.name = "touchpoint.add",
	.flags = METHOD_WRITE,
	.doc = N_("plan something to do for an account"),
	METHOD_PARAMS(params),
	.run = run,
};
