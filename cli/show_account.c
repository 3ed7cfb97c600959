/* An account and its people; the contract is in show_account.h. */
#include "cli/show_account.h"

#include "cli/show.h"
#include "cli/show_facts.h"
#include "cli/show_note.h"
#include "cli/show_tp.h"

#include <string.h>

void show_account_facts(
	struct run *run, const json_t *was, const json_t *account)
{
	static const struct show_fact facts[] = {
		{N_("name"), "name"},
		{N_("tier"), "tier"},
		{N_("short name"), "slug"}, /* those above are the heading */
		{N_("stage"), "stage"},
		{N_("reason"), "closed_reason"},
		{N_("parked until"), "parked_until"},
		{N_("paused until"), "paused_until"},
		{N_("owner"), "owner_name"},
		{N_("renewal"), "renewal"},
		{N_("time zone"), "zone"},
		{N_("calendar"), "calendar"},
		{N_("other system"), "external_source"},
		{N_("number there"), "external_id"},
		{NULL, NULL},
	};
	AUTO_GRID grid = GRID(show_facts_columns);
	AUTO_STR s = {0};

	text_add(&s, run->lang, N_("%s (%s)"), value_text(account, "name"),
		show_tier(run, value_text(account, "tier")));
	out_text(&run->out, OUT_BOLD, str_get(&s));
	out_newline(&run->out);
	if (strcmp(value_text(account, "course"),
		    domain_course[COURSE_ACTIVE]) != 0)
		show_facts_value(
			&grid, run, N_("follow-ups"), account, "course");
	show_facts_all(&grid, run, was ? facts : facts + 2, was, account);
	grid_print(&grid, &run->out, 2);
}

void show_account_handed(struct run *run, const json_t *result)
{
	int64_t n = value_int(result, "handed_over");
	AUTO_STR s = {0};

	if (n > 0)
		out_paragraph(&run->out, 0, 0,
			show_count(&s, run,
				"%s open follow-up goes over to the new "
				"owner; its day stays.",
				"%s open follow-ups go over to the new owner; "
				"their days stay.",
				n));
}

static void add_person(
	struct grid *grid, const struct run *run, const json_t *c)
{
	AUTO_STR roles = {0}, refused = {0};
	const json_t *list = value(c, "roles");
	const json_t *item;
	size_t i;

	json_array_foreach(list, i, item)
		str_addf(&roles, "%s%s",
			i ? text_get(run->lang, NC_("list", ", ")) : "",
			show_role(run, json_string_value(item)));
	if (value_bool(c, "main"))
		show_say(&roles, run, N_("main"));
	list = value(c, "refused");
	json_array_foreach(list, i, item)
		str_addf(&refused, "%s%s",
			i ? text_get(run->lang, NC_("list", ", ")) : "",
			show_via(run, json_string_value(item)));
	grid_add(grid, OUT_BOLD, STR_INT(value_int(c, "id")));
	grid_add(grid, OUT_PLAIN, value_text(c, "name"));
	/* Known where one account was asked for. */
	grid_add(grid, OUT_PLAIN,
		run_has(run, "account") ? "" : value_text(c, "account.name"));
	grid_add(grid, OUT_DIM, value_text(c, "slug"));
	grid_add(grid, OUT_PLAIN, str_get(&roles));
	grid_add(grid, OUT_PLAIN, value_text(c, "mail"));
	grid_add(grid, OUT_PLAIN, value_text(c, "phone"));
	str_reset(&roles);
	if (refused.len)
		show_say(&roles, run, N_("wants no %s"), str_get(&refused));
	if (value(c, "last_day"))
		show_say(&roles, run,
			value_bool(c, "gone") ? N_("left %s") : N_("leaves %s"),
			SHOW_FULL(run, value_date(c, "last_day")));
	else if (value_bool(c, "gone"))
		show_say(&roles, run, N_("has left"));
	grid_add(grid, OUT_WARN, str_get(&roles));
}

const struct grid_column show_account_people_columns[8] = {
	{N_("ID"), GRID_RIGHT}, {N_("NAME"), 0}, {N_("ACCOUNT"), GRID_FLEX},
	{N_("SHORT"), 0}, {N_("ROLES"), GRID_FLEX}, {N_("MAIL"), GRID_FLEX},
	{N_("PHONE"), 0}, {N_("NOTE"), GRID_FLEX}};

void show_account_people_fill(
	struct grid *grid, const struct run *run, const json_t *contacts)
{
	const json_t *c;
	size_t i;

	json_array_foreach(contacts, i, c)
		add_person(grid, run, c);
}

static void print_people(struct run *run, const json_t *contacts)
{
	AUTO_GRID grid = GRID(show_account_people_columns);

	if (json_array_size(contacts) == 0)
		return;
	show_facts_heading(run, N_("People"));
	show_account_people_fill(&grid, run, contacts);
	grid_print(&grid, &run->out, 2);
}

static void print_plans(struct run *run, const json_t *plans)
{
	const json_t *plan;
	size_t i;

	if (json_array_size(plans) == 0)
		return;
	show_facts_heading(run, N_("Plans"));
	json_array_foreach(plans, i, plan) {
		AUTO_STR s = {0};

		show_say(&s, run, N_("%s v%s"), value_text(plan, "cadence"),
			STR_INT(value_int(plan, "version")));
		show_say(&s, run, N_("from %s"),
			SHOW_FULL(run, value_date(plan, "anchor")));
		if (value(plan, "ended"))
			show_say(&s, run, N_("ended %s"),
				SHOW_FULL(run, value_date(plan, "ended")));
		out_pad(&run->out, 2);
		out_paragraph(&run->out, 2, 4, str_get(&s));
	}
}

void show_account(struct run *run, const json_t *result)
{
	show_account_facts(run, NULL, value(result, "account"));
	print_people(run, value(result, "contacts"));
	show_note_section(
		run, N_("Know before you go"), value(result, "cautions"));
	print_plans(run, value(result, "plans"));
	if (value_count(result, "touchpoints")) {
		show_facts_heading(run, N_("Open"));
		show_tp_table(run, value(result, "touchpoints"));
	}
	show_note_section(run, N_("Notes"), value(result, "notes"));
	if (value_count(result, "resting")) {
		show_facts_heading(run, N_("Resting"));
		show_tp_table(run, value(result, "resting"));
	}
	show_facts_activities(run, value(result, "activities"));
}
