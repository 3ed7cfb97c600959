/* A person's day; the contract is in show_brief.h. */
#include "cli/show_brief.h"

#include "cli/show.h"
#include "cli/show_meeting.h"
#include "cli/show_note.h"
#include "cli/show_outlook.h"
#include "cli/show_quote.h"
#include "cli/show_topic.h"
#include "core/planner.h"
#include "text/city.h"

#include <string.h>

/* From this width on, the note has a column of its own. */
enum { WIDE = 110 };

static void add_count(struct str *s, const struct run *run, const char *one,
	const char *many, int64_t n)
{
	AUTO_STR phrase = {0};

	if (n == 0)
		return;
	if (s->len)
		str_add(s, text_get(run->lang, NC_("list", ", ")));
	str_add(s, show_count(&phrase, run, one, many, n));
}

/* "2 due, 1 late, 1 to arrange". */
static void add_counts(
	struct str *s, const struct run *run, const json_t *counts)
{
	add_count(s, run, "%s fixed", "%s fixed", value_int(counts, "fixed"));
	add_count(s, run, "%s to answer", "%s to answer",
		value_int(counts, "answers"));
	add_count(s, run, "%s promise", "%s promises",
		value_int(counts, "promises"));
	add_count(
		s, run, "%s request", "%s requests", value_int(counts, "help"));
	add_count(s, run, "%s late", "%s late", value_int(counts, "late"));
	add_count(s, run, "%s due", "%s due", value_int(counts, "due"));
	add_count(s, run, "%s to arrange", "%s to arrange",
		value_int(counts, "arrange"));
	add_count(s, run, "%s to greet", "%s to greet",
		value_int(counts, "greet"));
	add_count(
		s, run, "%s missed", "%s missed", value_int(counts, "missed"));
}

static void print_head(struct run *run, const json_t *brief)
{
	AUTO_STR head = {0}, counts = {0};

	add_counts(&counts, run, value(brief, "counts"));
	show_part(&head, SHOW_FULL(run, value_date(brief, "date")));
	show_part(&head, value_text(brief, "rep.name"));
	show_part(&head, str_get(&counts));
	out_text(&run->out, OUT_BOLD, str_get(&head));
	out_newline(&run->out);
}

/* The word in front of an item, and how loud it is. */
static const char *label_of(const char *section, const json_t *tp,
	const struct run *run, enum out_style *ret_style)
{
	static const struct {
		const char *section, *label;
		enum out_style style;
	} labels[] = {
		{"answers", N_("ANSWER"), OUT_WARN},
		{"help", N_("HELP"), OUT_WARN},
		{"late", N_("LATE"), OUT_ALARM},
		{"due", N_("DUE"), OUT_GOOD},
		{"arrange", N_("ARRANGE"), OUT_PLAIN},
		{"greet", N_("GREET"), OUT_GOOD},
		{"missed", N_("MISSED"), OUT_ALARM},
	};

	*ret_style = OUT_BOLD;
	if (!strcmp(section, "fixed"))
		return value_text(
			tp, value(tp, "local") ? "local.time" : "time");
	if (!strcmp(value_text(tp, "kind"), "confirm")) {
		*ret_style = OUT_WARN;
		return text_get(run->lang, N_("CONFIRM"));
	}
	if (!strcmp(value_text(tp, "kind"), "promise")) {
		*ret_style = OUT_WARN;
		return text_get(run->lang, N_("PROMISE"));
	}
	if (value(tp, "request.answer"))
		return text_get(run->lang, N_("REPLY"));
	for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
		if (!strcmp(section, labels[i].section)) {
			*ret_style = labels[i].style;
			return text_get(run->lang, labels[i].label);
		}
	}
	return section;
}

/* What to do, by which way, for the how-many-th time, unless the purpose says
 * that: it does from the fourth on. */
static void add_task(struct str *s, const struct run *run, const json_t *tp)
{
	int64_t follow_up = value_int(tp, "follow_up");
	const char *step = value_text(tp, "step");
	bool is_said = follow_up >= PLANNER_NEW_WAY_FROM &&
		       strstr(value_text(tp, "purpose"), STR_INT(follow_up));

	if (*step && !follow_up)
		str_addf(s, "%s ", words_step(run->lang, step));
	str_add(s, show_via(run, value_text(tp, "via")));
	if (follow_up && !is_said)
		show_say(s, run, N_("follow-up %s"), STR_INT(follow_up));
	show_part(s, value_text(tp, "purpose"));
}

/* How to reach whom the plan does not name, and how not. */
static void add_main(struct str *s, const struct run *run, const json_t *main)
{
	const json_t *way;
	AUTO_STR ways = {0};
	size_t i;

	show_part(s, value_text(main, "phone"));
	json_array_foreach(value(main, "refused"), i, way)
		str_addf(&ways, "%s%s",
			i ? text_get(run->lang, NC_("list", ", ")) : "",
			show_via(run, json_string_value(way)));
	if (ways.len)
		show_say(s, run, N_("wants no %s"), str_get(&ways));
}

/* What to do, and with whom. */
static void add_what(struct str *s, const struct run *run, const json_t *tp)
{
	AUTO_STR people = {0}, task = {0};

	if (value(tp, "request"))
		show_quote_request(s, run, value(tp, "request"));
	if (show_meeting_is(tp)) {
		show_meeting(s, run, tp);
		return;
	}
	if (value(tp, "asked"))
		show_quote_asked(&task, run, value(tp, "asked"));
	else
		add_task(&task, run, tp);
	show_meeting_asked(&task, run, tp);
	show_part(s, str_get(&task));
	show_people(&people, run, value(tp, "contacts"));
	if (!people.len)
		show_person(&people, run, value(tp, "main_contact"));
	show_part(s, str_get(&people));
	if (!value_count(tp, "contacts"))
		add_main(s, run, value(tp, "main_contact"));
}

/* "call 15:00–18:00 (Berlin 08:00–11:00)": when both are at work. */
static void add_hours(struct str *s, const struct run *run, const json_t *hours)
{
	AUTO_STR city = {0}, phrase = {0};

	if (!hours)
		return;
	city_add(&city, run->lang, value_text(hours, "zone"));
	text_add(&phrase, run->lang, N_("call %s–%s (%s %s–%s)"),
		value_text(hours, "from"), value_text(hours, "to"),
		str_get(&city), value_text(hours, "local_from"),
		value_text(hours, "local_to"));
	show_part(s, str_get(&phrase));
}

/* "Berlin 09:00": the clock there, where it differs by hours. */
static void add_far(struct str *s, const struct run *run, const json_t *tp)
{
	AUTO_STR city = {0};

	if (!value_bool(tp, "local.apart"))
		return;
	city_add(&city, run->lang, value_text(tp, "local.zone"));
	str_addf(&city, " %s", value_text(tp, "time"));
	show_part(s, str_get(&city));
}

/* What is the matter with it today, by its section. */
static void add_matter(struct str *s, const struct run *run,
	const char *section, const json_t *tp)
{
	struct civil_date latest = value_date(tp, "latest");

	if (!strcmp(section, "missed"))
		show_say(s, run, N_("%s did not do it by %s"),
			value_text(tp, "owner_name"), SHOW_DAY(run, latest));
	else if (!strcmp(section, "greet"))
		show_say(s, run,
			N_("closed from %s to %s: a greeting before, instead"),
			SHOW_DAY(run, value_date(tp, "closed.from")),
			SHOW_DAY(run, value_date(tp, "closed.to")));
	else if (!strcmp(section, "arrange"))
		show_say(s, run, N_("due %s"),
			SHOW_DAY(run, value_date(tp, "due")));
	else if (show_meeting_is(tp))
		show_meeting_day(s, run, tp);
	else if (!strcmp(section, "help") && !value(tp, "request.answer"))
		show_say(s, run, N_("nudge ask %s --answer TEXT"),
			STR_INT(value_int(tp, "id")));
	else if (civil_cmp(latest, run_today(run)) > 0)
		show_say(s, run, N_("until %s"), SHOW_DAY(run, latest));
}

/* How late, how it went last time, what else could be tried. */
static void add_note(struct str *s, const struct run *run, const char *section,
	const json_t *tp)
{
	int64_t late = value_int(tp, "late_days");
	const char *suggest = value_text(tp, "suggest_via");
	AUTO_STR phrase = {0};

	add_matter(s, run, section, tp);
	add_far(s, run, tp);
	if (late)
		show_part(s, show_count(&phrase, run, "%s working day late",
				     "%s working days late", late));
	else if (!strcmp(section, "late"))
		show_say(s, run, N_("since %s"),
			SHOW_DAY(run, value_date(tp, "latest")));
	if (value_int(tp, "merge_with"))
		show_say(s, run, N_("due with the next: nudge merge %s %s"),
			STR_INT(value_int(tp, "id")),
			STR_INT(value_int(tp, "merge_with")));
	add_hours(s, run, value(tp, "call_hours"));
	show_last(s, run, tp);
	if (*suggest)
		show_say(s, run, N_("not by %s again; try: %s"),
			show_via(run, value_text(tp, "via")),
			show_via(run, suggest));
}

/* "key", or "prospect" for one that is no customer yet. */
static const char *show_standing(const struct run *run, const json_t *account)
{
	const char *stage = value_text(account, "stage");

	return strcmp(stage, domain_stage[STAGE_PROSPECT]) == 0
		       ? show_stage(run, stage)
		       : show_tier(run, value_text(account, "tier"));
}

static bool is_wide(const struct run *run)
{
	return run->out.width == 0 || run->out.width >= WIDE;
}

static void add_item(struct grid *grid, const struct run *run,
	const char *section, const json_t *tp)
{
	enum out_style style;
	const char *label = label_of(section, tp, run, &style);
	AUTO_STR what = {0}, note = {0};
	bool wide = is_wide(run);

	grid_add(grid, style, label);
	grid_add(grid, OUT_BOLD, STR_INT(value_int(tp, "id")));
	grid_add(grid, OUT_PLAIN, value_text(tp, "account.name"));
	grid_add(grid, OUT_DIM, show_standing(run, value(tp, "account")));
	add_what(&what, run, tp);
	add_note(&note, run, section, tp);
	if (!wide)
		show_part(&what, str_get(&note));
	grid_add(grid, OUT_PLAIN, str_get(&what));
	if (wide)
		grid_add(grid, strcmp(section, "late") ? OUT_DIM : OUT_ALARM,
			str_get(&note));
}

/* A line of its own below the item. */
static void add_below(struct grid *grid, enum out_style style, const char *s)
{
	for (int i = 0; i < 4; i++)
		grid_add(grid, OUT_PLAIN, "");
	grid_add(grid, style, s);
	grid_end_row(grid);
}

/* What to know, and what to talk about. */
static void add_known(
	struct grid *grid, const struct run *run, const json_t *tp)
{
	const json_t *note;
	AUTO_STR titles = {0}, line = {0};
	size_t i;

	json_array_foreach(value(tp, "cautions"), i, note) {
		AUTO_STR s = {0};

		show_note_caution(&s, run, note);
		add_below(grid, OUT_WARN, str_get(&s));
	}
	show_topic_titles(&titles, value(tp, "topics"));
	if (!titles.len)
		return;
	text_add(&line, run->lang, N_("not used yet: %s"), str_get(&titles));
	add_below(grid, OUT_DIM, str_get(&line));
}

static void add_more(
	struct grid *grid, const struct run *run, const json_t *section)
{
	int64_t more = value_int(section, "more");
	AUTO_STR s = {0};

	if (more == 0)
		return;
	text_add(&s, run->lang,
		!strcmp(value_text(section, "section"), "late")
			? N_("%s more late: nudge list --late")
			: N_("%s more: nudge list"),
		STR_INT(more));
	add_below(grid, OUT_DIM, str_get(&s));
}

static void print_sections(struct run *run, const json_t *brief)
{
	static const struct grid_column wide[] = {{NULL, 0}, {NULL, GRID_RIGHT},
		{NULL, GRID_FLEX}, {NULL, 0}, {NULL, GRID_FLEX},
		{NULL, GRID_FLEX}};
	static const struct grid_column narrow[] = {{NULL, 0},
		{NULL, GRID_RIGHT}, {NULL, GRID_FLEX}, {NULL, 0},
		{NULL, GRID_FLEX | GRID_BELOW}};
	struct grid wide_grid = GRID(wide), narrow_grid = GRID(narrow);
	AUTO_GRID grid = is_wide(run) ? wide_grid : narrow_grid;
	const json_t *sections = value(brief, "sections");
	const json_t *section, *item;
	size_t i, k;

	json_array_foreach(sections, i, section) {
		const json_t *items = value(section, "items");

		json_array_foreach(items, k, item) {
			add_item(&grid, run, value_text(section, "section"),
				item);
			add_known(&grid, run, item);
		}
		add_more(&grid, run, section);
	}
	grid_print(&grid, &run->out, 2);
}

void show_brief(struct run *run, const json_t *brief)
{
	print_head(run, brief);
	print_sections(run, brief);
	show_outlook(run, brief);
}
