/* nudge backup: a whole copy in one file, while everybody works on. */
#include "base/clock.h"
#include "cli/cmd.h"
#include "cli/progress.h"
#include "cli/show.h"
#include "cli/show_backup.h"

#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

enum { KEEP_MAX = 10000, BACKUP_NICE = 10 };

static const struct arg args[] = {
	ARG("to", N_("FILE|FOLDER"), .optional = true),
};

static const struct opt opts[] = {
	OPT("keep", N_("N"),
		N_("remove the oldest backups of this database in the folder, "
		   "so that N are left")),
};

struct plan {
	struct str folder, path;
	bool is_folder; /* the name is ours */
	size_t keep;    /* 0: all */
};

static void plan_done(struct plan *plan)
{
	str_done(&plan->folder);
	str_done(&plan->path);
}

static int read_keep(struct run *run, struct plan *plan)
{
	const char *s = run_param(run, "keep");
	size_t n = 0;

	if (!s)
		return 0;
	for (; *s >= '0' && *s <= '9' && n <= KEEP_MAX; s++)
		n = n * 10 + (size_t)(*s - '0');
	if (*s || n == 0 || n > KEEP_MAX)
		return run_refuse(run, API_BAD_PARAM,
			N_("--keep takes a number from 1 to %s"),
			STR_INT(KEEP_MAX));
	plan->keep = n;
	if (plan->is_folder)
		return 0;
	return run_refuse(run, API_BAD_PARAM,
		N_("--keep needs a folder, in which backups have names of "
		   "their own"));
}

static bool is_folder(const char *path)
{
	size_t n = strlen(path);
	struct stat st;

	return path[n - 1] == '/' ||
	       (stat(path, &st) == 0 && S_ISDIR(st.st_mode));
}

/* "backups" beside the database. */
static int own_folder(struct run *run, struct str *folder)
{
	AUTO_FREE char *copy = NULL;

	if (str_dup(run->target.db.path, &copy) < 0)
		return -ENOMEM;
	str_addf(folder, "%s/backups", dirname(copy));
	return str_error(folder);
}

/* Only its owner enters. */
static int make_folder(struct run *run, const char *folder)
{
	if (mkdir(folder, 0700) == 0 || errno == EEXIST)
		return 0;
	return run_refuse(run, API_TROUBLE,
		N_("the folder %s cannot be made: %s"), folder,
		text_get(run->lang, err_system(errno)));
}

static int choose(struct run *run, struct plan *plan)
{
	const char *to = run_param(run, "to");
	char name[BACKUP_NAME];
	int r = 0;

	plan->is_folder = !to || !*to || is_folder(to);
	if (!plan->is_folder)
		str_add(&plan->path, to);
	else if (to && *to)
		str_add(&plan->folder, to);
	else
		r = own_folder(run, &plan->folder);
	if (r == 0)
		r = read_keep(run, plan);
	if (r < 0 || !plan->is_folder)
		return r;
	backup_name(name, run->api.now);
	str_addf(&plan->path, "%s/%s", str_get(&plan->folder), name);
	return str_error(&plan->path) < 0
		       ? -ENOMEM
		       : make_folder(run, str_get(&plan->folder));
}

static int add_removed(void *userdata, const char *name)
{
	return json_array_append_new(userdata, json_string(name)) < 0 ? -ENOMEM
								      : 0;
}

/* What the next command needs to know, from wherever it is called. */
static int note(struct run *run, const struct plan *plan, struct err *err)
{
	char full[PATH_MAX];
	const char *path = str_get(&plan->path);

	return backup_note(run->api.db, run->api.now,
		realpath(path, full) ? full : path, err);
}

static int finish(struct run *run, const struct plan *plan,
	const struct backup_facts *facts, json_t *removed)
{
	struct err err = {0};
	int r = note(run, plan, &err);

	if (r == 0 && plan->is_folder)
		r = backup_prune(str_get(&plan->folder), facts->instance,
			plan->keep ? plan->keep : SIZE_MAX, add_removed,
			removed, &err);
	if (r == 0)
		return 0;
	r = run_refuse_err(run, r, &err);
	run_hint(run, N_("the backup itself was made: %s"),
		str_get(&plan->path));
	return r;
}

static int make(
	struct run *run, const struct plan *plan, struct backup_facts *ret)
{
	struct progress progress;
	struct err err = {0};
	int r;

	/* Behind everybody else's work; that it is not is no harm. */
	(void)setpriority(PRIO_PROCESS, 0, BACKUP_NICE);
	progress_begin(&progress, run, N_("%s %% copied"));
	r = backup_make(
		run->api.db, str_get(&plan->path), &progress.watch, ret, &err);
	progress_end(&progress);
	return r < 0 ? run_refuse_err(run, r, &err) : 0;
}

static int print(struct run *run, const json_t *result)
{
	const char *path = value_text(result, "path");
	AUTO_STR how = {0};

	if (run->common.json)
		return run_print_json(run, result);
	out_say(&run->out, N_("The backup is %s"), path);
	out_newline(&run->out);
	show_backup_facts(run, result);
	text_add(&how, run->lang,
		N_("To restore it, where there is no database: nudge restore "
		   "%s"),
		path);
	out_paragraph(&run->out, 0, 0, str_get(&how));
	return 0;
}

/* The zone in which instants are shown is the actor's. */
static int find_zone(struct run *run)
{
	json_t *status = NULL;
	int r = run_call(run, "status.get", NULL, &status);

	json_decref(status);
	return r;
}

static int run_backup(struct run *run)
{
	CLEANUP(plan_done) struct plan plan = {0};
	json_auto_t *removed = json_array(), *result = NULL;
	int64_t began_us = clock_boot_us();
	struct backup_facts facts;
	int r = removed ? find_zone(run) : -ENOMEM;

	if (r == 0)
		r = choose(run, &plan);
	if (r == 0)
		r = make(run, &plan, &facts);
	if (r == 0)
		r = finish(run, &plan, &facts, removed);
	if (r < 0)
		return run_fail(run);
	result = show_backup_json(str_get(&plan.path), &facts);
	json_object_set_new(result, "duration_ms",
		json_integer((clock_boot_us() - began_us) / 1000));
	json_object_set(result, "removed", removed);
	return result ? print(run, result) : run_fail(run);
}

const struct cmd cmd_backup = {
	.name = "backup",
	.group = CMD_OPERATE,
	.summary = N_("copy the database into one file, while everybody works "
		      "on"),
	.details = N_("Without FILE the copy goes into the folder backups "
		      "beside the database, under a name with the time; in "
		      "another FOLDER likewise. It is looked through before "
		      "it gets its name; only you can read it, and it never "
		      "replaces a file. Passwords of channels are not in the "
		      "database: keep a copy of the folder secrets, too. The "
		      "timer nudge-backup.timer does this every night."),
	.examples = {{"nudge backup", N_("into backups beside the database")},
		{"nudge backup /mnt/usb --keep 14",
			N_("on another disk; the newest 14 are kept")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.main = run_backup,
};
