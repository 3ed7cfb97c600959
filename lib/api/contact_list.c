/* contact.list: people at accounts. */
#include "api/methods.h"

#include "api/resolve.h"
#include "api/view.h"

static const struct param params[] = {
	{"account", PARAM_TEXT, 0, N_("only people of this account")},
	CALL_PAGE_PARAMS,
};

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
	return r < 0 ? r : view_rows_page(call, &page, "contacts", &rows, NULL);
}

const struct method contact_list_method = {
	.name = "contact.list",
	.doc = N_("list people at accounts"),
	METHOD_PARAMS(params),
	.run = run,
};
