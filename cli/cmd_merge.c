/* nudge merge: several follow-ups as one contact. */
#include "cli/cmd.h"
#include "cli/show.h"

static const struct arg args[] = {
	ARG("ids", N_("ID ID…"), .words = OPT_TOUCHPOINT, .rest = true),
};

static int prepare(struct run *run)
{
	run_split(run, "ids");
	return 0;
}

static int print(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_line_columns);
	const json_t *tp = value(result, "touchpoint");
	AUTO_STR s = {0}, due = {0};

	show_line(&grid, run, OUT_GOOD, N_("Merged"), value(tp, "id"));
	show_subject(&s, run, tp);
	show_due(&due, run, tp);
	show_part(&s, str_get(&due));
	show_part(&s, show_via(run, value_text(tp, "via")));
	show_part(&s, value_text(tp, "purpose"));
	grid_add(&grid, OUT_PLAIN, str_get(&s));
	show_cancelled(&grid, run, result);
	grid_print(&grid, &run->out, 0);
	show_change(run, result);
	return 0;
}

const struct cmd cmd_merge = {
	.name = "merge",
	.group = CMD_WORK,
	.summary = N_("make several follow-ups of an account one contact"),
	.details = N_("The one whose window ends first stays, or the one that "
		      "has a time; the others are covered by it, and it "
		      "serves the purposes of all. Closing it counts for all "
		      "of them."),
	.examples = {{"nudge merge 42 43",
			     N_("the late call and the report are one call")},
		{"nudge merge acme/d3 acme/d7 --preview",
			N_("which one would stay")}},
	CMD_ARGS(args),
	.method = "touchpoint.merge",
	.prepare = prepare,
	.print = print,
};
