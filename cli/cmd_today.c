/* nudge today, and nudge alone. */
#include "cli/cmd.h"
#include "cli/show_brief.h"

static const struct opt opts[] = {
	OPT("rep", N_("REP"), N_("whose day; yours if not said"),
		.words = OPT_REP),
	OPT_AT,
};

static int print(struct run *run, const json_t *result)
{
	show_brief(run, result);
	return 0;
}

const struct cmd cmd_today = {
	.name = "today",
	.group = CMD_LOOK,
	.summary = N_("what to do today, for whom and why"),
	.details = N_("Fixed times come first, then answers and promises, "
		      "what is late, what is due, and what has to be "
		      "arranged. Looking never changes anything."),
	.examples = {{"nudge", N_("your day")},
		{"nudge today --rep zhangmin", N_("the day of a colleague")}},
	CMD_OPTS(opts),
	.method = "brief.get",
	.print = print,
};
