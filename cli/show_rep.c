/* A rep; the contract is in show_rep.h. */
#include "cli/show_rep.h"

#include "cli/show.h"
#include "cli/show_facts.h"

void show_rep(struct run *run, const json_t *was, const json_t *rep)
{
	static const struct show_fact facts[] = {
		{N_("name"), "name"},
		{N_("short name"), "slug"}, /* the one above is the heading */
		{N_("mail"), "mail"},
		{N_("time zone"), "zone"},
		{N_("language"), "locale"},
		{N_("calendar"), "calendar"},
		{N_("brief at"), "brief"},
		{N_("quiet hours"), "quiet"},
		{N_("channels"), "channels"},
		{N_("manager"), "manager"},
		{N_("login"), "login"},
		{N_("level"), "level"},
		{NULL, NULL},
	};
	AUTO_GRID grid = GRID(show_facts_columns);

	out_text(&run->out, OUT_BOLD, value_text(rep, "name"));
	out_newline(&run->out);
	show_facts_all(&grid, run, was ? facts : facts + 1, was, rep);
	grid_print(&grid, &run->out, 2);
}
