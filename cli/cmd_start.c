/* nudge start: a cadence begins for an account. */
#include "cli/cmd.h"
#include "cli/show_plan.h"

static const struct arg args[] = {
	ARG("account", N_("ACCOUNT"), .words = OPT_ACCOUNT),
	ARG("cadence", N_("CADENCE"), .words = OPT_CADENCE),
};

static const struct opt opts[] = {
	OPT("on", N_("DATE"), N_("the first day; today if not said"),
		.words = OPT_DATE),
};

static int print(struct run *run, const json_t *result)
{
	show_plan(run, result, N_("from %s"));
	return 0;
}

const struct cmd cmd_start = {
	.name = "start",
	.group = CMD_PLAN,
	.summary = N_("begin a cadence for an account"),
	.details = N_("\"prospect\" keeps two to three weeks between "
		      "follow-ups: sooner annoys, later is forgotten. nudge "
		      "cadence list shows all."),
	.examples = {{"nudge start tianyu prospect",
			     N_("the first follow-up today, the next in two "
				"to three weeks")},
		{"nudge start tianyu prospect --on +2w",
			N_("you have just talked: the first in two weeks")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "plan.start",
	.print = print,
};
