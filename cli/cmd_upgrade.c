/* nudge upgrade: bring the database to this program's version. */
#include "cli/cmd.h"
#include "store/schema.h"

static int run_upgrade(struct run *run)
{
	struct err err = {0};
	const char *path;
	int r = run_find_target(run);

	if (r < 0)
		return run_fail(run);
	path = run->target.db.path;
	r = schema_upgrade(path, run->api.now, &err);
	if (r < 0) {
		run_refuse_err(run, r, &err);
		return run_fail(run);
	}
	if (run->common.json) {
		json_t *result = json_pack("{s:s, s:b, s:i}", "path", path,
			"upgraded", r > 0, "version", SCHEMA_VERSION);

		run_print_json(run, result);
		json_decref(result);
		return 0;
	}
	if (r > 0)
		out_say(&run->out,
			N_("%s is now of version %s; a copy of the old one "
			   "stands beside it"),
			path, STR_INT(SCHEMA_VERSION));
	else
		out_say(&run->out, N_("%s is up to date (version %s)"), path,
			STR_INT(SCHEMA_VERSION));
	out_newline(&run->out);
	return 0;
}

const struct cmd cmd_upgrade = {
	.name = "upgrade",
	.group = CMD_OPERATE,
	.flags = CMD_NO_STORE,
	.summary = N_("bring the database to this program's version"),
	.details = N_("nudged does the same when it starts. A copy is made "
		      "first."),
	.examples = {{"nudge upgrade", N_("your database")},
		{"nudge upgrade --db /var/lib/nudge/nudge.db",
			N_("the service's database")}},
	.main = run_upgrade,
};
