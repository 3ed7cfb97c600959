/* A plan that has begun; the contract is in show_plan.h. */
#include "cli/show_plan.h"

#include "cli/show.h"
#include "cli/show_tp.h"

#include <string.h>

/* "Acme (key) · 1-3-7-21 v1 · signed Fri 2026-11-13 · calendars CN". */
static void print_head(
	struct run *run, const json_t *result, const char *anchored)
{
	struct civil_date valid = value_date(result, "plan.valid");
	AUTO_STR s = {0}, calendars = {0};

	if (value_bool(result, "account.created"))
		show_say(&s, run, N_("New account %s (%s)"),
			value_text(result, "account.name"),
			show_tier(run, value_text(result, "account.tier")));
	else
		show_say(&s, run, N_("%s (%s)"),
			value_text(result, "account.name"),
			show_tier(run, value_text(result, "account.tier")));
	show_say(&s, run, N_("%s v%s"), value_text(result, "plan.cadence"),
		STR_INT(value_int(result, "plan.version")));
	show_say(&s, run, anchored,
		SHOW_FULL(run, value_date(result, "plan.anchor")));
	if (!civil_is_none(valid))
		show_say(&s, run, N_("valid until %s"), SHOW_FULL(run, valid));
	show_list(&calendars, run, value(result, "calendars"));
	if (calendars.len)
		show_say(&s, run, N_("calendars: %s"), str_get(&calendars));
	out_paragraph(&run->out, 0, 2, str_get(&s));
}

/* A contract recorded twice, with another day; or one who has just signed is
 * followed up as if he had not. */
static void print_running(
	struct run *run, const char *cadence, const json_t *plans)
{
	bool is_prospect = !strcmp(cadence, "prospect");
	json_t *plan;
	size_t i;

	json_array_foreach(plans, i, plan) {
		AUTO_STR s = {0};

		text_add(&s, run->lang,
			is_prospect
				? N_("The greetings for the contract signed on "
				     "%s go on, too. If one of both is enough: "
				     "nudge undo")
				: N_("The greetings for the contract signed on "
				     "%s go on, too. If it is the same "
				     "contract: nudge undo"),
			SHOW_FULL(run, value_date(plan, "anchor")));
		out_paragraph(&run->out, 0, 2, str_get(&s));
	}
}

/* "fri" is the next one, and a contract was mostly signed on the last.  What
 * was only looked at needs no undo: that would take back something else. */
static void print_ahead(struct run *run, const json_t *result)
{
	struct civil_date on = value_date(result, "plan.anchor");
	int ahead = civil_between(run_today(run), on);
	AUTO_STR s = {0};

	if (ahead <= 0 ||
		!strcmp(value_text(result, "plan.cadence"), "prospect"))
		return;
	text_add(&s, run->lang,
		run->common.preview
			? N_("%s lies ahead. If it has happened already, say "
			     "when, such as --on %s")
			: N_("%s lies ahead. If it has happened already: nudge "
			     "undo, and say when, such as --on %s"),
		SHOW_FULL(run, on),
		CIVIL_STR(civil_add_days(on, -(ahead + 6) / 7 * 7)));
	out_paragraph(&run->out, 0, 2, str_get(&s));
}

void show_plan(struct run *run, const json_t *result, const char *anchored)
{
	AUTO_GRID grid = GRID(show_line_columns);

	print_head(run, result, anchored);
	show_tp_plan(run, value(result, "touchpoints"));
	show_cancelled(&grid, run, result);
	grid_print(&grid, &run->out, 0);
	print_ahead(run, result);
	print_running(run, value_text(result, "plan.cadence"),
		value(result, "running"));
	show_change(run, result);
}
