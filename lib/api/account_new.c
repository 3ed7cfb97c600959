/* New accounts; the contract is in account_new.h. */
#include "api/account_new.h"

#include "api/field.h"
#include "api/slugs.h"
#include "api/view.h"
#include "base/utf8.h"

static int refuse_second(
	struct call *call, const char *name, const struct account *first)
{
	int r = call_fail(call, API_CONFLICT, "name",
		N_("there is already an account %s: %s"), name, first->slug);

	call_candidate(call, view_account_ref(call, first));
	call_hint(call, N_("if this is another one, give it a short name: "
			   "--slug NAME"));
	return r;
}

int account_new(struct call *call, const char *name, struct account *account)
{
	AUTO_ROWS same = {0};
	int r = field_set(&account->name, name);

	if (r == 0)
		r = utf8_fold(name, &account->name_fold);
	if (r == 0 && !*account->name_fold)
		r = call_fail(call, API_BAD_PARAM, "name", N_("%s is empty"),
			call_param(call, "name"));
	if (r == 0 && !call_has(call, "slug"))
		r = account_by_name(
			call->db, account->name_fold, 1, &same, &call->err);
	if (r < 0)
		return r;
	if (same.n > 0)
		return refuse_second(call, name, same.data);
	account->owner_id = call->actor.id;
	account->tier = TIER_ORDINARY;
	account->stage = STAGE_PROSPECT;
	return slugs_choose(call, &(struct slugs){SLUG_USE_ACCOUNT, 0, name},
		&account->slug);
}
