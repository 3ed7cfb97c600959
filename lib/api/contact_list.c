/* contact.list: people at accounts. */
#include "api/methods.h"

#include "api/resolve.h"
#include "api/view.h"

#include <errno.h>

static const struct param params[] = {
	{"account", PARAM_TEXT, 0, N_("only people of this account")},
	CALL_PAGE_PARAMS,
};

static int run(struct call *call)
{
	AUTO_ACCOUNT account = {0};
	AUTO_ROWS rows = {0};
	json_auto_t *array = json_array();
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
	if (r == 0)
		r = call_page_cut(call, &page, &rows);
	ROWS_EACH(const struct contact, contact, &rows) {
		json_t *object = NULL;

		if (r == 0)
			r = view_contact(call, contact, &object);
		if (r == 0 && json_array_append_new(array, object) < 0)
			r = -ENOMEM;
	}
	return r < 0 ? r : call_put(call, "contacts", TAKE(array));
}

const struct method contact_list_method = {
	.name = "contact.list",
	.doc = N_("list people at accounts"),
	METHOD_PARAMS(params),
	.run = run,
};
