/* nudge move: another due day. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_meeting.h"

static const struct arg args[] = {
	ARG("id", N_("ID"), .words = OPT_TOUCHPOINT),
	ARG("to", N_("WHEN"), .words = OPT_DATE, .rest = true),
};

static const struct opt opts[] = {
	OPT_FLAG("agreed", N_("the customer agreed to that day")),
	OPT("reason", N_("TEXT"), N_("why, when it is past its window")),
	OPT("zone", N_("ZONE"), N_("the zone of a meeting's time")),
};

static int print(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_line_columns);
	const json_t *tp = value(result, "touchpoint");
	AUTO_STR s = {0}, was = {0}, is = {0}, phrase = {0};

	show_line(&grid, run, OUT_GOOD, N_("Moved"), value(tp, "id"));
	show_task(&s, run, tp);
	show_due(&was, run, value(result, "was"));
	show_due(&is, run, tp);
	show_say(&s, run, N_("%s → %s"), str_get(&was), str_get(&is));
	if (run_has(run, "agreed"))
		show_say(&s, run, N_("agreed with the customer"));
	show_part(&s, show_count(&phrase, run, "moved once", "moved %s times",
			      value_int(tp, "moves")));
	if (run_has(run, "reason"))
		show_part(&s, value_text(tp, "move_reason"));
	grid_add(&grid, OUT_PLAIN, str_get(&s));
	show_next(&grid, run, result, "next", N_("Next"));
	show_meeting_closed(&grid, run, result);
	show_meeting_overlaps(&grid, run, result);
	grid_print(&grid, &run->out, 0);
	show_change(run, result);
	return 0;
}

const struct cmd cmd_move = {
	.name = "move",
	.group = CMD_WORK,
	.summary = N_("give a follow-up another due day"),
	.details = N_("The new day is kept whatever the calendars say. Past "
		      "the end of its window a reason is asked for, unless "
		      "the customer agreed to the day. A meeting keeps its "
		      "hour if only a day is given, and is confirmed anew; "
		      "nudge meet edit changes its place and its people."),
	.examples = {{"nudge move 43 +2bd", N_("two working days later")},
		{"nudge move acme/d21 2026-12-08 14:00 --agreed",
			N_("a meeting agreed with the customer")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "touchpoint.move",
	.print = print,
};
