/* nudge calendar soft: days on which customers are better left alone. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_calendar.h"

static const struct arg args[] = {
	ARG("name", N_("CALENDAR"), .words = OPT_CALENDAR),
	ARG("from", N_("FROM"), .words = OPT_DATE),
	ARG("to", N_("TO"), .words = OPT_DATE, .optional = true),
	ARG("title", N_("TITLE"), .optional = true, .rest = true),
};

static const struct opt opts[] = {
	OPT_FLAG("remove", N_("they are ordinary days again")),
};

static int print(struct run *run, const json_t *result)
{
	AUTO_STR s = {0}, range = {0}, count = {0};
	bool remove = run_has(run, "remove");

	show_calendar_range(&range, run, result);
	show_part(&s, str_get(&range));
	if (remove)
		show_part(&s, show_count(&count, run, "%s soft day gone",
				      "%s soft days gone",
				      value_int(result, "removed")));
	else
		show_part(&s, show_count(&count, run, "%s soft day new",
				      "%s soft days new",
				      value_int(result, "added")));
	out_text(&run->out, OUT_BOLD, value_text(result, "calendar.name"));
	out_pad(&run->out, 2);
	out_text(&run->out, OUT_PLAIN, str_get(&s));
	out_newline(&run->out);
	show_calendar_moves(run, &run->out, result);
	if (!run->common.preview && value_int(result, "moves_total") > 0 &&
		!value_bool(result, "moved")) {
		out_say(&run->out,
			N_("Nothing was moved: nudge undo, then the same again "
			   "with --yes"));
		out_newline(&run->out);
	}
	show_change(run, result);
	return 0;
}

const struct cmd cmd_calendar_soft = {
	.name = "calendar soft",
	.group = CMD_SETUP,
	.summary = N_("days without meetings, visits and first calls"),
	.details = N_("For bridge days, the days around Christmas, August: "
		      "they stay working days, but no meeting, visit or first "
		      "call is planned there, unless its window would pass."),
	.examples = {{N_("nudge calendar soft DE 2026-12-24 2027-01-06 "
			 "\"between the years\""),
			     N_("leave them in peace")},
		{"nudge calendar soft DE 2026-12-24 2027-01-06 --remove",
			N_("take it back")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "calendar.soft",
	.prepare = show_calendar_ask,
	.print = print,
};
