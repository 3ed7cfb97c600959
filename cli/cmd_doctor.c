/* nudge doctor: is all well, and what to do where it is not? */
#include "cli/cmd.h"
#include "cli/doctor_local.h"
#include "cli/grid.h"
#include "cli/value.h"

#include <string.h>

static enum out_style level_style(const char *level)
{
	return !strcmp(level, "ok")     ? OUT_GOOD
	       : !strcmp(level, "warn") ? OUT_WARN
					: OUT_ALARM;
}

static const char *level_word(const char *level)
{
	return !strcmp(level, "ok")     ? NC_("level", "good")
	       : !strcmp(level, "warn") ? NC_("level", "look")
					: NC_("level", "bad");
}

static int exit_status(const json_t *result)
{
	return strcmp(value_text(result, "level"), "bad")
		       ? 0
		       : api_code_exit(API_TROUBLE);
}

/* What to do stands below what was found: both are sentences, and beside each
 * other neither could be read on a narrow terminal. */
static int print(struct run *run, const json_t *result)
{
	static const struct grid_column columns[] = {
		{NULL, 0}, {NULL, GRID_FLEX}};
	AUTO_GRID grid = GRID(columns);
	const json_t *list = value(result, "findings");
	const json_t *finding;
	size_t i;

	json_array_foreach(list, i, finding) {
		const char *level = value_text(finding, "level");
		const char *advice = value_text(finding, "advice");

		grid_add(&grid, level_style(level),
			text_get(run->lang, level_word(level)));
		grid_add(&grid, OUT_PLAIN, value_text(finding, "text"));
		if (!*advice)
			continue;
		grid_add(&grid, OUT_PLAIN, "");
		grid_add(&grid, OUT_BOLD, advice);
	}
	grid_print(&grid, &run->out, 0);
	return exit_status(result);
}

static int run_doctor(struct run *run)
{
	json_auto_t *result = NULL;
	int r = run_call(run, "doctor.get", NULL, &result);

	if (r == 0)
		r = doctor_local_add(run, result);
	if (r < 0)
		return run_fail(run);
	if (!run->common.json)
		return print(run, result);
	run_print_json(run, result);
	return exit_status(result);
}

const struct cmd cmd_doctor = {
	.name = "doctor",
	.group = CMD_OPERATE,
	.summary = N_("look for what is wrong, and say what to do"),
	.details = N_("Exits with 5 where something is bad, so that "
		      "monitoring can ask."),
	.examples = {{"nudge doctor", N_("all checks")},
		{"nudge doctor --json", N_("for monitoring")}},
	.main = run_doctor,
};
