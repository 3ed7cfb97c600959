/* nudge cadence: templates of steps. */
#include "cli/cmd.h"
#include "cli/show.h"

#include <string.h>

static const struct arg args[] = {
	ARG("id", N_("CADENCE"), .words = OPT_CADENCE),
};

static const struct opt opts[] = {
	OPT("version", N_("N"), N_("an earlier version")),
};

static int print_list(struct run *run, const json_t *result)
{
	static const struct grid_column columns[] = {{N_("CADENCE"), 0},
		{N_("VERSION"), GRID_RIGHT}, {N_("STEPS"), GRID_FLEX},
		{N_("WHAT"), GRID_FLEX}};
	AUTO_GRID grid = GRID(columns);
	const json_t *list = value(result, "cadences");
	const json_t *cadence, *step;
	size_t i, k;

	json_array_foreach(list, i, cadence) {
		const json_t *steps = value(cadence, "steps");
		AUTO_STR names = {0};

		json_array_foreach(steps, k, step)
			str_addf(&names, "%s%s", k ? " " : "",
				value_text(step, "id"));
		grid_add(&grid, OUT_BOLD, value_text(cadence, "name"));
		grid_add(&grid, OUT_PLAIN,
			STR_INT(value_int(cadence, "version")));
		grid_add(&grid, OUT_PLAIN, str_get(&names));
		grid_add(&grid, OUT_PLAIN, value_text(cadence, "title"));
	}
	return show_listing(run, &grid, result, N_("there is no cadence"));
}

/* "7" days, "+5bd" from the first day, "-5bd" from the last: as typed. */
static void add_day(struct str *s, const json_t *step, const char *name)
{
	const char *kind = value_text(step, "kind");
	int64_t n = value_int(step, name);

	if (strcmp(kind, "workdays") != 0 && strcmp(kind, "ending") != 0)
		str_add(s, STR_INT(n));
	else
		str_addf(s, "%s%sbd", n > 0 ? "+" : "", STR_INT(n));
}

static void add_step(
	struct grid *grid, const struct run *run, const json_t *step)
{
	const char *via = value_text(step, "via");
	const char *strategic = value_text(step, "via_strategic");
	AUTO_STR due = {0}, window = {0}, ways = {0};

	add_day(&due, step, "due");
	add_day(&window, step, "earliest");
	str_add(&window, "–");
	add_day(&window, step, "latest");
	show_part(&ways, show_via(run, via));
	if (strcmp(via, strategic) != 0)
		show_say(&ways, run, N_("strategic: %s"),
			show_via(run, strategic));
	grid_add(grid, OUT_BOLD, value_text(step, "id"));
	grid_add(grid, OUT_PLAIN, str_get(&due));
	grid_add(grid, OUT_PLAIN, str_get(&window));
	grid_add(grid, OUT_PLAIN, str_get(&ways));
	grid_add(grid, OUT_PLAIN, value_text(step, "purpose"));
}

static int print_show(struct run *run, const json_t *result)
{
	static const struct grid_column columns[] = {{N_("STEP"), 0},
		{N_("DAY"), GRID_RIGHT}, {N_("WINDOW"), 0},
		{N_("VIA"), GRID_FLEX}, {N_("PURPOSE"), GRID_FLEX}};
	AUTO_GRID grid = GRID(columns);
	const json_t *cadence = value(result, "cadence");
	const json_t *steps = value(cadence, "steps");
	const json_t *step;
	AUTO_STR head = {0};
	size_t i;

	show_say(&head, run, N_("%s v%s"), value_text(cadence, "name"),
		STR_INT(value_int(cadence, "version")));
	show_part(&head, value_text(cadence, "title"));
	out_text(&run->out, OUT_BOLD, str_get(&head));
	out_newline(&run->out);
	json_array_foreach(steps, i, step)
		add_step(&grid, run, step);
	grid_print(&grid, &run->out, 2);
	return 0;
}

const struct cmd cmd_cadence_list = {
	.name = "cadence list",
	.group = CMD_SETUP,
	.summary = N_("list the cadences"),
	.examples = {{"nudge cadence list", N_("all of them")},
		{"nudge cadence list --json", N_("with all their steps")}},
	.method = "cadence.list",
	.print = print_list,
};

const struct cmd cmd_cadence_show = {
	.name = "cadence show",
	.group = CMD_SETUP,
	.summary = N_("the steps of a cadence"),
	.details = N_("Day and window count from the day of signing, or from "
		      "the last contact where a step repeats. +5bd is five "
		      "working days after an offer was sent, -5bd five before "
		      "it expires."),
	.examples = {{"nudge cadence show 1-3-7-21",
			     N_("the greetings after signing")},
		{"nudge cadence show prospect",
			N_("the follow-ups of a prospect")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "cadence.show",
	.print = print_show,
};
