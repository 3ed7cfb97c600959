/* contact.list: people at accounts. */
#include "api/methods.h"

#include "api/resolve.h"
#include "api/view.h"

#include <errno.h>

static const struct param params[] = {
	{"account", PARAM_TEXT, 0, N_("only people of this account")},
	CALL_PAGE_PARAMS,
};

/* With where it is. */
static int view_one(struct call *call, const void *row, json_t **ret)
{
	const struct contact *contact = row;
	AUTO_ACCOUNT account = {0};
	json_auto_t *object = NULL;
	int r = row_get(call->db, &account_table, contact->account_id, &account,
		&call->err);

	if (r == 0)
		r = view_contact(call, contact, &object);
	if (r < 0)
		return r;
	if (json_object_set_new(
		    object, "account", view_account_ref(call, &account)) < 0)
		return -ENOMEM;
	*ret = TAKE(object);
	return 0;
}

static int run(struct call *call)
{
	AUTO_ACCOUNT account = {0};
	AUTO_ROWS rows = {0};
	struct call_page page;
	int r = call_page(call, &page);

	if (r == 0 && call_has(call, "account"))
		r = resolve_account(call, "account", &account);
	if (r == 0)
		r = contact_all(call->db,
			&(struct contact_filter){.account_id = account.id,
				.after = page.cursor,
				.limit = page.limit + 1},
			&rows, &call->err);
	return r < 0 ? r
		     : view_rows_page(call, &page, "contacts", &rows, view_one);
}

const struct method contact_list_method = {
	.name = "contact.list",
	.doc = N_("list people at accounts"),
	METHOD_PARAMS(params),
	.run = run,
};
