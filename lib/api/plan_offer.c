/* plan.offer: an offer was sent; nudge asks about it until it is decided. */
#include "api/customer.h"
#include "api/methods.h"
#include "api/quote.h"

static const struct param params[] = {
	{"account", PARAM_TEXT, PARAM_REQUIRED,
		N_("the customer; a new one is created as a prospect")},
	{"on", PARAM_DAY, 0, N_("the day it was sent; today if not said")},
	{"valid", PARAM_DAY, 0, N_("its last day, where it has one")},
	CUSTOMER_PARAMS,
};

static int run(struct call *call)
{
	AUTO_SIGN s = {0};
	int r = sign_begin(call, &s);

	if (r == 0)
		r = call_day(call, "valid", &s.account, (struct civil_date){0},
			&s.valid);
	return r < 0 ? r : quote_run(&s);
}

const struct method plan_offer_method = {
	.name = "plan.offer",
	.flags = METHOD_WRITE,
	.doc = N_("an offer was sent: plan the questions about it"),
	METHOD_PARAMS(params),
	.run = run,
};
