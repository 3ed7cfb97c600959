/* nudge status: which database this is, and what is in it. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_facts.h"

/* "/home/…/nudge.db, your personal database". */
static void add_database(struct grid *grid, const struct run *run)
{
	const struct paths_db *db = &run->target.db;
	AUTO_STR s = {0};

	show_part(&s, db->path);
	show_say(&s, run, paths_why_text(db->why), db->where ? db->where : "");
	show_facts_add(grid, run, N_("database"), str_get(&s));
}

static void add_outbox(
	struct grid *grid, const struct run *run, const json_t *outbox)
{
	static const struct {
		const char *path, *says;
	} parts[] = {
		{"waiting", N_("%s waiting")},
		{"sending", N_("%s being sent")},
		{"held", N_("%s held")},
		{"dead", N_("%s undeliverable")},
	};
	AUTO_STR s = {0};

	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		if (value_int(outbox, parts[i].path))
			show_say(&s, run, parts[i].says,
				STR_INT(value_int(outbox, parts[i].path)));
	if (!s.len)
		show_say(&s, run, N_("empty"));
	show_facts_add(grid, run, N_("outbox"), str_get(&s));
}

/* What is missing; where nothing is, nothing is said. */
static void add_calendars(
	struct grid *grid, const struct run *run, const json_t *calendars)
{
	const json_t *calendar;
	AUTO_STR s = {0};
	size_t i;

	json_array_foreach(calendars, i, calendar) {
		int64_t year = value_int(calendar, "missing");

		if (year)
			show_say(&s, run, N_("%s has no official list of %s"),
				value_text(calendar, "calendar"),
				STR_INT(year));
	}
	if (s.len)
		show_facts_add(grid, run, N_("calendars"), str_get(&s));
}

static int print_status(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_facts_columns);
	AUTO_STR brief = {0}, backup = {0};

	show_facts_value(&grid, run, N_("nudge"), result, "version");
	add_database(&grid, run);
	show_facts_value(&grid, run, N_("you are"), result, "rep.name");
	show_facts_value(&grid, run, N_("time zone"), result, "rep.zone");
	show_facts_value(&grid, run, N_("today"), result, "today");
	show_facts_counts(&grid, run, value(result, "counts"));
	show_facts_add(&grid, run, N_("nudged"),
		text_get(run->lang,
			value_bool(result, "nudged_runs")
				? N_("runs")
				: N_("does not run: nothing is sent")));
	show_instant(&brief, run, value_text(result, "last_brief"));
	show_facts_add(&grid, run, N_("last brief"), str_get(&brief));
	show_instant(&backup, run, value_text(result, "last_backup.at"));
	show_part(&backup, value_text(result, "last_backup.path"));
	show_facts_add(&grid, run, N_("last backup"), str_get(&backup));
	add_outbox(&grid, run, value(result, "outbox"));
	add_calendars(&grid, run, value(result, "calendars"));
	show_facts_value(&grid, run, N_("SQLite"), result, "sqlite");
	grid_print(&grid, &run->out, 0);
	return 0;
}

static const struct opt opts[] = {OPT_AT};

const struct cmd cmd_status = {
	.name = "status",
	.group = CMD_OPERATE,
	.summary = N_("which database this is, why, and what is in it"),
	.examples = {{"nudge status", N_("yours")},
		{"nudge status --db /var/lib/nudge/nudge.db",
			N_("the service's")}},
	CMD_OPTS(opts),
	.method = "status.get",
	.print = print_status,
};
