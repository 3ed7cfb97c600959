/* nudge offer: an offer was sent. */
#include "cli/cmd.h"
#include "cli/customer_opts.h"
#include "cli/show_plan.h"

static const struct arg args[] = {
	ARG("account", N_("ACCOUNT"), .words = OPT_ACCOUNT),
};

static const struct opt opts[] = {
	OPT("on", N_("DATE"), N_("the day it was sent; today if not said"),
		.words = OPT_DATE),
	OPT("valid", N_("DATE"), N_("its last day, where it has one"),
		.words = OPT_DATE),
	CUSTOMER_OPTS,
};

static int print(struct run *run, const json_t *result)
{
	show_plan(run, result, N_("sent %s"));
	return 0;
}

const struct cmd cmd_offer = {
	.name = "offer",
	.group = CMD_PLAN,
	.summary = N_("an offer was sent: plan the questions about it"),
	.details = N_("After 1, 5 and 10 working days, and 5 working days "
		      "before it expires: has it arrived, what is unclear, "
		      "what comes next, extend or decide. The follow-ups of "
		      "a prospect wait meanwhile and go on after the last "
		      "question. won, lost and sign end it; a newer offer "
		      "takes its place. An account that is new is created as "
		      "a prospect."),
	.examples = {{"nudge offer tianyu --valid 2026-12-18",
			     N_("sent today, valid until that day")},
		{"nudge offer 天宇科技 --slug tianyu --on 2026-11-12",
			N_("a new prospect, sent on that day")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "plan.offer",
	.print = print,
};
