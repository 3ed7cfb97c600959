/* Facts of one thing; the contract is in show_facts.h. */
#include "cli/show_facts.h"

#include "cli/show.h"

#include <string.h>

const struct grid_column show_facts_columns[2] = {{NULL, 0}, {NULL, GRID_FLEX}};

void show_facts_add(struct grid *grid, const struct run *run, const char *label,
	const char *text)
{
	if (!*text)
		return;
	grid_add(grid, OUT_DIM, text_get(run->lang, label));
	grid_add(grid, OUT_PLAIN, text);
}

/* Stored names that have a word; others are shown as they are. */
static const char *word_of(
	const struct run *run, const char *path, const char *name)
{
	static const struct {
		const char *path;
		const char *(*word)(const struct run *run, const char *name);
	} words[] = {
		{"tier", show_tier},
		{"stage", show_stage},
		{"course", show_course},
		{"via", show_via},
		{"kind", show_kind},
		{"state", show_state},
		{"outcome", show_outcome},
		{"roles", show_role},
		{"refused", show_via},
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (!strcmp(path, words[i].path))
			return words[i].word(run, name);
	return name;
}

static void add_list(struct str *s, const struct run *run, const char *path,
	const json_t *list)
{
	const json_t *item;
	size_t i;

	json_array_foreach(list, i, item) {
		if (i)
			str_add(s, text_get(run->lang, NC_("list", ", ")));
		str_add(s,
			json_is_object(item)
				? value_text(item, "name")
				: word_of(run, path, json_string_value(item)));
	}
}

/* A text that is a date is shown as one. */
static void add_text(struct str *s, const struct run *run, const char *path,
	const json_t *object)
{
	struct civil_date d = value_date(object, path);

	if (civil_is_none(d))
		str_add(s, word_of(run, path, value_text(object, path)));
	else
		str_add(s, SHOW_FULL(run, d));
}

/* The value at path in words; nothing where it is absent, 0 or false. */
static void add_value(struct str *s, const struct run *run,
	const json_t *object, const char *path)
{
	const json_t *v = value(object, path);

	if (json_is_string(v))
		add_text(s, run, path, object);
	else if (json_integer_value(v) != 0)
		str_add(s, STR_INT(json_integer_value(v)));
	else if (json_is_array(v))
		add_list(s, run, path, v);
	else if (json_is_true(v))
		str_add(s, text_get(run->lang, N_("yes")));
	else if (json_is_object(v)) /* hours */
		str_addf(
			s, "%s–%s", value_text(v, "from"), value_text(v, "to"));
}

void show_facts_value(struct grid *grid, const struct run *run,
	const char *label, const json_t *object, const char *path)
{
	AUTO_STR s = {0};

	add_value(&s, run, object, path);
	show_facts_add(grid, run, label, str_get(&s));
}

static void add_difference(struct grid *grid, const struct run *run,
	const struct show_fact *fact, const json_t *was, const json_t *now)
{
	AUTO_STR before = {0}, after = {0}, s = {0};

	add_value(&before, run, was, fact->path);
	add_value(&after, run, now, fact->path);
	if (!strcmp(str_get(&before), str_get(&after)))
		return;
	text_add(&s, run->lang, N_("%s → %s"),
		before.len ? str_get(&before) : "–",
		after.len ? str_get(&after) : "–");
	show_facts_add(grid, run, fact->label, str_get(&s));
}

void show_facts_all(struct grid *grid, const struct run *run,
	const struct show_fact *facts, const json_t *was, const json_t *now)
{
	for (; facts->label; facts++) {
		if (was)
			add_difference(grid, run, facts, was, now);
		else
			show_facts_value(
				grid, run, facts->label, now, facts->path);
	}
}

void show_facts_counts(
	struct grid *grid, const struct run *run, const json_t *counts)
{
	AUTO_STR s = {0}, n = {0};

	show_part(&s, show_count(&n, run, "%s rep", "%s reps",
			      value_int(counts, "reps")));
	show_part(&s, show_count(&n, run, "%s account", "%s accounts",
			      value_int(counts, "accounts")));
	show_part(&s, show_count(&n, run, "%s contact", "%s contacts",
			      value_int(counts, "contacts")));
	show_part(&s, show_count(&n, run, "%s open follow-up",
			      "%s open follow-ups", value_int(counts, "open")));
	show_part(&s, show_count(&n, run, "%s channel", "%s channels",
			      value_int(counts, "channels")));
	show_facts_add(grid, run, N_("holds"), str_get(&s));
}

void show_facts_heading(struct run *run, const char *label)
{
	out_newline(&run->out);
	out_text(&run->out, OUT_BOLD, text_get(run->lang, label));
	out_newline(&run->out);
}

static void add_activity(
	struct grid *grid, const struct run *run, const json_t *a)
{
	int64_t follow_up = value_int(a, "follow_up");
	bool in = !strcmp(value_text(a, "direction"), "in");
	AUTO_STR s = {0}, people = {0};

	if (follow_up)
		show_say(&s, run, N_("follow-up %s"), STR_INT(follow_up));
	show_part(&s, value_text(a, "text"));
	show_people(&people, run, value(a, "with"));
	if (people.len)
		show_say(&s, run, in ? NC_("person", "from %s") : N_("with %s"),
			str_get(&people));
	grid_add(grid, OUT_PLAIN, SHOW_FULL(run, value_date(a, "on")));
	grid_add(grid, OUT_PLAIN, show_via(run, value_text(a, "via")));
	grid_add(grid,
		strcmp(value_text(a, "outcome"), "problem") ? OUT_PLAIN
							    : OUT_WARN,
		*value_text(a, "outcome")
			? show_outcome(run, value_text(a, "outcome"))
		: in ? text_get(run->lang, N_("received"))
		     : "");
	grid_add(grid, OUT_PLAIN, str_get(&s));
	grid_add(grid, OUT_DIM, value_text(a, "rep_name"));
}

void show_facts_activities(struct run *run, const json_t *activities)
{
	static const struct grid_column columns[] = {
		{NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, GRID_FLEX}, {NULL, 0}};
	AUTO_GRID grid = GRID(columns);
	const json_t *a;
	size_t i;

	json_array_foreach(activities, i, a)
		add_activity(&grid, run, a);
	if (grid_is_empty(&grid))
		return;
	show_facts_heading(run, N_("Contacts made"));
	grid_print(&grid, &run->out, 2);
}
