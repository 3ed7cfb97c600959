/* nudge ask: help from the manager, and his answer. */
#include "cli/cmd.h"
#include "cli/show.h"

static const struct arg args[] = {
	ARG("id", N_("ID"), .words = OPT_TOUCHPOINT),
	ARG("text", N_("TEXT"), .optional = true, .rest = true),
};

static const struct opt opts[] = {
	OPT("answer", N_("TEXT"), N_("as the manager: answer who asked")),
};

static int prepare(struct run *run)
{
	if (run_has(run, "text") == run_has(run, "answer")) {
		run_refuse(run, API_BAD_PARAM,
			N_("say what help is needed, or --answer it"));
		run_hint(run, N_("see nudge %s --help"), run->cmd->name);
		return -1;
	}
	if (!run_has(run, "answer"))
		return 0;
	run->method = "touchpoint.advise";
	run_set(run, "text", run_param(run, "answer"));
	run_set(run, "answer", NULL);
	return 0;
}

/* When the other one learns of it. */
static void add_when(struct str *s, const struct run *run, const json_t *result)
{
	AUTO_STR at = {0};

	show_instant(&at, run, value_text(result, "brief"));
	if (value(result, "told"))
		show_say(s, run, N_("told at once, through %s"),
			value_text(result, "told"));
	else
		show_say(s, run, N_("in the brief of %s"), str_get(&at));
}

static int print(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_line_columns);
	const json_t *tp = value(result, "touchpoint");
	const json_t *request = value(result, "request");
	bool answer = value(request, "answer");
	const char *was = value_text(result, "was");
	AUTO_STR s = {0};

	show_line(&grid, run, OUT_GOOD, answer ? N_("Answered") : N_("Asked"),
		value(tp, "id"));
	show_subject(&s, run, tp);
	show_part(&s, value_text(request, answer ? "by_name" : "to_name"));
	if (*was)
		show_say(&s, run, N_("%s → %s"), was,
			value_text(request, "text"));
	else
		show_part(&s, value_text(request, answer ? "answer" : "text"));
	add_when(&s, run, result);
	grid_add(&grid, OUT_PLAIN, str_get(&s));
	grid_print(&grid, &run->out, 0);
	show_change(run, result);
	return 0;
}

const struct cmd cmd_ask = {
	.name = "ask",
	.group = CMD_WORK,
	.summary = N_("ask your manager for help, or answer who asked"),
	.details = N_("A request, not a failure: it stands in the manager's "
		      "brief until it is answered or the follow-up is closed, "
		      "and reaches him at once through a private channel in "
		      "his working hours. The answer comes back the same way. "
		      "The follow-up stays yours, and its days stay."),
	.examples = {{N_("nudge ask 42 \"may I offer 5 percent?\""),
			     N_("to your manager")},
		{N_("nudge ask 42 --answer \"yes, until the end of the "
		    "month\""),
			N_("as the manager")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "touchpoint.ask",
	.prepare = prepare,
	.print = print,
};
