/* nudge meet: a meeting with the customer. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_facts.h"
#include "cli/show_meeting.h"

static const struct arg args[] = {
	ARG("account", N_("ACCOUNT"), .words = OPT_ACCOUNT),
	ARG("purpose", N_("PURPOSE"), .rest = true),
};

#define PEOPLE_OPTS                                                            \
	OPT("with", N_("CONTACT,…"), N_("contacts there"),                     \
		.words = OPT_CONTACT, .list = true),                           \
		OPT("team", N_("REP,…"), N_("colleagues who come along"),      \
			.words = OPT_REP, .list = true)
#define PLACE_OPTS                                                             \
	OPT("place", N_("TEXT"), N_("where")),                                 \
		OPT("travel", N_("DURATION"),                                  \
			N_("how long the way is, such as 40m"))

static const struct opt opts[] = {
	OPT("at", N_("WHEN"), N_("the day and the time"), .words = OPT_DATE),
	PEOPLE_OPTS,
	PLACE_OPTS,
	OPT("length", N_("DURATION"), N_("how long it lasts; 1h if not said")),
	OPT("zone", N_("ZONE"),
		N_("the zone of its time; the account's if not said")),
	OPT("for", N_("ID"), N_("the follow-up that it does for"),
		.words = OPT_TOUCHPOINT),
	OPT("via", N_("WAY"), N_("visit, call or event; meeting if not said"),
		.words = OPT_VIA),
};

static const struct arg edit_args[] = {
	ARG("id", N_("ID"), .words = OPT_TOUCHPOINT),
	ARG("purpose", N_("PURPOSE"), .optional = true, .rest = true),
};

static const struct opt edit_opts[] = {
	PEOPLE_OPTS,
	PLACE_OPTS,
	OPT("length", N_("DURATION"), N_("how long it lasts")),
	OPT("for", N_("ID"), N_("the follow-up that it does for"),
		.words = OPT_TOUCHPOINT),
	OPT("via", N_("WAY"), N_("meeting, visit, call or event"),
		.words = OPT_VIA),
};

static void add_meeting(
	struct grid *grid, const struct run *run, const json_t *tp)
{
	const char *leave = value_text(tp, "local.leave");
	AUTO_STR s = {0}, due = {0};

	show_line(grid, run, OUT_GOOD, N_("Planned"), value(tp, "id"));
	show_subject(&s, run, tp);
	show_due(&due, run, tp);
	show_part(&s, str_get(&due));
	show_say(&s, run, N_("until %s"), value_text(tp, "meeting.ends"));
	show_meeting(&s, run, tp);
	if (*leave)
		show_say(&s, run, N_("leave %s"), leave);
	grid_add(grid, OUT_PLAIN, str_get(&s));
}

/* "Confirm  52  Mon 2026-11-23 · call". */
static void add_confirm(
	struct grid *grid, const struct run *run, const json_t *tp)
{
	AUTO_STR s = {0}, people = {0};

	show_line(grid, run, OUT_PLAIN, N_("Confirm"), value(tp, "id"));
	show_due(&s, run, tp);
	show_part(&s, show_via(run, value_text(tp, "via")));
	show_part(&s, value_text(tp, "purpose"));
	show_people(&people, run, value(tp, "contacts"));
	show_part(&s, str_get(&people));
	grid_add(grid, OUT_PLAIN, str_get(&s));
}

static void add_fulfils(
	struct grid *grid, const struct run *run, const json_t *tp)
{
	AUTO_STR s = {0}, due = {0};

	if (!tp)
		return;
	show_line(grid, run, OUT_PLAIN, N_("Held for"), value(tp, "id"));
	show_subject(&s, run, tp);
	show_due(&due, run, tp);
	show_say(&s, run, N_("due %s"), str_get(&due));
	show_part(&s, value_text(tp, "purpose"));
	grid_add(grid, OUT_PLAIN, str_get(&s));
}

static int print(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_line_columns);

	add_meeting(&grid, run, value(result, "touchpoint"));
	add_confirm(&grid, run, value(result, "confirm"));
	add_fulfils(&grid, run, value(result, "fulfils"));
	show_next(&grid, run, result, "next", N_("Next"));
	show_meeting_closed(&grid, run, result);
	show_meeting_overlaps(&grid, run, result);
	grid_print(&grid, &run->out, 0);
	show_change(run, result);
	return 0;
}

static int print_edited(struct run *run, const json_t *result)
{
	static const struct show_fact facts[] = {
		{N_("purpose"), "purpose"},
		{N_("way"), "via"},
		{N_("with"), "contacts"},
		{N_("place"), "meeting.place"},
		{N_("ends"), "meeting.ends"},
		{N_("leave"), "local.leave"},
		{N_("colleagues"), "meeting.team"},
		{N_("held for"), "meeting.fulfils.id"},
		{NULL, NULL},
	};
	AUTO_GRID grid = GRID(show_facts_columns);
	AUTO_GRID lines = GRID(show_line_columns);
	const json_t *tp = value(result, "touchpoint");
	AUTO_STR s = {0}, subject = {0}, due = {0};

	show_subject(&subject, run, tp);
	show_due(&due, run, tp);
	str_addf(&s, "%s  %s", STR_INT(value_int(tp, "id")), str_get(&subject));
	show_part(&s, str_get(&due));
	out_text(&run->out, OUT_BOLD, str_get(&s));
	out_newline(&run->out);
	show_facts_all(&grid, run, facts, value(result, "was"), tp);
	grid_print(&grid, &run->out, 2);
	show_next(&lines, run, result, "next", N_("Next"));
	show_meeting_overlaps(&lines, run, result);
	grid_print(&lines, &run->out, 0);
	show_change(run, result);
	return 0;
}

const struct cmd cmd_meet_edit = {
	.name = "meet edit",
	.group = CMD_PLAN,
	.summary = N_("change a meeting: place, way there, people, length"),
	.details = N_("An account stands for its meeting, where it has one. "
		      "Lists replace those there were; an empty text clears. "
		      "A meeting that was confirmed stays confirmed. Its day "
		      "and time are changed with nudge move, which has it "
		      "confirmed anew."),
	.examples = {{N_("nudge meet edit acme --place \"plant 3\" --travel "
			 "1h"),
			     N_("another place, further away")},
		{"nudge meet edit 51 --team na,liming --with \"\"",
			N_("two colleagues come along; whom they meet is "
			   "open")}},
	CMD_ARGS(edit_args),
	CMD_OPTS(edit_opts),
	.elsewhere = {"at", N_("its day and time: nudge move ID WHEN")},
	.method = "meeting.edit",
	.print = print_edited,
};

const struct cmd cmd_meet = {
	.name = "meet",
	.group = CMD_PLAN,
	.summary = N_("plan a meeting: confirmed the day before, left for in "
		      "time"),
	.details = N_("On the working day before, nudge asks you to confirm "
		      "with the customer: close that with ok when they said "
		      "yes. On the day you are told 15 minutes before you "
		      "have to leave, also in quiet hours, and whether it is "
		      "confirmed. nudge move gives it another time, nudge "
		      "meet edit changes the rest, nudge skip calls it off, "
		      "nudge done says how it went; the "
		      "follow-up named by --for is closed with it."),
	.examples = {{N_("nudge meet hexin \"new line layout\" --at \"tue "
			 "10:30\" "
			 "--via visit --place \"plant 2\" --travel 40m"),
			     N_("a visit, with the way there")},
		{"nudge meet acme review --at \"2026-12-04 14:00\" --for "
		 "acme/d21 --with wangfang --team na",
			N_("the review after three weeks, with a colleague")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "touchpoint.meet",
	.print = print,
};
