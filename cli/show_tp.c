/* Lists of follow-ups; the contract is in show_tp.h. */
#include "cli/show_tp.h"

#include "cli/show.h"

#include <string.h>

/* Why a due day is another than the nominal one. */
static const struct {
	const char *name, *mark, *says;
} reasons[] = {
	{"closed", "*", N_("weekend or holiday")},
	{"makeup", "~", N_("no visits or calls on a make-up working day")},
	{"floor", "+", N_("keeps its distance from the step before")},
	{"max-shift", "!", N_("not later than it makes sense")},
	{"soft", "-", N_("avoids bridge days and holidays' edges")},
	{"pinned", "=", N_("agreed or moved by hand")},
	{"no-open-day", "?", N_("no open day within reach")},
	{"provisional", "?",
		N_("no official list of that year's holidays yet: nudge "
		   "calendar check")},
};

void show_tp_moved(struct str *s, const struct run *run, const json_t *tp)
{
	bool first = true;

	for (size_t i = 0; i < ARRAY_LEN(reasons); i++) {
		if (!value_contains(tp, "moved", reasons[i].name))
			continue;
		if (!first)
			str_add(s, text_get(run->lang, NC_("list", ", ")));
		str_add(s, text_get(run->lang, reasons[i].says));
		first = false;
	}
}

static void add_due(struct grid *grid, const struct run *run, const json_t *tp)
{
	AUTO_STR s = {0};

	show_due(&s, run, tp);
	for (size_t i = 0; i < ARRAY_LEN(reasons); i++)
		if (value_contains(tp, "moved", reasons[i].name))
			str_addf(&s, " %s", reasons[i].mark);
	grid_add(grid, OUT_BOLD, str_get(&s));
}

static void add_plan_row(
	struct grid *grid, const struct run *run, const json_t *tp)
{
	const json_t *id = value(tp, "id");
	const char *state = value_text(tp, "state");
	AUTO_STR what = {0};

	/* One that was past when it was planned, or has been closed since. */
	if (*state && strcmp(state, "open") != 0)
		show_part(&what, show_state(run, state));
	show_part(&what, value_text(tp, "purpose"));
	grid_add(grid, OUT_BOLD, id ? STR_INT(json_integer_value(id)) : "-");
	grid_add(
		grid, OUT_PLAIN, words_step(run->lang, value_text(tp, "step")));
	grid_add(grid, OUT_DIM, SHOW_DAY(run, value_date(tp, "nominal")));
	add_due(grid, run, tp);
	grid_add(grid, OUT_PLAIN, SHOW_DAY(run, value_date(tp, "latest")));
	grid_add(grid, OUT_PLAIN, show_via(run, value_text(tp, "via")));
	grid_add(grid, *state && strcmp(state, "open") ? OUT_DIM : OUT_PLAIN,
		str_get(&what));
}

static bool any_moved(const json_t *touchpoints, const char *reason)
{
	const json_t *tp;
	size_t i;

	json_array_foreach(touchpoints, i, tp)
		if (value_contains(tp, "moved", reason))
			return true;
	return false;
}

static void print_legend(struct run *run, const json_t *touchpoints)
{
	AUTO_STR s = {0};

	for (size_t i = 0; i < ARRAY_LEN(reasons); i++)
		if (any_moved(touchpoints, reasons[i].name))
			str_addf(&s, "%s%s %s", s.len ? "   " : "",
				reasons[i].mark,
				text_get(run->lang, reasons[i].says));
	if (!s.len)
		return;
	out_pad(&run->out, 2);
	out_paragraph(&run->out, 2, 2, str_get(&s));
}

void show_tp_plan(struct run *run, const json_t *touchpoints)
{
	static const struct grid_column columns[] = {{N_("ID"), GRID_RIGHT},
		{N_("STEP"), 0}, {N_("NOMINAL"), 0}, {N_("DUE"), GRID_FLEX},
		{N_("UNTIL"), 0}, {N_("VIA"), 0},
		{N_("PURPOSE"), GRID_FLEX | GRID_BELOW}};
	AUTO_GRID grid = GRID(columns);
	const json_t *tp;
	size_t i;

	json_array_foreach(touchpoints, i, tp)
		add_plan_row(&grid, run, tp);
	grid_print(&grid, &run->out, 2);
	print_legend(run, touchpoints);
}

static enum out_style style_of(const json_t *tp)
{
	if (value_int(tp, "late_days") > 0)
		return OUT_ALARM;
	return strcmp(value_text(tp, "state"), "open") ? OUT_DIM : OUT_PLAIN;
}

/* "late", "snoozed" or the state itself. */
static const char *state_word(const struct run *run, const json_t *tp)
{
	const char *state = value_text(tp, "state");

	if (value_int(tp, "late_days") > 0)
		return text_get(run->lang, NC_("state", "late"));
	if (!strcmp(state, "open") && show_is_hidden(run, tp))
		return text_get(run->lang, NC_("state", "snoozed"));
	return show_state(run, state);
}

static void add_row(struct grid *grid, const struct run *run, const json_t *tp,
	bool with_owner)
{
	enum out_style style = style_of(tp);
	AUTO_STR due = {0}, what = {0};
	bool open = !strcmp(value_text(tp, "state"), "open");
	const char *step = words_step(run->lang, value_text(tp, "step"));

	show_due(&due, run, tp);
	show_part(&what, step);
	show_part(&what, value_text(tp, "purpose"));
	grid_add(grid, OUT_BOLD, STR_INT(value_int(tp, "id")));
	grid_add(grid, style, str_get(&due));
	grid_add(grid, OUT_PLAIN,
		open ? SHOW_DAY(run, value_date(tp, "latest")) : "");
	grid_add(grid, OUT_PLAIN, value_text(tp, "account.name"));
	if (with_owner)
		grid_add(grid, OUT_PLAIN, value_text(tp, "owner_name"));
	grid_add(grid, style, state_word(run, tp));
	grid_add(grid, OUT_PLAIN, show_via(run, value_text(tp, "via")));
	grid_add(grid, OUT_PLAIN, str_get(&what));
}

static const struct grid_column table_columns[] = {{N_("ID"), GRID_RIGHT},
	{N_("DUE"), GRID_FLEX}, {N_("UNTIL"), 0}, {N_("ACCOUNT"), GRID_FLEX},
	{N_("STATE"), 0}, {N_("VIA"), 0},
	{N_("PURPOSE"), GRID_FLEX | GRID_BELOW}};

/* Of several people, each with whose it is. */
static const struct grid_column team_columns[] = {{N_("ID"), GRID_RIGHT},
	{N_("DUE"), GRID_FLEX}, {N_("UNTIL"), 0}, {N_("ACCOUNT"), GRID_FLEX},
	{N_("OWNER"), GRID_FLEX}, {N_("STATE"), 0}, {N_("VIA"), 0},
	{N_("PURPOSE"), GRID_FLEX | GRID_BELOW}};

static bool has_owners(const json_t *list)
{
	const char *first = value_text(json_array_get(list, 0), "owner");
	const json_t *tp;
	size_t i;

	json_array_foreach(list, i, tp)
		if (strcmp(value_text(tp, "owner"), first) != 0)
			return true;
	return false;
}

static void fill(struct grid *grid, const struct run *run, const json_t *list)
{
	const json_t *tp;
	size_t i;

	json_array_foreach(list, i, tp)
		add_row(grid, run, tp, grid->columns == team_columns);
}

void show_tp_table(struct run *run, const json_t *touchpoints)
{
	AUTO_GRID grid = GRID(table_columns);

	fill(&grid, run, touchpoints);
	grid_print(&grid, &run->out, 2);
}

int show_tp_listing(struct run *run, const json_t *result)
{
	const json_t *list = value(result, "touchpoints");
	struct grid team = GRID(team_columns), own = GRID(table_columns);
	AUTO_GRID grid = has_owners(list) ? team : own;

	fill(&grid, run, list);
	return show_listing(run, &grid, result, N_("no follow-up matches"));
}
