/* plan.sign: a contract was signed; the greetings after it are planned. */
#include "api/account_new.h"
#include "api/field.h"
#include "api/field.h"
#include "api/methods.h"
#include "api/resolve.h"
#include "api/sign.h"
#include "api/slug.h"

#include <string.h>

static const struct param params[] = {
	{"account", PARAM_TEXT, PARAM_REQUIRED,
		N_("the customer; a new one is created")},
	{"on", PARAM_DAY, 0, N_("the day of signing; today if not said")},
	{"renewal", PARAM_BOOL, 0, N_("a renewal: only a thank-you")},
	{"tier", PARAM_TEXT, 0, N_("ordinary, key or strategic")},
	{"name", PARAM_TEXT, 0, N_("the name of a new customer")},
	{"slug", PARAM_TEXT, 0, N_("the short name of a new customer")},
	{"zone", PARAM_TEXT, 0, N_("the customer's time zone")},
	{"calendar", PARAM_TEXT, 0, N_("the customer's working calendar")},
};

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
static int create(struct sign *s, struct call *call)
{
	const char *word = call_text(call, "account");
	const char *name = call_text(call, "name");
	int r;

	api_error_done(call->error);
	account_done(&s->account);
	s->created = true;
	r = account_new(call, name ? name : word, &s->account);
	if (r == 0 && !call_has(call, "slug") && slug_is_valid(word))
		r = field_set(&s->account.slug, word);
	if (r == 0)
		r = apply_params(call, &s->account);
	return r < 0 ? r
		     : row_insert(call->db, &call->change, &account_table,
			       &s->account, &call->err);
}

/* Was it a beginning only, where a new name was given? */
static bool is_other(struct call *call, const struct account *account)
{
	const char *word = call_text(call, "account");

	return call_has(call, "name") && strcmp(word, account->slug) != 0 &&
	       strcmp(word, account->name) != 0 &&
	       strcmp(call_text(call, "name"), account->name) != 0;
}

static int find_or_create(struct sign *s, struct call *call)
{
	int r = resolve_account(call, "account", &s->account);

	if (r == 0)
		return is_other(call, &s->account)
			       ? create(s, call)
			       : apply_params(call, &s->account);
	if (call->error->code != API_NOT_FOUND)
		return r;
	if (call->error->candidates && !call_has(call, "name")) {
		free(TAKE(call->error->hint));
		call_hint(call,
			N_("meant that one? write its short name; a "
			   "new customer: add --name \"%s\""),
			call_text(call, "account"));
		return r;
	}
	return create(s, call);
}

static int run(struct call *call)
{
	AUTO_SIGN s = {0};
	int r = find_or_create(&s, call);

	if (r == 0)
		r = planning_init(&s.plan, call, &s.account);
	if (r == 0)
		r = call_day(call, "on", &s.account, s.plan.today, &s.on);
	if (r == 0)
		r = sign_check_day(call, s.on);
	if (r < 0)
		return r;
	s.renewal = call_bool(call, "renewal");
	return sign_run(&s);
}

const struct method plan_sign_method = {
	.name = "plan.sign",
	.flags = METHOD_WRITE,
	.doc = N_("a contract was signed: plan the greetings after it"),
	METHOD_PARAMS(params),
	.run = run,
};
