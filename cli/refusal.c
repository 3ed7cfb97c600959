/* A refusal in words; the contract is in refusal.h. */
#include "cli/refusal.h"

#include "cli/value.h"
#include "cli/grid.h"
#include "cli/show.h"

/* A near miss or one of several matches: a name, or an object of a result. */
static void add_candidate(
	struct run *run, struct grid *grid, const json_t *item)
{
	AUTO_STR subject = {0}, due = {0};

	if (json_is_string(item)) {
		grid_add(grid, OUT_BOLD, json_string_value(item));
	} else if (value(item, "account")) {
		grid_add(grid, OUT_BOLD, STR_INT(value_int(item, "id")));
		show_subject(&subject, run, item);
		grid_add(grid, OUT_PLAIN, str_get(&subject));
		show_due(&due, run, item);
		grid_add(grid, OUT_PLAIN, str_get(&due));
		grid_add(grid, OUT_PLAIN, value_text(item, "purpose"));
	} else {
		grid_add(grid, OUT_BOLD, value_text(item, "slug"));
		grid_add(grid, OUT_PLAIN, value_text(item, "name"));
	}
	grid_end_row(grid);
}

void refusal_print(struct run *run)
{
	static const struct grid_column columns[] = {{NULL, 0},
		{NULL, GRID_FLEX}, {NULL, 0}, {NULL, GRID_FLEX | GRID_BELOW}};
	AUTO_GRID grid = GRID(columns);
	struct out *talk = &run->talk;
	const json_t *item;
	size_t i;

	out_text(talk, OUT_ALARM, "nudge: ");
	out_paragraph(talk, 7, 7, run->error.message);
	json_array_foreach(run->error.candidates, i, item)
		add_candidate(run, &grid, item);
	grid_print(&grid, talk, 2);
	if (run->error.hint) {
		out_pad(talk, 2);
		out_paragraph(talk, 2, 2, run->error.hint);
	}
}
