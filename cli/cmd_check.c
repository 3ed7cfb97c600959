/* nudge check: does everything in the database hold together? */
#include "cli/cmd.h"
#include "cli/show.h"

static void print_more(struct run *run, json_t *more)
{
	const char *rule;
	json_t *n;

	json_object_foreach(more, rule, n) {
		out_say(&run->out, N_("and %s more of %s"),
			STR_INT(json_integer_value(n)), rule);
		out_newline(&run->out);
	}
}

static void print(struct run *run, const json_t *result)
{
	static const struct grid_column columns[] = {
		{NULL, 0}, {NULL, GRID_FLEX}, {NULL, GRID_FLEX | GRID_BELOW}};
	AUTO_GRID grid = GRID(columns);
	const json_t *list = value(result, "findings");
	const json_t *finding;
	size_t i;

	if (value_bool(result, "sound")) {
		out_say(&run->out,
			N_("Everything holds together: the file, its "
			   "history, and what it says."));
		out_newline(&run->out);
		return;
	}
	json_array_foreach(list, i, finding) {
		grid_add(&grid, OUT_ALARM, value_text(finding, "check"));
		grid_add(&grid, OUT_PLAIN, value_text(finding, "text"));
		grid_add(&grid, OUT_BOLD, value_text(finding, "advice"));
	}
	grid_print(&grid, &run->out, 0);
	print_more(run, json_object_get(result, "more"));
}

static int run_check(struct run *run)
{
	json_auto_t *result = NULL;
	int r = run_call(run, "check.get", NULL, &result);

	if (r < 0)
		return run_fail(run);
	if (run->common.json)
		run_print_json(run, result);
	else
		print(run, result);
	return value_bool(result, "sound") ? 0 : api_code_exit(API_TROUBLE);
}

const struct cmd cmd_check = {
	.name = "check",
	.group = CMD_OPERATE,
	.summary = N_("look whether everything in the database holds "
		      "together"),
	.details = N_("The file's pages, indexes and references; that every "
		      "record is as its history left it; windows, plans, "
		      "messages and reminders. It only looks, and exits with "
		      "5 where something is broken."),
	.examples = {{"nudge check", N_("your database")},
		{"nudge check --db restored.db --json",
			N_("what was restored, for a script")}},
	.main = run_check,
};
