/* nudge contact left: somebody leaves a customer. */
#include "cli/cmd.h"
#include "cli/show.h"

static const struct arg args[] = {
	ARG("id", N_("CONTACT"), .words = OPT_CONTACT),
};

static const struct opt opts[] = {
	OPT("on", N_("DATE"), N_("the last day; not said: gone, or unknown"),
		.words = OPT_DATE),
	OPT("successor", N_("NAME"), N_("who follows; added if new")),
	OPT_FLAG("back", N_("is there again")),
};

/* Nothing is planned for an account that is closed. */
static void print_waits(struct run *run, const json_t *result)
{
	AUTO_STR s = {0};

	show_say(&s, run,
		N_("%s is closed: what this asks for is planned when it is "
		   "taken up again, nudge reopen %s"),
		value_text(result, "account.name"),
		value_text(result, "account.slug"));
	out_paragraph(&run->out, 0, 0, str_get(&s));
}

static int print(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_line_columns);
	const json_t *contact = value(result, "contact");
	const json_t *successor = value(result, "successor");
	struct civil_date left = value_date(contact, "left");
	AUTO_STR s = {0}, person = {0};

	show_line(&grid, run, OUT_GOOD,
		civil_is_none(left) ? N_("Back") : N_("Leaves"),
		value(contact, "id"));
	show_person(&person, run, contact);
	show_part(&s, str_get(&person));
	show_part(&s, value_text(result, "account.name"));
	if (!civil_is_none(left))
		show_say(&s, run, N_("last day %s"), SHOW_FULL(run, left));
	grid_add(&grid, OUT_PLAIN, str_get(&s));
	if (successor) {
		AUTO_STR who = {0};

		show_line(&grid, run, OUT_PLAIN, N_("Follows"),
			value(successor, "id"));
		show_person(&who, run, successor);
		grid_add(&grid, OUT_PLAIN, str_get(&who));
	}
	show_next(&grid, run, result, "released",
		successor ? N_("Now with") : N_("Without"));
	show_next(&grid, run, result, "returned", N_("Back with"));
	show_next(&grid, run, result, "moved", N_("Moved"));
	show_cancelled(&grid, run, result);
	show_next(&grid, run, result, "created", N_("Planned"));
	grid_print(&grid, &run->out, 0);
	if (value_bool(result, "waits"))
		print_waits(run, result);
	show_change(run, result);
	return 0;
}

const struct cmd cmd_contact_left = {
	.name = "contact left",
	.group = CMD_KNOW,
	.summary = N_("a contact leaves the customer, or has left"),
	.details = N_("What is planned with them after the last day is shown "
		      "and goes to the successor, or waits for a name. While "
		      "they are there still, \"who takes over?\" and a "
		      "farewell are planned; once they are gone, finding the "
		      "successor; with a successor, a first talk and a "
		      "meeting with our manager. Say it again with "
		      "--successor once you know who it is. With another "
		      "last day what was planned moves along or is cancelled; "
		      "--back gives back what was theirs."),
	.examples = {{"nudge contact left acme/wangfang --on 2026-12-31",
			     N_("leaves at the end of the year")},
		{"nudge contact left acme/wangfang --successor \"Chen Gang\"",
			N_("has left, and somebody follows")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "contact.left",
	.print = print,
};
