/* topic.list and topic.show: reasons to make contact, and who knows them. */
#include "api/methods.h"

#include "api/know.h"
#include "api/resolve.h"
#include "api/view.h"

#include <errno.h>

enum { TELLINGS = 50 }; /* shown */

static const struct param list_params[] = {
	{"account", PARAM_TEXT, 0, N_("only what this account can be told")},
	{"with", PARAM_TEXT, 0,
		N_("only what this contact, ACCOUNT/NAME, has not heard yet")},
	{"all", PARAM_BOOL, 0, N_("expired ones too")},
	CALL_PAGE_PARAMS,
};

static const struct param show_params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("the topic: its id or title")},
};

/* What a contact has not heard is no list to page through. */
static int list_unused(struct call *call, const struct call_page *page)
{
	AUTO_CONTACT contact = {0};
	AUTO_ACCOUNT account = {0};
	AUTO_ROWS rows = {0};
	int r = resolve_person(call, "with", &contact);

	if (r == 0)
		r = row_get(call->db, &account_table, contact.account_id,
			&account, &call->err);
	if (r == 0)
		r = topic_unused(call->db,
			&(struct topic_listener){.today = call->today,
				.account_id = account.id,
				.tier = domain_tier[account.tier],
				.stage = domain_stage[account.stage],
				.contact_id = contact.id,
				.limit = page->limit},
			&rows, &call->err);
	if (r == 0)
		r = call_put(call, "cursor", json_null());
	return r < 0 ? r : view_rows_put(call, "topics", &rows, NULL);
}

static int run_list(struct call *call)
{
	AUTO_ACCOUNT account = {0};
	AUTO_ROWS rows = {0};
	struct topic_filter filter = {0};
	struct call_page page;
	int r = call_page(call, &page);

	if (r == 0 && call_has(call, "with"))
		return list_unused(call, &page);
	if (r == 0 && call_has(call, "account"))
		r = resolve_account(call, "account", &account);
	filter.account_id = account.id;
	filter.before = page.cursor;
	filter.limit = page.limit + 1;
	if (!call_bool(call, "all"))
		filter.today = call->today;
	if (r == 0)
		r = topic_all(call->db, &filter, &rows, &call->err);
	return r < 0 ? r : view_rows_page(call, &page, "topics", &rows, NULL);
}

/* {account, contact or null, on, rep}. */
static int view_told(struct call *call, const void *row, json_t **ret)
{
	const struct topic_told *told = row;
	AUTO_ACCOUNT account = {0};
	AUTO_CONTACT contact = {0};
	AUTO_ACTIVITY activity = {0};
	AUTO_REP rep = {0};
	struct db *db = call->db;
	struct err *err = &call->err;
	int r = row_get(db, &account_table, told->account_id, &account, err);

	if (r == 0)
		r = row_get(
			db, &activity_table, told->activity_id, &activity, err);
	if (r == 0)
		r = row_get(db, &rep_table, activity.rep_id, &rep, err);
	if (r == 0 && told->contact_id != 0)
		r = row_get(
			db, &contact_table, told->contact_id, &contact, err);
	if (r < 0)
		return r;
	*ret = json_pack("{s:o, s:o, s:o, s:{s:s, s:s}}", "account",
		view_account_ref(call, &account), "contact",
		contact.id ? view_contact_ref(call, &contact) : json_null(),
		"on", view_date(activity.on_date), "rep", "slug", rep.slug,
		"name", rep.name);
	return *ret ? 0 : -ENOMEM;
}

static int run_show(struct call *call)
{
	AUTO_TOPIC topic = {0};
	AUTO_ROWS told = {0};
	json_t *object = NULL;
	int r = resolve_topic(call, "id", call_text(call, "id"), &topic);

	if (r == 0)
		r = view_topic(call, &topic, &object);
	if (r == 0)
		r = call_put(call, "topic", object);
	if (r == 0)
		r = topic_tellings(
			call->db, topic.id, TELLINGS, &told, &call->err);
	return r < 0 ? r : view_rows_put(call, "told", &told, view_told);
}

const struct method topic_list_method = {
	.name = "topic.list",
	.flags = METHOD_NO_ACTOR,
	.doc = N_("list reasons to make contact"),
	METHOD_PARAMS(list_params),
	.run = run_list,
};

const struct method topic_show_method = {
	.name = "topic.show",
	.flags = METHOD_NO_ACTOR,
	.doc = N_("a topic, and who has heard it"),
	METHOD_PARAMS(show_params),
	.run = run_show,
};
