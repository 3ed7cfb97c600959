/* nudge history: who changed what, newest first. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_rows.h"

#include <string.h>

static const struct arg args[] = {
	ARG("id", N_("ID|ACCOUNT"), .words = OPT_TOUCHPOINT, .optional = true),
};

static const struct opt opts[] = {
	OPT_AT,
	OPT("limit", N_("N"), N_("at most so many")),
	OPT("cursor", N_("CURSOR"), N_("go on where the last page ended")),
};

/* What a change was, in a word; nobody was reached: a try. */
static const char *method_word(const struct run *run, const json_t *change)
{
	const char *method = value_text(change, "method");
	const json_t *first = json_array_get(value(change, "activities"), 0);

	if (!strcmp(method, "touchpoint.close") &&
		!strcmp(value_text(first, "outcome"), "noanswer"))
		return text_get(run->lang, NC_("change", "tried"));
	return show_rows_change(run, change);
}

static void add_day(struct str *s, const struct run *run, const json_t *day)
{
	struct civil_date due = value_date(day, "due");

	if (!civil_is_none(due))
		str_add(s, SHOW_FULL(run, due));
	if (s->len && *value_text(day, "time"))
		str_add_char(s, ' ');
	str_add(s, value_text(day, "time"));
}

/* From which day to which. */
static void add_moved(struct str *s, const struct run *run, const json_t *moved)
{
	AUTO_STR from = {0}, to = {0};

	add_day(&from, run, value(moved, "from"));
	add_day(&to, run, value(moved, "to"));
	if (from.len || to.len)
		show_say(s, run, N_("%s → %s"), from.len ? str_get(&from) : "–",
			str_get(&to));
}

/* To whom, and what was done: what was reported, else what was written. */
static void add_what(struct str *s, const struct run *run, const json_t *change)
{
	const json_t *activities = value(change, "activities");
	const json_t *subject = value(change, "subject");
	const json_t *item;
	AUTO_STR until = {0};
	size_t i;

	if (subject)
		show_subject(s, run, subject);
	show_part(s, method_word(run, change));
	show_part(s, value_text(subject, "purpose"));
	if (!strcmp(value_text(change, "method"), "touchpoint.ask") ||
		!strcmp(value_text(change, "method"), "touchpoint.advise"))
		show_part(s, value_text(change, "params.text"));
	add_moved(s, run, value(change, "moved"));
	show_instant(&until, run, value_text(change, "snoozed_until"));
	if (until.len)
		show_say(s, run, N_("hidden until %s"), str_get(&until));
	show_part(s, value_text(change, "params.reason"));
	json_array_foreach(activities, i, item) {
		show_part(s, show_outcome(run, value_text(item, "outcome")));
		show_part(s, value_text(item, "text"));
	}
	if (json_array_size(activities) == 0 && !value(subject, "id"))
		show_rows(s, run, value(change, "rows"));
	if (value(change, "undoes"))
		show_say(s, run, N_("takes back change %s"),
			STR_INT(value_int(change, "undoes")));
	if (value(change, "undone_by"))
		show_say(s, run, N_("taken back by change %s"),
			STR_INT(value_int(change, "undone_by")));
}

static int print(struct run *run, const json_t *result)
{
	static const struct grid_column columns[] = {{N_("CHANGE"), GRID_RIGHT},
		{N_("WHEN"), 0}, {N_("WHO"), 0}, {N_("WHAT"), GRID_FLEX}};
	AUTO_GRID grid = GRID(columns);
	const json_t *list = value(result, "changes");
	const json_t *change;
	size_t i;

	json_array_foreach(list, i, change) {
		enum out_style style =
			value(change, "undone_by") ? OUT_DIM : OUT_PLAIN;
		AUTO_STR at = {0}, what = {0};
		const char *actor = value_text(change, "actor_name");

		show_instant(&at, run, value_text(change, "at"));
		add_what(&what, run, change);
		grid_add(&grid, OUT_BOLD, STR_INT(value_int(change, "id")));
		grid_add(&grid, style, str_get(&at));
		grid_add(&grid, style, *actor ? actor : "nudge");
		grid_add(&grid, style, str_get(&what));
	}
	return show_listing(run, &grid, result, N_("nothing was changed yet"));
}

const struct cmd cmd_history = {
	.name = "history",
	.group = CMD_LOOK,
	.summary = N_("who changed what, newest first"),
	.examples = {{"nudge history acme", N_("of one account")},
		{"nudge history --limit 5", N_("the last five changes")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "history.list",
	.print = print,
};
