/* Notes; the contract is in show_note.h. */
#include "cli/show_note.h"

#include "cli/show.h"
#include "cli/show_facts.h"

void show_note_flags(struct str *s, const struct run *run, const json_t *note)
{
	struct civil_date expires = value_date(note, "expires");

	if (!civil_is_none(expires))
		show_say(s, run,
			civil_cmp(expires, run_today(run)) < 0
				? N_("caution, expired on %s")
				: N_("caution until %s"),
			SHOW_FULL(run, expires));
	if (value_bool(note, "in_room"))
		show_say(s, run, N_("shared, rooms too"));
	else if (value_bool(note, "share"))
		show_say(s, run, N_("shared"));
}

const struct grid_column show_note_columns[6] = {{N_("ID"), GRID_RIGHT},
	{N_("DATE"), 0}, {N_("ACCOUNT"), GRID_FLEX}, {N_("BY"), 0},
	{N_("KIND"), GRID_FLEX}, {N_("TEXT"), GRID_FLEX | GRID_BELOW}};

void show_note_text(struct str *s, const struct run *run, const json_t *note)
{
	AUTO_STR person = {0};

	show_person(&person, run, value(note, "contact"));
	if (person.len)
		text_add(s, run->lang, N_("%s: %s"), str_get(&person),
			value_text(note, "text"));
	else
		str_add(s, value_text(note, "text"));
}

void show_note_caution(struct str *s, const struct run *run, const json_t *note)
{
	AUTO_STR text = {0};

	show_note_text(&text, run, note);
	text_add(s, run->lang, N_("caution: %s (%s, %s)"), str_get(&text),
		value_text(note, "rep.name"),
		SHOW_DAY(run, value_date(note, "on")));
}

static void add_row(struct grid *grid, const struct run *run,
	const json_t *note, const char *account)
{
	struct civil_date expires = value_date(note, "expires");
	bool is_open = !civil_is_none(expires) &&
		       civil_cmp(expires, run_today(run)) >= 0;
	AUTO_STR kind = {0}, text = {0};

	grid_add(grid, OUT_BOLD, STR_INT(value_int(note, "id")));
	grid_add(grid, OUT_PLAIN, SHOW_FULL(run, value_date(note, "on")));
	if (account)
		grid_add(grid, OUT_PLAIN, account);
	grid_add(grid, OUT_DIM, value_text(note, "rep.name"));
	show_note_flags(&kind, run, note);
	grid_add(grid, is_open ? OUT_WARN : OUT_DIM, str_get(&kind));
	show_note_text(&text, run, note);
	grid_add(grid, OUT_PLAIN, str_get(&text));
}

void show_note_fill(
	struct grid *grid, const struct run *run, const json_t *notes)
{
	const json_t *note;
	size_t i;

	json_array_foreach(notes, i, note)
		add_row(grid, run, note, value_text(note, "account.name"));
}

void show_note_section(
	struct run *run, const char *heading, const json_t *notes)
{
	static const struct grid_column columns[] = {{NULL, GRID_RIGHT},
		{NULL, 0}, {NULL, 0}, {NULL, GRID_FLEX},
		{NULL, GRID_FLEX | GRID_BELOW}};
	AUTO_GRID grid = GRID(columns);
	const json_t *note;
	size_t i;

	json_array_foreach(notes, i, note)
		add_row(&grid, run, note, NULL);
	if (grid_is_empty(&grid))
		return;
	show_facts_heading(run, heading);
	grid_print(&grid, &run->out, 2);
}
