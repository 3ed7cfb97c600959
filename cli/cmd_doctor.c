/* nudge doctor: is all well, and what to do where it is not? */
#include "cli/cmd.h"
#include "cli/doctor_local.h"
#include "cli/doctor_programs.h"
#include "cli/doctor_trial.h"
#include "cli/grid.h"
#include "cli/value.h"

#include <errno.h>
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

/* What the database tells of itself; of one that cannot be opened, why. */
static int ask_database(struct run *run, json_t **ret)
{
	json_auto_t *list = json_array();
	struct findings found = {.lang = run->lang, .list = list};
	int r = run_open(run);

	if (r == 0)
		return run_call(run, "doctor.get", NULL, ret);
	if (!list || !run->target.db.path)
		return r;
	r = doctor_local_closed(run, &found);
	if (r < 0)
		return r;
	*ret = json_pack("{s:b, s:O}", "damaged", 1, "findings", list);
	return *ret ? 0 : -ENOMEM;
}

/* This machine's findings come first.  Of a database that is damaged or not
 * there nobody knows which channels there are. */
static int add_local(struct run *run, const json_t *result, json_t *findings)
{
	struct findings found = {.lang = run->lang, .list = findings};
	AUTO_FREE char *nudged = NULL;
	int r = doctor_local_add(run, &found);

	if (r == 0)
		r = doctor_programs_add(run, &found, &nudged);
	if (r < 0 || !nudged || value_bool(result, "damaged"))
		return r;
	return doctor_trial_add(run,
		&(struct doctor_trial){.nudged = nudged,
			.secrets = value_text(result, "secrets"),
			.is_offline = run_has(run, "offline")},
		&found);
}

static int look(struct run *run, json_t **ret)
{
	json_auto_t *findings = json_array(), *result = NULL;
	const char *level;
	int r = findings ? ask_database(run, &result) : -ENOMEM;

	if (r == 0)
		r = add_local(run, result, findings);
	if (r < 0)
		return r;
	if (json_array_extend(findings, json_object_get(result, "findings")) <
		0)
		return -ENOMEM;
	level = finding_worst(findings);
	*ret = json_pack("{s:s, s:O}", "level", level, "findings", findings);
	return *ret ? 0 : -ENOMEM;
}

static int run_doctor(struct run *run)
{
	json_auto_t *result = NULL;

	if (look(run, &result) < 0)
		return run_fail(run);
	if (!run->common.json)
		return print(run, result);
	run_print_json(run, result);
	return exit_status(result);
}

static const struct opt opts[] = {
	OPT_FLAG("offline", N_("try nothing that needs the network")),
};

const struct cmd cmd_doctor = {
	.name = "doctor",
	.group = CMD_OPERATE,
	.flags = CMD_NO_STORE,
	.summary = N_("look for what is wrong, and say what to do"),
	.details = N_(
		"Looks at configuration, programs, clock, database, calendars "
		"and people, and tries every channel: it logs in at the mail "
		"server and connects to each other one, but sends nothing; "
		"nudge "
		"channel test does.  That takes ten seconds where a server is "
		"silent.  Passwords are for nudged's user: on a server, sudo "
		"-u nudged nudge doctor.  Exits with 5 where something is bad, "
		"so that monitoring can ask."),
	.examples = {{"nudge doctor", N_("all checks")},
		{"nudge doctor --json --offline",
			N_("for monitoring, every minute")}},
	CMD_OPTS(opts),
	.main = run_doctor,
};
