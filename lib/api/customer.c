/* The customer of a plan; the contract is in customer.h. */
#include "api/customer.h"

#include "api/account_new.h"
#include "api/field.h"
#include "api/resolve.h"
#include "api/slug.h"

#include <string.h>

static int apply_params(struct call *call, struct account *account)
{
	int tier;
	int r = call_enum(call, "tier", CALL_WORDS(domain_tier),
		(int)account->tier, &tier);

	if (r == 0)
		r = field_zone(call, "zone", &account->zone);
	if (r == 0)
		r = field_calendar(call, "calendar", &account->calendar);
	account->tier = (enum tier)tier;
	return r;
}

/* A new customer, called by the word that was not found. */
static int create(struct call *call, struct account *account)
{
	const char *word = call_text(call, "account");
	const char *name = call_text(call, "name");
	int r;

	api_error_done(call->error);
	account_done(account);
	r = account_new(call, name ? name : word, account);
	if (r == 0 && !call_has(call, "slug") && slug_is_valid(word))
		r = field_set(&account->slug, word);
	if (r == 0)
		r = apply_params(call, account);
	return r < 0 ? r
		     : row_insert(call->db, &call->change, &account_table,
			       account, &call->err);
}

/* Was it a beginning only, where a new name was given? */
static bool is_other(struct call *call, const struct account *account)
{
	const char *word = call_text(call, "account");

	return call_has(call, "name") && strcmp(word, account->slug) != 0 &&
	       strcmp(word, account->name) != 0 &&
	       strcmp(call_text(call, "name"), account->name) != 0;
}

int customer_find(struct call *call, struct account *account, bool *ret_created)
{
	int r = resolve_account(call, "account", account);

	*ret_created = false;
	if (r == 0 && !is_other(call, account))
		return apply_params(call, account);
	if (r < 0 && call->error->code != API_NOT_FOUND)
		return r;
	if (r < 0 && call->error->candidates && !call_has(call, "name")) {
		free(TAKE(call->error->hint));
		call_hint(call,
			N_("meant that one? write its short name; a "
			   "new customer: add --name \"%s\""),
			call_text(call, "account"));
		return r;
	}
	*ret_created = true;
	return create(call, account);
}
