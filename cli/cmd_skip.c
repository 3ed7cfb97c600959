/* nudge skip: closed without a contact. */
#include "cli/cmd.h"
#include "cli/show.h"

static const struct arg args[] = {
	ARG("id", N_("ID"), .words = OPT_TOUCHPOINT),
	ARG("reason", N_("REASON"), .rest = true),
};

static int print(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_line_columns);
	const json_t *tp = value(result, "touchpoint");
	AUTO_STR s = {0};

	show_line(&grid, run, OUT_WARN, N_("Skipped"), value(tp, "id"));
	show_task(&s, run, tp);
	show_say(&s, run, N_("was due %s"),
		SHOW_FULL(run, value_date(tp, "due")));
	show_part(&s, value_text(tp, "close_reason"));
	grid_add(&grid, OUT_PLAIN, str_get(&s));
	show_cancelled(&grid, run, result);
	show_next(&grid, run, result, "next", N_("Next"));
	grid_print(&grid, &run->out, 0);
	show_change(run, result);
	return 0;
}

const struct cmd cmd_skip = {
	.name = "skip",
	.group = CMD_WORK,
	.summary = N_("close a follow-up without a contact, for a reason"),
	.examples = {{N_("nudge skip 43 \"covered at the kick-off meeting\""),
			     N_("with the reason that colleagues will read")},
		{"nudge skip acme/d7 customer asked for quiet until March",
			N_("the words need no quotes")}},
	CMD_ARGS(args),
	.method = "touchpoint.skip",
	.print = print,
};
