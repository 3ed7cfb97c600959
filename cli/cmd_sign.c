/* nudge sign: a contract was signed. */
#include "cli/cmd.h"
#include "cli/customer_opts.h"
#include "cli/show_plan.h"

static const struct arg args[] = {
	ARG("account", N_("ACCOUNT"), .words = OPT_ACCOUNT),
};

static const struct opt opts[] = {
	OPT("on", N_("DATE"), N_("the day of signing; today if not said"),
		.words = OPT_DATE),
	OPT_FLAG("renewal", N_("a renewal: only a thank-you")),
	CUSTOMER_OPTS,
};

static int print(struct run *run, const json_t *result)
{
	show_plan(run, result, N_("signed %s"));
	return 0;
}

const struct cmd cmd_sign = {
	.name = "sign",
	.group = CMD_PLAN,
	.summary = N_("a contract was signed: plan the greetings after it"),
	.details = N_("Day 1 thank you, day 3 how is the start, day 7 "
		      "progress, day 21 review. Days on which you or the "
		      "customer do not work are avoided. An account that is "
		      "new is created."),
	.examples = {{"nudge sign acme --on 2026-11-13",
			     N_("signed on that day")},
		{"nudge sign 和信机械 --slug hexin --tier key",
			N_("a new key account, signed today")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "plan.sign",
	.print = print,
};
