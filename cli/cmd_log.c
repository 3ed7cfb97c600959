/* nudge log: a contact that nobody had planned. */
#include "cli/aftermath.h"
#include "cli/cmd.h"
#include "cli/show.h"

#include <string.h>

static const struct arg args[] = {
	ARG("account", N_("ACCOUNT"), .words = OPT_ACCOUNT),
	ARG("outcome", N_("OUTCOME"), .words = OPT_OUTCOME, .optional = true,
		.choices = opt_outcomes),
	ARG("text", N_("TEXT"), .optional = true, .rest = true),
};

static const struct opt opts[] = {
	OPT_FLAG("in", N_("they wrote or called us: an answer is due on the "
			  "next working day")),
	AFTERMATH_OPTS,
};

/* "Answer  66  answer “can you deliver?” · Tue 2026-11-17". */
static void add_answer(
	struct grid *grid, const struct run *run, const json_t *result)
{
	const json_t *answer = value(result, "answer");
	AUTO_STR s = {0}, due = {0};

	if (!answer)
		return;
	show_line(grid, run, OUT_WARN, N_("To answer"), value(answer, "id"));
	show_part(&s, value_text(answer, "purpose"));
	show_due(&due, run, answer);
	show_part(&s, str_get(&due));
	if (value_bool(result, "joined"))
		show_say(&s, run, N_("joins what waits for an answer already"));
	grid_add(grid, OUT_PLAIN, str_get(&s));
}

static int print(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_line_columns);
	const json_t *activity = value(result, "activity");
	int64_t follow_up = value_int(activity, "follow_up");
	bool in = !strcmp(value_text(activity, "direction"), "in");
	AUTO_STR s = {0}, people = {0};

	show_line(
		&grid, run, OUT_GOOD, in ? N_("Received") : N_("Logged"), NULL);
	show_part(&s, value_text(result, "account.name"));
	show_part(&s, show_via(run, value_text(activity, "via")));
	show_part(&s, show_outcome(run, value_text(activity, "outcome")));
	show_part(&s, SHOW_FULL(run, value_date(activity, "on")));
	if (follow_up)
		show_say(&s, run, N_("follow-up %s"), STR_INT(follow_up));
	show_people(&people, run, value(result, "with"));
	if (people.len)
		show_say(&s, run, in ? NC_("person", "from %s") : N_("with %s"),
			str_get(&people));
	grid_add(&grid, OUT_PLAIN, str_get(&s));
	add_answer(&grid, run, result);
	aftermath_add(&grid, run, result);
	grid_print(&grid, &run->out, 0);
	show_change(run, result);
	return 0;
}

const struct cmd cmd_log = {
	.name = "log",
	.group = CMD_WORK,
	.summary = N_("write down a contact that was not planned"),
	.details = N_(
		"Rolling follow-ups count from the newest real contact, "
		"so a logged one moves the next. With --in the customer wrote "
		"to us: an answer is due on the next working day, and a "
		"newer message joins an answer that is still open."),
	.examples = {{N_("nudge log acme ok \"met at the fair, wants a quote\" "
			 "--via event --next \"send the quote\" --due +3bd"),
			     N_("met, and a next step")},
		{N_("nudge log borun --in \"can you deliver in January?\" "
		    "--with wangfang"),
			N_("a mail came in: it is to be answered tomorrow")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "touchpoint.log",
	.print = print,
};
