/* nudge contact left: somebody leaves a customer. */
#include "cli/cmd.h"
#include "cli/show.h"

#include <string.h>

static const struct arg args[] = {
	ARG("id", N_("CONTACT"), .words = OPT_CONTACT),
};

static const struct opt opts[] = {
	OPT("on", N_("DATE"), N_("the last day; not said: gone, or unknown"),
		.words = OPT_DATE),
	OPT("successor", N_("NAME"), N_("who follows; added if new")),
	OPT_FLAG("back", N_("is there again")),
};

/* Whose it is now, under each: with several successors it may be another's. */
static void add_handed(
	struct grid *grid, const struct run *run, const json_t *result)
{
	const json_t *tp;
	size_t i;

	json_array_foreach(value(result, "released"), i, tp) {
		const json_t *contacts = value(tp, "contacts");
		bool is_nobodys = json_array_size(contacts) == 0;
		AUTO_STR s = {0}, due = {0}, who = {0};

		show_line(grid, run, is_nobodys ? OUT_WARN : OUT_PLAIN,
			is_nobodys ? N_("With whom?") : N_("Handed on"),
			value(tp, "id"));
		show_subject(&s, run, tp);
		show_due(&due, run, tp);
		show_part(&s, str_get(&due));
		show_part(&s, show_via(run, value_text(tp, "via")));
		show_part(&s, value_text(tp, "purpose"));
		show_people(&who, run, contacts);
		if (!is_nobodys)
			show_say(&s, run, N_("with %s"), str_get(&who));
		grid_add(grid, OUT_PLAIN, str_get(&s));
	}
}

/* "Leaves  1  Wang Fang (user) · Acme · last day Thu 2026-12-31"; of whom is
 * gone, and nobody knows since when, no day. */
static void add_head(
	struct grid *grid, const struct run *run, const json_t *result)
{
	const json_t *contact = value(result, "contact");
	struct civil_date last = value_date(contact, "last_day");
	AUTO_STR s = {0};

	show_line(grid, run, OUT_GOOD,
		!value(contact, "left")       ? N_("Back")
		: value_bool(contact, "gone") ? N_("Left")
					      : N_("Leaves"),
		value(contact, "id"));
	show_person(&s, run, contact);
	show_part(&s, value_text(result, "account.name"));
	if (!civil_is_none(last))
		show_say(&s, run, N_("last day %s"), SHOW_FULL(run, last));
	grid_add(grid, OUT_PLAIN, str_get(&s));
}

static void add_successor(
	struct grid *grid, const struct run *run, const json_t *successor)
{
	AUTO_STR who = {0};

	show_line(grid, run, OUT_PLAIN, N_("Follows"), value(successor, "id"));
	show_person(&who, run, successor);
	grid_add(grid, OUT_PLAIN, str_get(&who));
}

/* Nothing is planned for an account that is closed or lost. */
static void print_waits(struct run *run, const json_t *result)
{
	AUTO_STR s = {0};
	bool is_lost = !strcmp(value_text(result, "account.stage"), "lost");

	show_say(&s, run,
		is_lost ? N_("%s is lost: what this asks for is planned when "
			     "it is taken up again, nudge reopen %s")
			: N_("%s is closed: what this asks for is planned when "
			     "it is taken up again, nudge reopen %s"),
		value_text(result, "account.name"),
		value_text(result, "account.slug"));
	out_paragraph(&run->out, 0, 0, str_get(&s));
}

static int print(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_line_columns);
	const json_t *successor = value(result, "successor");

	add_head(&grid, run, result);
	if (successor)
		add_successor(&grid, run, successor);
	add_handed(&grid, run, result);
	show_next(&grid, run, result, "returned", N_("Given back"));
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
		{N_("nudge contact left acme/wangfang --successor \"Chen "
		    "Gang\""),
			N_("has left, and somebody follows")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "contact.left",
	.print = print,
};
