/* nudge start: a cadence begins for an account. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_tp.h"

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
	AUTO_GRID grid = GRID(show_line_columns);
	AUTO_STR s = {0};

	show_say(&s, run, N_("%s (%s)"), value_text(result, "account.name"),
		show_tier(run, value_text(result, "account.tier")));
	show_say(&s, run, N_("%s v%s"), value_text(result, "plan.cadence"),
		STR_INT(value_int(result, "plan.version")));
	show_say(&s, run, N_("from %s"),
		SHOW_FULL(run, value_date(result, "plan.anchor")));
	out_paragraph(&run->out, 0, 2, str_get(&s));
	show_tp_plan(run, value(result, "touchpoints"));
	show_cancelled(&grid, run, result);
	grid_print(&grid, &run->out, 0);
	show_change(run, result);
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
