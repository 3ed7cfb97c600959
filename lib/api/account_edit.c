/* account.add and account.edit: customer companies. */
#include "api/methods.h"

#include "api/account_new.h"
#include "api/field.h"
#include "api/handover.h"
#include "api/resolve.h"
#include "api/slugs.h"
#include "api/view.h"

#include <errno.h>

#define SHARED_PARAMS                                                          \
	{"calendar", PARAM_TEXT, 0, N_("their working calendar, such as CN")}, \
		FIELD_EXTERNAL_PARAMS,                                         \
		{"owner", PARAM_TEXT, 0, N_("the rep who looks after it")},    \
		{"renewal", PARAM_DAY, 0, N_("when the contract is renewed")}, \
		{"slug", PARAM_TEXT, 0, N_("short name to type")},             \
		{"tier", PARAM_TEXT, 0, N_("ordinary, key or strategic")},     \
	{                                                                      \
		"zone", PARAM_TEXT, 0, N_("their time zone")                   \
	}

static const struct param add_params[] = {
	{"name", PARAM_TEXT, PARAM_REQUIRED, N_("the company's name")},
	{"stage", PARAM_TEXT, 0, N_("prospect or customer")},
	SHARED_PARAMS,
};

static const struct param edit_params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("the account")},
	{"name", PARAM_TEXT, 0, N_("the company's name")},
	SHARED_PARAMS,
};

static int set_owner(struct call *call, struct account *account)
{
	AUTO_REP owner = {0};
	int r;

	if (!call_has(call, "owner"))
		return 0;
	r = resolve_rep(call, "owner", &owner);
	if (r == 0)
		account->owner_id = owner.id;
	return r;
}

static int set_tier(struct call *call, struct account *account)
{
	int tier, r = call_enum(call, "tier", CALL_WORDS(domain_tier),
			  (int)account->tier, &tier);

	if (r == 0)
		account->tier = (enum tier)tier;
	return r;
}

/* One account per number in another system. */
static int check_external(struct call *call, const struct account *account)
{
	AUTO_ACCOUNT other = {0};
	int r;

	if (!account->external_id)
		return 0;
	r = account_by_external(call->db, account->external_source,
		account->external_id, &other, &call->err);
	if (r == -ENOENT || (r == 0 && other.id == account->id))
		return 0;
	if (r < 0)
		return r;
	return call_fail(call, API_CONFLICT, "external_id",
		N_("%s %s is already %s"), account->external_source,
		account->external_id, other.slug);
}

static int set_fields(struct call *call, struct account *account)
{
	int r = set_tier(call, account);

	if (r == 0)
		r = set_owner(call, account);
	if (r == 0)
		r = field_zone(call, "zone", &account->zone);
	if (r == 0)
		r = field_calendar(call, "calendar", &account->calendar);
	if (r == 0)
		r = field_day(call, "renewal", &account->renewal_on);
	if (r == 0)
		r = field_external(
			call, &account->external_source, &account->external_id);
	return r < 0 ? r : check_external(call, account);
}

static int put_account(
	struct call *call, const char *name, const struct account *account)
{
	json_t *object = NULL;
	int r = view_account(call, account, &object);

	return r < 0 ? r : call_put(call, name, object);
}

/* An account that is added is won already or still to be won. */
static int set_stage(struct call *call, struct account *account)
{
	int stage,
		r = call_enum(call, "stage",
			&(struct call_words){domain_stage, STAGE_CUSTOMER + 1},
			STAGE_PROSPECT, &stage);

	if (r == 0)
		account->stage = (enum stage)stage;
	return r;
}

static int run_add(struct call *call)
{
	AUTO_ACCOUNT account = {0};
	int r = account_new(call, call_text(call, "name"), &account);

	if (r == 0)
		r = set_stage(call, &account);
	if (r == 0)
		r = set_fields(call, &account);
	if (r == 0)
		r = row_insert(call->db, &call->change, &account_table,
			&account, &call->err);
	return r < 0 ? r : put_account(call, "account", &account);
}

static int run_edit(struct call *call)
{
	AUTO_ACCOUNT account = {0};
	int r = resolve_account(call, "id", &account);
	int64_t owner_id = account.owner_id;

	if (r == 0)
		r = put_account(call, "was", &account);
	if (r == 0)
		r = field_name(call, "name", &account.name, &account.name_fold);
	if (r == 0)
		r = slugs_choose(call,
			&(struct slugs){SLUG_USE_ACCOUNT, 0, account.name},
			&account.slug);
	if (r == 0)
		r = set_fields(call, &account);
	if (r == 0)
		r = row_update(call->db, &call->change, &account_table,
			&account, &call->err);
	if (r == 0 && account.owner_id != owner_id)
		r = handover_account(call, &account);
	if (r > 0)
		r = call_put(call, "handed_over", json_integer(r));
	return r < 0 ? r : put_account(call, "account", &account);
}

const struct method account_add_method = {
	.name = "account.add",
	.flags = METHOD_WRITE,
	.doc = N_("add a customer company"),
	METHOD_PARAMS(add_params),
	.run = run_add,
};

const struct method account_edit_method = {
	.name = "account.edit",
	.flags = METHOD_WRITE,
	.doc = N_("change what is known of an account"),
	METHOD_PARAMS(edit_params),
	.run = run_edit,
};
