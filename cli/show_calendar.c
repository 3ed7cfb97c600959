/* Working calendars told; the contract is in show_calendar.h. */
#include "cli/show_calendar.h"

#include "cli/prompt.h"
#include "cli/show.h"

#include <errno.h>
#include <string.h>

const char *show_calendar_kind(const struct run *run, const char *kind)
{
	static const struct {
		const char *name, *word;
	} kinds[] = {
		{"closed", NC_("day", "closed")},
		{"makeup", NC_("day", "make-up")},
		{"open", NC_("day", "open")},
		{"soft", NC_("day", "soft")},
	};

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (!strcmp(kind, kinds[i].name))
			return text_get(run->lang, kinds[i].word);
	return kind;
}

void show_calendar_range(
	struct str *s, const struct run *run, const json_t *range)
{
	struct civil_date from = value_date(range, "from");
	struct civil_date to = value_date(range, "to");

	str_add(s, SHOW_FULL(run, from));
	if (civil_cmp(from, to) != 0)
		str_addf(s, " – %s", SHOW_FULL(run, to));
}

void show_calendar_years(struct str *s, const json_t *calendar)
{
	const json_t *years = value(calendar, "years");
	int64_t from = json_integer_value(json_array_get(years, 0));
	int64_t to = json_integer_value(json_array_get(years, 1));

	if (from > 1)
		str_add(s, STR_INT(from));
	if (from > 1 && from != to)
		str_addf(s, "–%s", STR_INT(to));
}

int show_calendar_each(struct run *run, const json_t *result,
	void (*print)(struct run *run, const json_t *calendar))
{
	const json_t *list = value(result, "calendars");
	const json_t *calendar;
	size_t i;

	json_array_foreach(list, i, calendar)
		print(run, calendar);
	return json_array_size(list) ? 0 : 1;
}

static void add_moves(struct grid *grid, const struct run *run,
	const json_t *result, const char *label)
{
	const json_t *tp;
	size_t i;

	json_array_foreach(value(result, "moves"), i, tp) {
		AUTO_STR s = {0}, due = {0};

		show_line(grid, run, OUT_WARN, label, value(tp, "id"));
		show_subject(&s, run, tp);
		show_due(&due, run, tp);
		show_say(&s, run, N_("%s → %s"),
			SHOW_FULL(run, value_date(tp, "was_due")),
			str_get(&due));
		grid_add(grid, OUT_PLAIN, str_get(&s));
	}
}

static void add_closed(
	struct grid *grid, const struct run *run, const json_t *result)
{
	const json_t *tp;
	size_t i;

	json_array_foreach(value(result, "closed"), i, tp) {
		AUTO_STR s = {0}, due = {0};

		show_line(
			grid, run, OUT_WARN, N_("Closed day"), value(tp, "id"));
		show_subject(&s, run, tp);
		show_due(&due, run, tp);
		show_part(&s, str_get(&due));
		show_part(&s, value_text(tp, "purpose"));
		grid_add(grid, OUT_PLAIN, str_get(&s));
	}
}

static void say_more(struct out *out, const json_t *result, const char *list,
	const char *total)
{
	int64_t more =
		value_int(result, total) - (int64_t)value_count(result, list);

	if (more <= 0)
		return;
	out_say(out, N_("and %s more"), STR_INT(more));
	out_newline(out);
}

void show_calendar_moves(struct run *run, struct out *out, const json_t *result)
{
	AUTO_GRID moves = GRID(show_line_columns);
	AUTO_GRID closed = GRID(show_line_columns);
	bool moved = value_bool(result, "moved");

	add_moves(&moves, run, result, moved ? N_("Moved") : N_("Would move"));
	grid_print(&moves, out, 0);
	say_more(out, result, "moves", "moves_total");
	add_closed(&closed, run, result);
	grid_print(&closed, out, 0);
	say_more(out, result, "closed", "closed_total");
}

static int ask(struct run *run, const json_t *preview)
{
	static const struct opt_choice answers[] = {
		{"yes", NC_("answer", "move them")},
		{"no", NC_("answer", "leave them where they are")},
		{NULL, NULL},
	};
	const char *answer;
	int r;

	show_calendar_moves(run, &run->talk, preview);
	r = prompt_choice(run, N_("Move these follow-ups?"), answers, &answer);
	if (r == 0 && strcmp(answer, "yes") == 0)
		json_object_set_new(run->params, "move", json_true());
	return r;
}

int show_calendar_ask(struct run *run)
{
	json_auto_t *preview = NULL;
	json_auto_t *params = NULL;
	int r;

	if (run->common.yes)
		json_object_set_new(run->params, "move", json_true());
	if (run->common.preview || !prompt_possible(run))
		return 0;
	params = json_copy(run->params);
	if (!params || json_object_set_new(params, "preview", json_true()) < 0)
		return -ENOMEM;
	r = run_call(run, run->method, TAKE(params), &preview);
	if (r < 0 || value_int(preview, "moves_total") == 0)
		return r;
	return ask(run, preview);
}
