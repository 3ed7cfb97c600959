/* What a backup holds; the contract is in show_backup.h. */
#include "cli/show_backup.h"

#include "api/view.h"
#include "cli/show.h"
#include "cli/show_facts.h"

json_t *show_backup_json(const char *path, const struct backup_facts *facts)
{
	const struct health_counts *n = &facts->counts;
	bool known = facts->newest_at || n->reps;

	return json_pack("{s:s, s:I, s:I, s:o, s:o}", "path", path, "bytes",
		(json_int_t)facts->bytes, "version", (json_int_t)facts->version,
		"newest", view_instant(facts->newest_at), "counts",
		!known ? json_null()
		       : json_pack("{s:I, s:I, s:I, s:I, s:I}", "reps",
				 (json_int_t)n->reps, "accounts",
				 (json_int_t)n->accounts, "contacts",
				 (json_int_t)n->contacts, "channels",
				 (json_int_t)n->channels, "open",
				 (json_int_t)n->open));
}

static void add_size(struct str *s, const struct run *run, int64_t bytes)
{
	int64_t mb = (bytes + 500000) / 1000000;

	if (mb < 1)
		show_say(s, run, N_("less than 1 MB"));
	else
		show_say(s, run, N_("%s MB"), STR_INT(mb));
}

void show_backup_facts(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_facts_columns);
	AUTO_STR size = {0}, newest = {0};

	add_size(&size, run, value_int(result, "bytes"));
	if (value_int(result, "duration_ms") >= 1000)
		show_say(&size, run, N_("made in %s s"),
			STR_INT(value_int(result, "duration_ms") / 1000));
	show_facts_add(&grid, run, N_("size"), str_get(&size));
	if (value(result, "counts"))
		show_facts_counts(&grid, run, value(result, "counts"));
	show_instant(&newest, run, value_text(result, "newest"));
	show_facts_add(&grid, run, N_("newest change"), str_get(&newest));
	show_facts_value(&grid, run, N_("schema"), result, "version");
	show_facts_value(&grid, run, N_("removed"), result, "removed");
	grid_print(&grid, &run->out, 2);
}
