/* nudge calendar check: what is in a calendar, and does it agree? */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_calendar.h"

#include <string.h>

static const struct arg args[] = {
	ARG("name", N_("CALENDAR"), .words = OPT_CALENDAR, .optional = true),
	ARG("year", N_("YEAR"), .optional = true),
};

static const char *layer(const struct run *run, const char *name)
{
	static const struct {
		const char *name, *word;
	} words[] = {
		{"national", NC_("calendar", "national")},
		{"company", NC_("calendar", "company")},
		{"rep", NC_("calendar", "personal")},
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (!strcmp(name, words[i].name))
			return text_get(run->lang, words[i].word);
	return name;
}

static void print_days(struct run *run, const json_t *calendar)
{
	static const struct grid_column columns[] = {
		{NULL, 0}, {NULL, 0}, {NULL, GRID_FLEX}};
	AUTO_GRID grid = GRID(columns);
	const json_t *range;
	size_t i;

	json_array_foreach(value(calendar, "days"), i, range) {
		const char *kind = value_text(range, "kind");
		AUTO_STR days = {0};

		show_calendar_range(&days, run, range);
		grid_add(&grid, OUT_PLAIN, str_get(&days));
		grid_add(&grid, strcmp(kind, "closed") ? OUT_WARN : OUT_PLAIN,
			show_calendar_kind(run, kind));
		grid_add(&grid, OUT_PLAIN, value_text(range, "name"));
	}
	grid_print(&grid, &run->out, 2);
}

static void word_years(
	struct str *s, const struct run *run, const json_t *finding)
{
	const char *year = STR_INT(value_int(finding, "year"));

	if (!strcmp(value_text(finding, "code"), "year-missing"))
		text_add(s, run->lang,
			N_("no list for %s yet: dates there are provisional; "
			   "nudge calendar import FILE brings it in"),
			year);
	else
		text_add(s, run->lang,
			N_("no official list for %s yet, only the days that "
			   "the law names; nudge calendar import FILE brings "
			   "it in"),
			year);
}

static void word_overlap(
	struct str *s, const struct run *run, const json_t *finding)
{
	const char *day = SHOW_FULL(run, value_date(finding, "date"));
	const char *mine = show_calendar_kind(run, value_text(finding, "kind"));
	const char *theirs =
		show_calendar_kind(run, value_text(finding, "other_kind"));

	text_add(s, run->lang,
		value_bool(finding, "wins")
			? N_("%s: %s here, which counts; in %s it is %s")
			: N_("%s: %s here; what counts is %s, where it is %s"),
		day, mine, value_text(finding, "other"), theirs);
}

static void word_finding(
	struct str *s, const struct run *run, const json_t *finding)
{
	const char *code = value_text(finding, "code");
	const char *day = SHOW_FULL(run, value_date(finding, "date"));

	if (!strncmp(code, "year-", 5))
		word_years(s, run, finding);
	else if (!strcmp(code, "overlap"))
		word_overlap(s, run, finding);
	else if (!strcmp(code, "soft-closed"))
		text_add(s, run->lang,
			N_("%s: soft and closed; closed is enough"), day);
	else if (!strcmp(code, "twice"))
		text_add(s, run->lang, N_("%s: stands there twice"), day);
	else if (!strcmp(code, "makeup-open"))
		text_add(s, run->lang,
			N_("%s: a make-up day, but the day is worked anyway"),
			day);
	else
		str_add(s, code);
}

static void print_findings(struct run *run, const json_t *calendar)
{
	const json_t *finding;
	size_t i;

	json_array_foreach(value(calendar, "findings"), i, finding) {
		AUTO_STR s = {0};

		word_finding(&s, run, finding);
		out_text(&run->out, OUT_WARN, "  ! ");
		out_paragraph(&run->out, 4, 4, str_get(&s));
	}
	if (value_count(calendar, "findings") > 0)
		return;
	out_pad(&run->out, 2);
	out_text(&run->out, OUT_GOOD,
		text_get(run->lang, N_("nothing is missing or contradicts "
				       "itself")));
	out_newline(&run->out);
}

static void print_one(struct run *run, const json_t *calendar)
{
	AUTO_STR s = {0}, span = {0};

	show_part(&s, value_text(calendar, "title"));
	show_part(&s, layer(run, value_text(calendar, "layer")));
	show_calendar_years(&span, calendar);
	show_part(&s, str_get(&span));
	out_text(&run->out, OUT_BOLD, value_text(calendar, "name"));
	out_pad(&run->out, 2);
	out_paragraph(&run->out, 2 + strlen(value_text(calendar, "name")), 2,
		str_get(&s));
	if (*value_text(calendar, "source")) {
		out_pad(&run->out, 2);
		out_paragraph(&run->out, 2, 2, value_text(calendar, "source"));
	}
	print_days(run, calendar);
	print_findings(run, calendar);
}

static int print(struct run *run, const json_t *result)
{
	return show_calendar_each(run, result, print_one);
}

const struct cmd cmd_calendar_check = {
	.name = "calendar check",
	.group = CMD_SETUP,
	.summary = N_("what is closed, worked or soft, and what is missing"),
	.details = N_("Without a name: all calendars that a rep or an account "
		      "has. Without a year: this and the next."),
	.examples = {{"nudge calendar check CN 2026",
			     N_("to compare with the official notice")},
		{"nudge calendar check", N_("is next year's list there?")}},
	CMD_ARGS(args),
	.method = "calendar.check",
	.print = print,
};
