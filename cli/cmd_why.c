/* nudge why: how a due day came about. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_facts.h"

#include <string.h>

static const struct arg args[] = {
	ARG("id", N_("ID"), .words = OPT_TOUCHPOINT),
};

static const struct opt opts[] = {OPT_AT};

/* "1-3-7-21 v1: signing day + 7 · forward to an open day · at least 2 days
 * after d3". */
static void add_rule(
	struct grid *grid, const struct run *run, const json_t *rule)
{
	int64_t n = value_int(rule, "due");
	const char *kind = value_text(rule, "kind");
	AUTO_STR s = {0};

	if (!rule)
		return;
	show_say(&s, run, N_("%s v%s"), value_text(rule, "cadence"),
		STR_INT(value_int(rule, "version")));
	if (!strcmp(kind, "rolling"))
		show_say(&s, run, N_("%s to %s days after the last contact"),
			STR_INT(value_int(rule, "earliest")),
			STR_INT(value_int(rule, "latest")));
	else if (!strcmp(kind, "workdays"))
		show_say(&s, run,
			text_get_n(run->lang, "%s + %s working day",
				"%s + %s working days", (unsigned long)n),
			SHOW_FULL(run, value_date(rule, "anchor")), STR_INT(n));
	else if (!strcmp(kind, "ending"))
		show_say(&s, run, N_("%s working days before %s"), STR_INT(-n),
			SHOW_FULL(run, value_date(rule, "valid")));
	else
		show_say(&s, run,
			text_get_n(run->lang, "%s + %s day", "%s + %s days",
				(unsigned long)n),
			SHOW_FULL(run, value_date(rule, "anchor")), STR_INT(n));
	/* What is counted in working days is open. */
	if (strcmp(kind, "workdays") != 0 && strcmp(kind, "ending") != 0 &&
		!strcmp(value_text(rule, "shift"), "forward"))
		show_say(&s, run, N_("forward to an open day"));
	if (value(rule, "after") && value_int(rule, "floor"))
		show_say(&s, run, N_("not before %s + %s"),
			value_text(rule, "after"),
			STR_INT(value_int(rule, "floor")));
	show_facts_add(grid, run, N_("rule"), str_get(&s));
}

/* Open for the owner and for the customer?  The owner is named, but not to
 * himself. */
static void add_open(struct str *s, const struct run *run,
	const json_t *nominal, const char *owner)
{
	if (value_bool(nominal, "open"))
		show_say(s, run,
			owner ? N_("open for %s and for the customer")
			      : N_("open for you and for the customer"),
			owner);
	if (!value_bool(nominal, "rep"))
		show_say(s, run,
			owner ? N_("closed for %s") : N_("closed for you"),
			owner);
	if (!value_bool(nominal, "account"))
		show_say(s, run, N_("closed for the customer"));
}

/* Is the day of the rule open, and if not, for whom is it closed? */
static void add_nominal(struct grid *grid, const struct run *run,
	const json_t *nominal, const char *owner)
{
	AUTO_STR s = {0};

	if (!nominal)
		return;
	show_part(&s, SHOW_FULL(run, value_date(nominal, "date")));
	add_open(&s, run, nominal, owner);
	if (value_bool(nominal, "makeup"))
		show_say(&s, run, N_("a make-up working day"));
	if (value_bool(nominal, "soft"))
		show_say(&s, run, N_("a soft day"));
	if (value_bool(nominal, "provisional"))
		show_say(&s, run,
			N_("the calendar of that year is not known yet"));
	show_facts_add(grid, run, N_("nominal"), str_get(&s));
}

static const char *shift_reason(const char *reason)
{
	static const struct {
		const char *name, *says;
	} reasons[] = {
		{"closed", N_("weekend or holiday")},
		{"makeup", N_("no visits or calls on a make-up working day")},
		{"floor", N_("keeps its distance from the step before")},
		{"max-shift", N_("not later than it makes sense")},
		{"soft", N_("avoids bridge days and holidays' edges")},
		{"pinned", N_("agreed or moved by hand")},
		{"recorded-late", N_("recorded when its day was past")},
	};

	for (size_t i = 0; i < ARRAY_LEN(reasons); i++)
		if (!strcmp(reason, reasons[i].name))
			return reasons[i].says;
	return reason;
}

static void add_shifts(
	struct grid *grid, const struct run *run, const json_t *shifts)
{
	const json_t *shift;
	size_t i;

	json_array_foreach(shifts, i, shift) {
		AUTO_STR s = {0};

		show_say(&s, run, N_("%s → %s"),
			SHOW_FULL(run, value_date(shift, "from")),
			SHOW_FULL(run, value_date(shift, "to")));
		show_part(&s, text_get(run->lang, shift_reason(value_text(
							  shift, "reason"))));
		show_facts_add(grid, run, N_("moved"), str_get(&s));
	}
}

static void add_floor(
	struct grid *grid, const struct run *run, const json_t *floor)
{
	AUTO_STR s = {0};

	if (!floor)
		return;
	show_say(&s, run,
		value_bool(floor, "done") ? N_("%s done %s") : N_("%s due %s"),
		value_text(floor, "after"),
		SHOW_DAY(run, value_date(floor, "base")));
	show_say(&s, run, N_("+ %s = %s"), STR_INT(value_int(floor, "days")),
		SHOW_FULL(run, value_date(floor, "date")));
	show_part(
		&s, text_get(run->lang,
			    value_bool(floor, "binding") ? N_("this decided")
			    : value_bool(floor, "kept")
				    ? N_("a day that is planned is not pulled "
					 "forward")
				    : N_("not binding")));
	show_facts_add(grid, run, N_("distance"), str_get(&s));
}

static void add_sent(
	struct grid *grid, const struct run *run, const json_t *sent)
{
	const json_t *message;
	size_t i;

	json_array_foreach(sent, i, message) {
		AUTO_STR s = {0}, at = {0};

		show_part(&s, value_text(message, "kind"));
		show_part(&s, value_text(message, "channel"));
		show_part(&s, value_text(message, "state"));
		show_instant(&at, run, value_text(message, "at"));
		show_part(&s, str_get(&at));
		show_facts_add(grid, run, N_("message"), str_get(&s));
	}
}

static void add_messages(
	struct grid *grid, const struct run *run, const json_t *messages)
{
	const json_t *brief = value(messages, "brief");
	AUTO_STR s = {0}, at = {0};

	if (brief)
		show_say(&s, run, N_("brief %s %s"),
			SHOW_FULL(run, value_date(brief, "on")),
			value_text(brief, "time"));
	show_instant(&at, run, value_text(messages, "nudge_at"));
	if (at.len)
		show_say(&s, run, N_("reminder %s"), str_get(&at));
	show_facts_add(grid, run, N_("messages"), str_get(&s));
	add_sent(grid, run, value(messages, "sent"));
}

/* "until Mon 2026-11-23"; behind that day how late it is. */
static void add_end(struct str *s, const struct run *run, const json_t *tp)
{
	struct civil_date latest = value_date(tp, "latest");
	int64_t days = value_int(tp, "late_days");
	AUTO_STR phrase = {0};

	if (strcmp(value_text(tp, "state"), domain_state[STATE_OPEN]) != 0 ||
		civil_cmp(latest, run_today(run)) >= 0) {
		show_say(s, run, N_("until %s"), SHOW_FULL(run, latest));
		return;
	}
	show_say(s, run, N_("late since %s"), SHOW_FULL(run, latest));
	if (days)
		show_part(s, show_count(&phrase, run, "%s working day late",
				     "%s working days late", days));
}

static void print_head(struct run *run, const json_t *tp)
{
	AUTO_STR s = {0}, due = {0};

	str_addf(&s, "%s  ", STR_INT(value_int(tp, "id")));
	show_subject(&s, run, tp);
	show_due(&due, run, tp);
	show_say(&s, run, N_("due %s"), str_get(&due));
	add_end(&s, run, tp);
	out_text(&run->out, OUT_BOLD, str_get(&s));
	out_newline(&run->out);
}

static int print(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_facts_columns);
	const json_t *tp = value(result, "touchpoint");
	const char *owner =
		value_bool(result, "own") ? NULL : value_text(tp, "owner_name");

	print_head(run, tp);
	if (owner)
		show_facts_add(&grid, run, N_("owner"), owner);
	add_rule(&grid, run, value(result, "rule"));
	add_nominal(&grid, run, value(result, "nominal"), owner);
	add_shifts(&grid, run, value(result, "shifts"));
	add_floor(&grid, run, value(result, "floor"));
	add_messages(&grid, run, value(result, "messages"));
	grid_print(&grid, &run->out, 2);
	return 0;
}

const struct cmd cmd_why = {
	.name = "why",
	.group = CMD_LOOK,
	.summary = N_("how a due day came about, and who is told when"),
	.examples = {{"nudge why 43", N_("by its number")},
		{"nudge why acme/d7", N_("by account and step")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "touchpoint.why",
	.print = print,
};
