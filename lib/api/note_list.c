/* note.list: what is known of accounts. */
#include "api/methods.h"

#include "api/resolve.h"
#include "api/view.h"

#include <errno.h>

static const struct param params[] = {
	{"account", PARAM_TEXT, 0, N_("only notes of this account")},
	{"caution", PARAM_BOOL, 0, N_("only cautions")},
	CALL_PAGE_PARAMS,
};

/* A list over all accounts has to say which one each is of. */
static int view_one(struct call *call, const void *row, json_t **ret)
{
	const struct note *note = row;
	AUTO_ACCOUNT account = {0};
	json_auto_t *object = NULL;
	int r = view_note(call, note, &object);

	if (r == 0)
		r = row_get(call->db, &account_table, note->account_id,
			&account, &call->err);
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
		r = note_all(call->db,
			&(struct note_filter){.account_id = account.id,
				.reader_id = call->actor.id,
				.caution = call_bool(call, "caution") ? 1 : -1,
				.before = page.cursor,
				.limit = page.limit + 1},
			&rows, &call->err);
	return r < 0 ? r
		     : view_rows_page(call, &page, "notes", &rows, view_one);
}

const struct method note_list_method = {
	.name = "note.list",
	.doc = N_("list what is known of accounts, newest first"),
	METHOD_PARAMS(params),
	.run = run,
};
