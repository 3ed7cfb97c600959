/* A rep; the contract is in show_rep.h. */
#include "cli/show_rep.h"

#include "cli/show.h"
#include "cli/show_facts.h"

void show_rep(struct run *run, const json_t *rep)
{
	static const struct show_fact facts[] = {
		{N_("short name"), "slug"},
		{N_("mail"), "mail"},
		{N_("time zone"), "zone"},
		{N_("language"), "locale"},
		{N_("calendar"), "calendar"},
		{N_("brief at"), "brief"},
		{N_("channels"), "channels"},
		{N_("manager"), "manager"},
		{N_("login"), "login"},
		{N_("level"), "level"},
	};
	AUTO_GRID grid = GRID(show_facts_columns);
	AUTO_STR quiet = {0};

	out_text(&run->out, OUT_BOLD, value_text(rep, "name"));
	out_newline(&run->out);
	show_facts_all(&grid, run, rep, facts, ARRAY_LEN(facts));
	if (value(rep, "quiet"))
		str_addf(&quiet, "%s–%s", value_text(rep, "quiet.from"),
			value_text(rep, "quiet.to"));
	show_facts_add(&grid, run, N_("quiet hours"), str_get(&quiet));
	grid_print(&grid, &run->out, 2);
}
