/* From what people write to an account; the contract is in resolve.h. */
#include "api/resolve.h"

#include "api/near.h"
#include "api/resolve_id.h"
#include "api/view.h"
#include "base/utf8.h"

#include <errno.h>
#include <string.h>

static int no_account(struct call *call, const char *param, const char *word,
	const char *fold)
{
	AUTO_ROWS all = {0};
	struct account_filter filter = {.limit = RESOLVE_NEAR_SCAN};
	size_t found = 0;
	int r = account_all(call->db, &filter, &all, &call->err);

	if (r < 0)
		return r;
	r = call_fail(call, API_NOT_FOUND, param,
		N_("there is no account \"%s\""), word);
	ROWS_EACH(const struct account, a, &all) {
		if (!near_enough(fold, a->slug) &&
			!near_enough(fold, a->name_fold))
			continue;
		resolve_offer(call,
			near_enough(fold, a->slug) ? a->slug : a->name,
			view_account_ref(call, a));
		if (++found == RESOLVE_CANDIDATES)
			break;
	}
	call_hint(call, N_("nudge account list shows all accounts; add one: "
			   "nudge account add NAME"));
	return r;
}

static int several_accounts(struct call *call, const char *param,
	const char *word, const struct rows *rows)
{
	int r = call_fail(call, API_AMBIGUOUS, param,
		N_("several accounts match \"%s\""), word);

	ROWS_EACH(const struct account, a, rows)
		call_candidate(call, view_account_ref(call, a));
	call_hint(call, N_("write the short name or the id of one of them"));
	return r;
}

/* By folded name, then by a beginning. */
static int account_by_words(struct call *call, const char *param,
	const char *word, struct account *ret)
{
	AUTO_ROWS rows = {0};
	AUTO_FREE char *fold = NULL;
	int r = utf8_fold(word, &fold);

	if (r == 0)
		r = account_by_name(
			call->db, fold, RESOLVE_CANDIDATES, &rows, &call->err);
	if (r == 0 && rows.n == 0 && *fold)
		r = account_by_prefix(
			call->db, fold, RESOLVE_CANDIDATES, &rows, &call->err);
	if (r < 0)
		return r;
	if (rows.n == 0)
		return no_account(call, param, word, fold);
	if (rows.n > 1)
		return several_accounts(call, param, word, &rows);
	rows_take(&rows, 0, ret);
	return 0;
}

int resolve_account_word(struct call *call, const char *param, const char *word,
	struct account *ret)
{
	int64_t id = resolve_id(word);
	int r = account_by_slug(call->db, word, ret, &call->err);

	if (r == -ENOENT && id != 0)
		r = resolve_live(call, &account_table, id, ret);
	if (r == -ENOENT)
		r = account_by_words(call, param, word, ret);
	return r;
}

int resolve_account(struct call *call, const char *param, struct account *ret)
{
	const char *word = call_text(call, param);

	return resolve_account_word(call, param, word ? word : "", ret);
}
