/* nudge close and reopen: nothing more to do, and back again. */
#include "cli/cmd.h"
#include "cli/course_line.h"
#include "cli/show.h"
#include "cli/target_word.h"

static const struct arg close_args[] = {
	ARG("account", N_("ACCOUNT"), .words = OPT_ACCOUNT),
	ARG("reason", N_("REASON"), .optional = true, .rest = true),
};

static const struct arg reopen_args[] = {
	ARG("account", N_("ID|ACCOUNT"), .words = OPT_TOUCHPOINT),
};

static int print_close(struct run *run, const json_t *result)
{
	return course_line_print(run, result, N_("Closed"),
		value_text(result, "account.closed_reason"));
}

static int prepare_reopen(struct run *run)
{
	const char *word = run_param(run, "account");

	if (!target_word_is_touchpoint(word))
		return 0;
	run->method = "touchpoint.reopen";
	run_set(run, "id", word);
	run_set(run, "account", NULL);
	return 0;
}

static int print_reopen(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_line_columns);
	const json_t *tp = value(result, "touchpoint");
	AUTO_STR s = {0}, due = {0};

	if (!tp)
		return course_line_print(run, result, N_("Reopened"), "");
	show_line(&grid, run, OUT_GOOD, N_("Reopened"), value(tp, "id"));
	show_subject(&s, run, tp);
	show_say(&s, run, N_("%s → %s"),
		show_state(run, value_text(result, "was.state")),
		show_state(run, value_text(tp, "state")));
	show_due(&due, run, tp);
	show_say(&s, run, N_("due %s"), str_get(&due));
	show_part(&s, value_text(tp, "purpose"));
	grid_add(&grid, OUT_PLAIN, str_get(&s));
	show_next(&grid, run, result, "next", N_("Next"));
	grid_print(&grid, &run->out, 0);
	show_change(run, result);
	return 0;
}

const struct cmd cmd_close = {
	.name = "close",
	.group = CMD_COURSE,
	.summary = N_("nothing more is to be done for an account"),
	.details = N_("The relation has ended, or the entry was a mistake: "
		      "what is open is cancelled, the account disappears from "
		      "lists, its history stays. A sale that was lost to "
		      "somebody is lost, not closed."),
	.examples = {{N_("nudge close acme \"merged into Borun\""),
			     N_("with the reason")},
		{"nudge close acme --preview", N_("what would be cancelled")}},
	CMD_ARGS(close_args),
	.method = "account.close",
	.print = print_close,
};

const struct cmd cmd_reopen = {
	.name = "reopen",
	.group = CMD_COURSE,
	.summary = N_("take up again what was closed, lost or parked"),
	.details = N_("An account comes back with what its closing had "
		      "cancelled, a follow-up comes back alone; the contact "
		      "made stays in the history. Nothing is due in the past, "
		      "so nothing is late. To take back your last change, use "
		      "undo."),
	.examples = {{"nudge reopen acme", N_("an account that was closed, "
					      "lost or parked")},
		{"nudge reopen 42", N_("a follow-up that was closed by "
				       "mistake")}},
	CMD_ARGS(reopen_args),
	.method = "account.reopen",
	.prepare = prepare_reopen,
	.print = print_reopen,
};
