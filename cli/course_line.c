/* A change of an account's course; the contract is in course_line.h. */
#include "cli/course_line.h"

#include "cli/show.h"

int course_line_print(struct run *run, const json_t *result, const char *label,
	const char *phrase)
{
	AUTO_GRID grid = GRID(show_line_columns);
	AUTO_STR s = {0};

	show_line(&grid, run, OUT_GOOD, label, NULL);
	show_say(&s, run, N_("%s (%s)"), value_text(result, "account.name"),
		show_tier(run, value_text(result, "account.tier")));
	show_part(&s, show_stage(run, value_text(result, "account.stage")));
	show_part(&s, phrase);
	grid_add(&grid, OUT_PLAIN, str_get(&s));
	show_cancelled(&grid, run, result);
	show_next(&grid, run, result, "next", N_("Next"));
	grid_print(&grid, &run->out, 0);
	show_change(run, result);
	return 0;
}
