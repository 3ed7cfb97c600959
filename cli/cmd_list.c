/* nudge list: follow-ups, filtered. */
#include "cli/cmd.h"
#include "cli/show_tp.h"

static const struct arg args[] = {
	ARG("account", N_("ACCOUNT"), .words = OPT_ACCOUNT, .optional = true),
};

static const struct opt opts[] = {
	OPT_FLAG("late", N_("only late ones")),
	OPT("due-by", N_("DATE"), N_("due on this day or before"),
		.words = OPT_DATE),
	OPT("state", N_("STATE"),
		N_("open, paused, done, skipped, missed, covered, cancelled "
		   "or any")),
	OPT("kind", N_("KIND"),
		N_("step, task, promise, await, answer, meeting …")),
	OPT("owner", N_("REP"), N_("a colleague's"), .words = OPT_REP),
	OPT_FLAG("all", N_("everybody's")),
	OPT_AT,
	OPT("limit", N_("N"), N_("at most so many")),
	OPT("cursor", N_("CURSOR"), N_("go on where the last page ended")),
};

const struct cmd cmd_list = {
	.name = "list",
	.group = CMD_LOOK,
	.summary = N_("open follow-ups in the order in which they are due"),
	.details = N_("Yours, unless an account or a colleague is named."),
	.examples = {{"nudge list --due-by fri", N_("up to Friday")},
		{"nudge list acme --state any",
			N_("all that was ever planned for one account")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "touchpoint.list",
	.print = show_tp_listing,
};
