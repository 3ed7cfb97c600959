/* nudge show: a follow-up or an account, with all that is known. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_account.h"
#include "cli/show_facts.h"
#include "cli/show_note.h"
#include "cli/show_topic.h"
#include "cli/show_meeting.h"
#include "cli/show_tp.h"
#include "cli/target_word.h"

#include <string.h>

static const struct arg args[] = {
	ARG("id", N_("ID|ACCOUNT"), .words = OPT_TOUCHPOINT),
};

static const struct opt opts[] = {OPT_AT};

static int prepare(struct run *run)
{
	if (target_word_is_touchpoint(run_param(run, "id")))
		run->method = "touchpoint.show";
	return 0;
}

static void add_window(
	struct grid *grid, const struct run *run, const json_t *tp)
{
	AUTO_STR due = {0}, window = {0}, moved = {0};
	struct civil_date nominal = value_date(tp, "nominal");
	struct civil_date from = value_date(tp, "earliest");
	struct civil_date to = value_date(tp, "latest");

	show_due(&due, run, tp);
	show_tp_moved(&moved, run, tp);
	if (!civil_is_none(nominal) &&
		civil_cmp(nominal, value_date(tp, "due")) != 0)
		show_say(&due, run, N_("by the rule %s"),
			SHOW_FULL(run, nominal));
	show_part(&due, str_get(&moved));
	show_facts_add(grid, run, N_("due"), str_get(&due));
	if (civil_cmp(from, to) == 0)
		str_add(&window, SHOW_FULL(run, from));
	else
		text_add(&window, run->lang, N_("%s to %s"),
			SHOW_FULL(run, from), SHOW_FULL(run, to));
	show_facts_add(grid, run, N_("window"), str_get(&window));
}

static void print_facts(struct run *run, const json_t *tp)
{
	static const struct show_fact facts[] = {
		{N_("state"), "state"},
		{N_("way"), "via"},
		{N_("kind"), "kind"},
		{N_("cadence"), "cadence"},
		{N_("owner"), "owner_name"},
		{N_("arrange by"), "arrange_on"},
		{N_("attempts"), "attempts"},
		{N_("moved, times"), "moves"},
		{N_("moved because"), "move_reason"},
		{N_("made on"), "done_on"},
		{N_("outcome"), "outcome"},
		{N_("result"), "result"},
		{N_("reason"), "close_reason"},
		{N_("covered by"), "covered_by"},
		{NULL, NULL},
	};
	AUTO_GRID grid = GRID(show_facts_columns);
	AUTO_STR people = {0}, until = {0}, topics = {0};

	show_facts_add(&grid, run, N_("purpose"), value_text(tp, "purpose"));
	add_window(&grid, run, tp);
	if (!strcmp(value_text(tp, "state"), "open"))
		show_instant(&until, run, value_text(tp, "snoozed_until"));
	show_facts_add(&grid, run, N_("hidden until"), str_get(&until));
	show_people(&people, run, value(tp, "contacts"));
	show_facts_add(&grid, run, N_("with"), str_get(&people));
	show_topic_titles(&topics, value(tp, "topics"));
	show_facts_add(&grid, run, N_("not used yet"), str_get(&topics));
	show_meeting_facts(&grid, run, tp);
	show_facts_all(&grid, run, facts, NULL, tp);
	grid_print(&grid, &run->out, 2);
	show_note_section(run, N_("Know before you go"), value(tp, "cautions"));
	show_note_section(run, N_("Notes"), value(tp, "notes"));
}

/* Help that was asked for, and what was answered. */
static void print_requests(struct run *run, const json_t *requests)
{
	static const struct grid_column columns[] = {
		{NULL, 0}, {NULL, 0}, {NULL, GRID_FLEX}};
	AUTO_GRID grid = GRID(columns);
	const json_t *request;
	size_t i;

	json_array_foreach(requests, i, request) {
		AUTO_STR at = {0}, back = {0};

		show_instant(&at, run, value_text(request, "at"));
		grid_add(&grid, OUT_PLAIN, str_get(&at));
		grid_add(&grid, OUT_PLAIN, value_text(request, "by_name"));
		grid_add(&grid, OUT_PLAIN, value_text(request, "text"));
		if (!value(request, "answer"))
			continue;
		show_instant(&back, run, value_text(request, "answered_at"));
		grid_add(&grid, OUT_PLAIN, str_get(&back));
		grid_add(&grid, OUT_PLAIN,
			value_text(request, "answered_by_name"));
		grid_add(&grid, OUT_PLAIN, value_text(request, "answer"));
	}
	if (grid_is_empty(&grid))
		return;
	show_facts_heading(run, N_("Help wanted"));
	grid_print(&grid, &run->out, 2);
}

/* The next step is due too: one contact would do for both. */
static void print_merge(struct run *run, const json_t *tp, const json_t *other)
{
	AUTO_STR s = {0}, subject = {0};

	if (!other)
		return;
	show_subject(&subject, run, other);
	text_add(&s, run->lang,
		N_("%s is due too; one contact for both: nudge merge %s %s"),
		str_get(&subject), STR_INT(value_int(tp, "id")),
		STR_INT(value_int(other, "id")));
	out_pad(&run->out, 2);
	out_paragraph(&run->out, 2, 2, str_get(&s));
}

static int print(struct run *run, const json_t *result)
{
	const json_t *tp = value(result, "touchpoint");
	AUTO_STR head = {0};

	if (!tp) {
		show_account(run, result);
		return 0;
	}
	str_addf(&head, "%s  ", STR_INT(value_int(tp, "id")));
	show_subject(&head, run, tp);
	out_text(&run->out, OUT_BOLD, str_get(&head));
	out_newline(&run->out);
	print_facts(run, tp);
	print_merge(run, tp, value(result, "merge_with"));
	print_requests(run, value(result, "requests"));
	show_facts_activities(run, value(result, "activities"));
	if (value_count(result, "children")) {
		show_facts_heading(run, N_("What came of it"));
		show_tp_table(run, value(result, "children"));
	}
	return 0;
}

const struct cmd cmd_show = {
	.name = "show",
	.group = CMD_LOOK,
	.summary = N_("a follow-up or an account, with all that is known"),
	.examples = {{"nudge show 42", N_("one follow-up")},
		{"nudge show acme", N_("an account with its people and what "
				       "is open")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "account.show",
	.prepare = prepare,
	.print = print,
};
