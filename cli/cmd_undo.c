/* nudge undo: the last change, or a named one, is taken back. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_rows.h"

static const struct arg args[] = {
	ARG("id", N_("CHANGE"), .optional = true),
};

/* The follow-up it was about, with its day. */
static void show_again(
	struct grid *grid, const struct run *run, const json_t *tp)
{
	AUTO_STR s = {0}, due = {0};

	if (!tp)
		return;
	show_line(grid, run, OUT_PLAIN, N_("Again"), value(tp, "id"));
	show_subject(&s, run, tp);
	show_part(&s, show_state(run, value_text(tp, "state")));
	show_due(&due, run, tp);
	show_say(&s, run, N_("due %s"), str_get(&due));
	grid_add(grid, OUT_PLAIN, str_get(&s));
}

static int print(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_line_columns);
	AUTO_STR s = {0}, at = {0}, what = {0};

	show_line(
		&grid, run, OUT_GOOD, N_("Undone"), value(result, "undid.id"));
	if (value(result, "undid.subject"))
		show_subject(&s, run, value(result, "undid.subject"));
	show_part(&s, show_rows_change(run, value(result, "undid")));
	show_part(&s, value_text(result, "undid.subject.purpose"));
	show_instant(&at, run, value_text(result, "undid.at"));
	show_part(&s, str_get(&at));
	grid_add(&grid, OUT_PLAIN, str_get(&s));
	show_again(&grid, run, value(result, "touchpoint"));
	show_rows(&what, run, value(result, "restored"));
	if (what.len) {
		show_line(&grid, run, OUT_PLAIN, N_("As before"), NULL);
		grid_add(&grid, OUT_PLAIN, str_get(&what));
	}
	grid_print(&grid, &run->out, 0);
	show_change(run, result);
	return 0;
}

const struct cmd cmd_undo = {
	.name = "undo",
	.group = CMD_WORK,
	.summary = N_("take back your last change, or the one named"),
	.details = N_("Everything goes back to what it was, unless something "
		      "later stands on it; that is named then. Messages that "
		      "were sent stay sent."),
	.examples = {{"nudge undo", N_("your last change")},
		{"nudge undo 318", N_("the change with this number")}},
	CMD_ARGS(args),
	.method = "change.undo",
	.print = print,
};
