/* nudge snooze: hidden for a while. */
#include "cli/cmd.h"
#include "cli/show.h"

static const struct arg args[] = {
	ARG("id", N_("ID"), .words = OPT_TOUCHPOINT),
	ARG("until", N_("WHEN"), .words = OPT_DATE, .rest = true),
};

static int print(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_line_columns);
	const json_t *tp = value(result, "touchpoint");
	AUTO_STR s = {0}, until = {0};

	show_line(&grid, run, OUT_GOOD, N_("Snoozed"), value(tp, "id"));
	show_task(&s, run, tp);
	show_instant(&until, run, value_text(tp, "snoozed_until"));
	show_say(&s, run, N_("hidden until %s"), str_get(&until));
	show_say(&s, run, N_("still due %s"),
		SHOW_FULL(run, value_date(tp, "due")));
	grid_add(&grid, OUT_PLAIN, str_get(&s));
	grid_print(&grid, &run->out, 0);
	show_change(run, result);
	return 0;
}

const struct cmd cmd_snooze = {
	.name = "snooze",
	.group = CMD_WORK,
	.summary = N_("hide a follow-up for a while; its due day stays"),
	.details = N_("WHEN is a day, a time or both, or how long: 2h, 30m."),
	.examples = {{"nudge snooze 42 2h", N_("for two hours")},
		{"nudge snooze acme/d7 tomorrow 9:00",
			N_("until tomorrow morning")}},
	CMD_ARGS(args),
	.method = "touchpoint.snooze",
	.print = print,
};
