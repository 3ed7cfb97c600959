/* nudge restore: a database out of a backup. */
#include "cli/cmd.h"
#include "cli/progress.h"
#include "cli/show.h"
#include "cli/show_backup.h"
#include "store/restore.h"
#include "store/schema.h"

#include <errno.h>

static const struct arg args[] = {
	ARG("backup", N_("BACKUP")),
};

static const struct opt opts[] = {
	OPT("to", N_("FILE"), N_("the database to be made; as --db")),
};

static int make(struct run *run, struct backup_facts *ret)
{
	const char *path = run->target.db.path;
	struct progress progress;
	struct err err = {0};
	int r;

	progress_begin(&progress, run, N_("%s %% copied"));
	r = restore_make(run_param(run, "backup"), path, run->api.now,
		&progress.watch, ret, &err);
	progress_end(&progress);
	if (r == 0)
		return 0;
	run_refuse_err(run, r, &err);
	if (r == -EEXIST)
		run_hint(run,
			N_("stop nudged and move what is there aside, all "
			   "that begins with this name: mkdir old; mv %s* "
			   "old/"),
			path);
	return r;
}

/* The next steps: what has to be looked at before anything is sent. */
static void print_next(struct run *run, const json_t *result)
{
	AUTO_STR held = {0};

	if (value_int(result, "version") < SCHEMA_VERSION) {
		out_paragraph(&run->out, 0, 0,
			text_get(run->lang,
				N_("It is of an older nudge. Next: nudge "
				   "upgrade")));
		return;
	}
	if (value_int(result, "held")) {
		text_add(&held, run->lang,
			N_("Messages held because they may have been sent: "
			   "%s. See them: nudge outbox --state held; send one "
			   "after all: nudge outbox retry ID"),
			STR_INT(value_int(result, "held")));
		out_paragraph(&run->out, 0, 0, str_get(&held));
	}
	out_paragraph(&run->out, 0, 0,
		text_get(run->lang,
			N_("What was done since the newest change is lost: "
			   "enter it again, then start nudged. Secrets of "
			   "channels are not in a backup: see nudge "
			   "doctor.")));
}

static int print(struct run *run, const json_t *result)
{
	if (run->common.json)
		return run_print_json(run, result);
	out_say(&run->out, N_("The database is %s"),
		value_text(result, "path"));
	out_newline(&run->out);
	show_backup_facts(run, result);
	print_next(run, result);
	return 0;
}

/* What waits for a person, as the restored database itself says. */
static int add_held(struct run *run, json_t *result)
{
	json_auto_t *status = NULL;
	int r = run_open(run);

	if (r == 0)
		r = run_call(run, "status.get", NULL, &status);
	if (r == 0 &&
		json_object_set_new(result, "held",
			json_integer(value_int(status, "outbox.held"))) < 0)
		r = -ENOMEM;
	return r;
}

static int run_restore(struct run *run)
{
	struct backup_facts facts;
	json_auto_t *result = NULL;
	int r;

	if (run_has(run, "to"))
		run->common.db = run_param(run, "to");
	r = run_find_target(run);
	if (r == 0)
		r = make(run, &facts);
	if (r < 0)
		return run_fail(run);
	result = show_backup_json(run->target.db.path, &facts);
	if (result && facts.version == SCHEMA_VERSION)
		r = add_held(run, result);
	return result && r == 0 ? print(run, result) : run_fail(run);
}

const struct cmd cmd_restore = {
	.name = "restore",
	.group = CMD_OPERATE,
	.flags = CMD_NO_STORE,
	.summary = N_("make a database out of a backup"),
	.details = N_("The backup is looked through first and stays as it is. "
		      "An existing database is never replaced: move it aside. "
		      "What was waiting to be sent when the backup was made "
		      "is held until somebody looks, because it may have been "
		      "sent since."),
	.examples = {{"nudge restore nudge-20261122T031500Z.db",
			     N_("your database, which was lost")},
		{"nudge restore /mnt/usb/nudge-20261122T031500Z.db --to "
		 "/tmp/look.db",
			N_("to look at what it was like")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.main = run_restore,
};
