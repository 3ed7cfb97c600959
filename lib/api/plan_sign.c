/* plan.sign: a contract was signed; the greetings after it are planned. */
#include "api/customer.h"
#include "api/methods.h"
#include "api/sign.h"

static const struct param params[] = {
	{"account", PARAM_TEXT, PARAM_REQUIRED,
		N_("the customer; a new one is created")},
	{"on", PARAM_DAY, 0, N_("the day of signing; today if not said")},
	{"renewal", PARAM_BOOL, 0, N_("a renewal: only a thank-you")},
	CUSTOMER_PARAMS,
};

static int run(struct call *call)
{
	AUTO_SIGN s = {0};
	int r = sign_begin(call, &s);

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
