/* nudge cal: a month at a glance. */
#include "base/utf8.h"
#include "cli/cmd.h"
#include "cli/show.h"

#include <stdio.h>
#include <string.h>

static const struct arg args[] = {
	ARG("month", N_("MONTH"), .words = OPT_DATE, .optional = true,
		.rest = true),
};

static const struct opt opts[] = {
	OPT_AT,
	OPT("rep", N_("REP"), N_("a colleague's"), .words = OPT_REP),
};

enum { CELL = 7, WEEK = 7 };

static const char *mark(const json_t *day)
{
	const char *kind = value_text(day, "kind");

	if (!strcmp(kind, "closed") && !value_bool(day, "weekend"))
		return "x";
	if (!strcmp(kind, "makeup"))
		return "+";
	return value_bool(day, "soft") ? "~" : "";
}

static enum out_style style(const struct run *run, const json_t *day)
{
	const char *kind = value_text(day, "kind");

	if (civil_cmp(value_date(day, "date"), run_today(run)) == 0)
		return OUT_BOLD;
	if (!strcmp(kind, "closed"))
		return OUT_DIM;
	return *mark(day) ? OUT_WARN : OUT_PLAIN;
}

/* ">9x 2": today, the day, its mark, how many follow-ups. */
static void print_cell(struct run *run, const json_t *day, bool last)
{
	bool today = civil_cmp(value_date(day, "date"), run_today(run)) == 0;
	size_t n = value_count(day, "touchpoints");
	char cell[CELL + 1], count[8] = "";

	if (n > 0)
		snprintf(count, sizeof(count), "%zu", n < 99 ? n : 99);
	snprintf(cell, sizeof(cell),
		n > 0 ? "%s%2d%-1.1s%2.2s" : "%s%2d%.1s%.2s", today ? ">" : " ",
		value_date(day, "date").day, mark(day), count);
	out_text(&run->out, style(run, day), cell);
	if (!last)
		out_pad(&run->out, CELL - strlen(cell));
}

static void print_heads(struct run *run)
{
	for (int day = MON; day <= SUN; day++) {
		AUTO_STR s = {0};
		const char *word = words_weekday(run->lang, (enum weekday)day);

		str_addf(&s, " %s", word);
		out_text(&run->out, OUT_DIM, str_get(&s));
		if (day < SUN)
			out_pad(&run->out, CELL - utf8_width(str_get(&s)));
	}
	out_newline(&run->out);
}

static void print_grid(struct run *run, const json_t *days)
{
	const json_t *day;
	size_t i;

	print_heads(run);
	out_pad(&run->out, CELL * (size_t)civil_weekday(value_date(
					  json_array_get(days, 0), "date")));
	json_array_foreach(days, i, day) {
		bool last = civil_weekday(value_date(day, "date")) == SUN ||
			    i + 1 == json_array_size(days);

		print_cell(run, day, last);
		if (last)
			out_newline(&run->out);
	}
}

/* What the marks in use mean. */
static void print_legend(struct run *run, const json_t *days)
{
	static const struct {
		const char *mark, *msgid;
	} legend[] = {
		{"x", N_("x closed")},
		{"+", N_("+ make-up day")},
		{"~", N_("~ soft")},
	};
	AUTO_STR s = {0};

	for (size_t k = 0; k < ARRAY_LEN(legend); k++) {
		const json_t *day;
		size_t i;

		json_array_foreach(days, i, day)
			if (!strcmp(mark(day), legend[k].mark)) {
				show_say(&s, run, legend[k].msgid);
				break;
			}
	}
	if (s.len == 0)
		return;
	out_pad(&run->out, 1);
	out_text(&run->out, OUT_DIM, str_get(&s));
	out_newline(&run->out);
}

static void add_touchpoint(
	struct grid *grid, const struct run *run, const json_t *tp)
{
	const char *state = value_text(tp, "state");
	bool done = !strcmp(state, "done");
	AUTO_STR s = {0};
	AUTO_STR subject = {0};

	grid_add(grid, done ? OUT_DIM : OUT_BOLD, STR_INT(value_int(tp, "id")));
	show_part(&s, value_text(tp, "time"));
	show_subject(&subject, run, tp);
	show_part(&s, str_get(&subject));
	show_part(&s, show_via(run, value_text(tp, "via")));
	if (done)
		show_part(&s, show_state(run, state));
	show_part(&s, value_text(tp, "purpose"));
	grid_add(grid, done ? OUT_DIM : OUT_PLAIN, str_get(&s));
}

static void print_list(struct run *run, const json_t *days)
{
	static const struct grid_column columns[] = {
		{NULL, 0}, {NULL, GRID_RIGHT}, {NULL, GRID_FLEX}};
	AUTO_GRID grid = GRID(columns);
	const json_t *day, *tp;
	size_t i, k;

	json_array_foreach(days, i, day)
		json_array_foreach(value(day, "touchpoints"), k, tp) {
			grid_add(&grid, OUT_PLAIN,
				k == 0 ? SHOW_DAY(run, value_date(day, "date"))
				       : "");
			add_touchpoint(&grid, run, tp);
		}
	if (grid_is_empty(&grid))
		return;
	out_newline(&run->out);
	grid_print(&grid, &run->out, 1);
}

/* The year's list may be missing. */
static void print_provisional(struct run *run, const json_t *result)
{
	const json_t *day = json_array_get(value(result, "days"), 0);

	if (!value_bool(day, "provisional"))
		return;
	out_pad(&run->out, 1);
	out_say(&run->out,
		N_("? no official list for %s yet; nudge calendar check tells "
		   "what to do"),
		STR_INT(value_date(day, "date").year));
	out_newline(&run->out);
}

static int print(struct run *run, const json_t *result)
{
	struct civil_date first = value_date(result, "month");
	const json_t *days = value(result, "days");
	AUTO_STR title = {0}, calendars = {0};

	str_addf(&title, "%04d-%02d", first.year, first.month);
	show_part(&title, value_text(result, "rep.name"));
	show_list(&calendars, run, value(result, "calendars"));
	if (calendars.len)
		show_say(&title, run, N_("calendars: %s"), str_get(&calendars));
	out_pad(&run->out, 1);
	out_text(&run->out, OUT_BOLD, str_get(&title));
	out_newline(&run->out);
	print_grid(run, days);
	print_legend(run, days);
	print_provisional(run, result);
	print_list(run, days);
	return 0;
}

const struct cmd cmd_cal = {
	.name = "cal",
	.group = CMD_LOOK,
	.summary = N_("a month: follow-ups, closed, make-up and soft days"),
	.details = N_("Behind each day stands how many follow-ups are due or "
		      "were done; they are listed below. MONTH is written "
		      "2026-12, 12, \"dec 2026\", \"next month\", or as a day "
		      "in it; without a year it is this year's."),
	.examples = {{"nudge cal", N_("this month")},
		{"nudge cal 2026-12 --rep liwei",
			N_("a colleague's December")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "calendar.month",
	.print = print,
};
