/* nudge calendar: working days. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_calendar.h"
#include "cli/show_facts.h"

#include <string.h>

/* "Mon–Fri"-like: the open days of the week, by name. */
static void add_week(struct str *s, const struct run *run, const char *week)
{
	for (int day = MON; day <= SUN && week[day]; day++)
		if (week[day] == 'o')
			str_addf(s, "%s%s", s->len ? " " : "",
				words_weekday(run->lang, (enum weekday)day));
}

/* The days that come next: "Sat 14 Feb make-up · …". */
static void add_next(struct str *s, const struct run *run, const json_t *next)
{
	const json_t *day;
	size_t i;

	json_array_foreach(next, i, day) {
		AUTO_STR phrase = {0};

		str_add(&phrase, SHOW_DAY(run, value_date(day, "from")));
		if (strcmp(value_text(day, "from"), value_text(day, "to")) != 0)
			str_addf(&phrase, " – %s",
				SHOW_DAY(run, value_date(day, "to")));
		str_addf(&phrase, " %s",
			show_calendar_kind(run, value_text(day, "kind")));
		if (*value_text(day, "name"))
			str_addf(&phrase, " (%s)", value_text(day, "name"));
		show_part(s, str_get(&phrase));
	}
}

static void print_calendar(struct run *run, const json_t *calendar)
{
	AUTO_GRID head = GRID(show_facts_columns);
	AUTO_GRID grid = GRID(show_facts_columns);
	AUTO_STR span = {0}, week = {0}, next = {0};

	show_calendar_years(&span, calendar);
	add_week(&week, run, value_text(calendar, "week"));
	add_next(&next, run, value(calendar, "next"));
	grid_add(&head, OUT_BOLD, value_text(calendar, "name"));
	grid_add(&head, OUT_PLAIN, value_text(calendar, "title"));
	grid_print(&head, &run->out, 0);
	show_facts_add(&grid, run, N_("open"), str_get(&week));
	show_facts_add(&grid, run, N_("years"), str_get(&span));
	show_facts_add(&grid, run, N_("next"), str_get(&next));
	show_facts_value(&grid, run, N_("source"), calendar, "source");
	grid_print(&grid, &run->out, 2);
}

static int print(struct run *run, const json_t *result)
{
	return show_calendar_each(run, result, print_calendar);
}

const struct cmd cmd_calendar_list = {
	.name = "calendar list",
	.group = CMD_SETUP,
	.summary = N_("list the working calendars and their next holidays"),
	.examples = {{"nudge calendar list", N_("all of them")},
		{"nudge calendar list --json", N_("for a script")}},
	.method = "calendar.list",
	.print = print,
};
