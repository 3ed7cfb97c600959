/* Pieces of results; the contract is in show.h. */
#include "cli/show.h"

#include "base/utf8.h"
#include "text/city.h"

#include <stdarg.h>
#include <string.h>

/* words_tier() and its like, for a stored name. */
#define SHOW_WORD(what, WHAT)                                                  \
	const char *show_##what(const struct run *run, const char *name)       \
	{                                                                      \
		int i = domain_find(domain_##what, WHAT##_N, name);            \
                                                                               \
		return i < 0 ? name : words_##what(run->lang, (enum what)i);   \
	}
SHOW_WORD(tier, TIER)
SHOW_WORD(stage, STAGE)
SHOW_WORD(course, COURSE)
SHOW_WORD(role, ROLE)
SHOW_WORD(via, VIA)
SHOW_WORD(kind, KIND)
SHOW_WORD(state, STATE)
SHOW_WORD(outcome, OUTCOME)

void show_part(struct str *s, const char *phrase)
{
	if (!*phrase)
		return;
	if (s->len)
		str_add(s, " · ");
	str_add(s, phrase);
}

void show_say_(struct str *s, const struct run *run, const char *msgid, ...)
{
	AUTO_STR phrase = {0};
	va_list ap;

	va_start(ap, msgid);
	text_add_list(&phrase, run->lang, msgid, ap);
	va_end(ap);
	show_part(s, str_get(&phrase));
}

/* Appends an element of an enumeration behind a comma. */
static void add_item(
	struct str *s, const struct run *run, bool first, const char *item)
{
	if (!first)
		str_add(s, text_get(run->lang, NC_("list", ", ")));
	str_add(s, item);
}

void show_list(struct str *s, const struct run *run, const json_t *names)
{
	const json_t *name;
	size_t i;

	json_array_foreach(names, i, name)
		add_item(s, run, i == 0, json_string_value(name));
}

void show_subject(struct str *s, const struct run *run, const json_t *tp)
{
	const char *step = value_text(tp, "step");

	str_add(s, value_text(tp, "account.name"));
	if (*step)
		str_addf(s, " %s", words_step(run->lang, step));
}

void show_task(struct str *s, const struct run *run, const json_t *tp)
{
	show_subject(s, run, tp);
	if (!*value_text(tp, "step"))
		show_part(s, value_text(tp, "purpose"));
}

void show_due(struct str *s, const struct run *run, const json_t *tp)
{
	const char *time = value_text(tp, "time");
	const char *zone = *time ? value_text(tp, "zone") : "";

	str_add(s, SHOW_FULL(run, value_date(tp, "due")));
	if (*time)
		str_addf(s, " %s", time);
	if (*zone && run->api.zone && strcmp(zone, zone_name(run->api.zone))) {
		str_add(s, " (");
		city_add(s, run->lang, zone);
		str_add(s, ")");
	}
}

void show_person(struct str *s, const struct run *run, const json_t *contact)
{
	const json_t *roles = value(contact, "roles");
	const char *role = json_string_value(json_array_get(roles, 0));

	if (role)
		text_add(s, run->lang, N_("%s (%s)"),
			value_text(contact, "name"), show_role(run, role));
	else
		str_add(s, value_text(contact, "name"));
}

void show_people(struct str *s, const struct run *run, const json_t *contacts)
{
	const json_t *contact;
	size_t i;

	json_array_foreach(contacts, i, contact) {
		add_item(s, run, i == 0, "");
		show_person(s, run, contact);
	}
}

void show_last(struct str *s, const struct run *run, const json_t *tp)
{
	const json_t *last = value(tp, "last");
	const char *text = value_text(last, "text");
	struct civil_date on = value_date(last, "on");

	if (!last)
		return;
	if (!strcmp(value_text(last, "direction"), "in")) {
		if (!value(tp, "asked")) /* else it is told already */
			show_say(s, run, N_("they wrote: \"%s\" %s"),
				*text ? text : "…", SHOW_DAY(run, on));
	} else if (*text)
		show_say(
			s, run, N_("last: \"%s\" %s"), text, SHOW_DAY(run, on));
	else /* our word, not theirs: no quotes */
		show_say(s, run, N_("last: %s %s"),
			show_outcome(run, value_text(last, "outcome")),
			SHOW_DAY(run, on));
}

/* The number at s, of n digits. */
static int digits(const char *s, size_t n)
{
	int v = 0;

	for (size_t i = 0; i < n && s[i] >= '0' && s[i] <= '9'; i++)
		v = v * 10 + (s[i] - '0');
	return v;
}

/* The seconds of "2026-11-19T00:00:00Z"; -1: that is none. */
static int64_t seconds_of(const char *instant)
{
	struct civil_date d = {0};
	char day[CIVIL_TEXT];

	utf8_copy(day, sizeof(day), instant);
	if (strlen(instant) < 19 || civil_parse(day, &d, NULL) < 0)
		return -1;
	return (int64_t)civil_days(d) * 86400 + digits(instant + 11, 2) * 3600 +
	       digits(instant + 14, 2) * 60 + digits(instant + 17, 2);
}

void show_instant(struct str *s, const struct run *run, const char *instant)
{
	struct zone_local local;
	char minute[6];
	int64_t at = seconds_of(instant);

	if (at < 0)
		return;
	if (!run->api.zone) {
		str_add(s, instant);
		return;
	}
	local = zone_local_at(run->api.zone, at);
	str_add(s, SHOW_FULL(run, local.date));
	if (local.second)
		str_addf(s, " %s", words_minute(minute, local.second / 60));
}

bool show_is_hidden(const struct run *run, const json_t *tp)
{
	return seconds_of(value_text(tp, "snoozed_until")) > run->api.now;
}

const struct grid_column show_line_columns[3] = {
	{NULL, 0}, {NULL, GRID_RIGHT}, {NULL, GRID_FLEX}};

void show_line(struct grid *grid, const struct run *run, enum out_style style,
	const char *label, const json_t *id)
{
	grid_add(grid, style, text_get(run->lang, label));
	grid_add(grid, OUT_BOLD,
		json_is_integer(id) ? STR_INT(json_integer_value(id)) : "");
}

void show_next(struct grid *grid, const struct run *run, const json_t *result,
	const char *name, const char *label)
{
	const json_t *list = value(result, name);
	const json_t *tp;
	size_t i;

	json_array_foreach(list, i, tp) {
		AUTO_STR s = {0}, due = {0};

		show_line(grid, run, OUT_PLAIN, label, value(tp, "id"));
		show_subject(&s, run, tp);
		show_due(&due, run, tp);
		show_part(&s, str_get(&due));
		show_part(&s, show_via(run, value_text(tp, "via")));
		show_part(&s, value_text(tp, "purpose"));
		grid_add(grid, OUT_PLAIN, str_get(&s));
	}
}

static void add_closed(struct grid *grid, const struct run *run,
	const json_t *list, const char *label)
{
	const json_t *tp;
	size_t i;

	json_array_foreach(list, i, tp) {
		const json_t *by = value(tp, "covered_by");
		AUTO_STR s = {0};

		show_line(grid, run, OUT_WARN, label, value(tp, "id"));
		show_subject(&s, run, tp);
		show_part(&s, SHOW_FULL(run, value_date(tp, "due")));
		show_part(&s, value_text(tp, "purpose"));
		if (!strcmp(value_text(tp, "state"), "skipped"))
			show_part(&s, value_text(tp, "close_reason"));
		if (by)
			show_say(&s, run, N_("by #%s"),
				STR_INT(json_integer_value(by)));
		grid_add(grid, OUT_PLAIN, str_get(&s));
	}
}

/* The meeting of what was done without it. */
static void add_stands(
	struct grid *grid, const struct run *run, const json_t *list)
{
	const json_t *tp;
	size_t i;

	json_array_foreach(list, i, tp) {
		AUTO_STR s = {0}, due = {0};
		const char *id = STR_INT(value_int(tp, "id"));

		show_line(grid, run, OUT_WARN, N_("Stands"), value(tp, "id"));
		show_subject(&s, run, tp);
		show_due(&due, run, tp);
		show_part(&s, str_get(&due));
		show_part(&s, value_text(tp, "purpose"));
		show_say(&s, run,
			N_("the meeting is still planned; to call it off: "
			   "nudge skip %s REASON"),
			id);
		grid_add(grid, OUT_PLAIN, str_get(&s));
	}
}

void show_cancelled(
	struct grid *grid, const struct run *run, const json_t *result)
{
	add_closed(grid, run, value(result, "cancelled"), N_("Cancelled"));
	add_closed(grid, run, value(result, "covered"), N_("Covered"));
	add_closed(grid, run, value(result, "skipped"), N_("Skipped"));
	add_closed(grid, run, value(result, "resting"), N_("Rests"));
	add_stands(grid, run, value(result, "stands"));
}

void show_change(struct run *run, const json_t *result)
{
	const json_t *change = value(result, "change");
	AUTO_STR s = {0};

	if (run->common.preview)
		show_say(&s, run, N_("preview: nothing was changed"));
	else if (!change)
		show_say(&s, run, N_("nothing had to be changed"));
	else
		show_say(&s, run, N_("change %s · undo: nudge undo"),
			STR_INT(json_integer_value(change)));
	out_text(&run->out, OUT_DIM, str_get(&s));
	out_newline(&run->out);
}

const char *show_count(struct str *s, const struct run *run, const char *one,
	const char *many, int64_t n)
{
	str_reset(s);
	text_add(s, run->lang,
		text_get_n(run->lang, one, many, (unsigned long)n), STR_INT(n));
	return str_get(s);
}

int show_listing(struct run *run, const struct grid *grid, const json_t *result,
	const char *nothing)
{
	const json_t *cursor = value(result, "cursor");

	if (grid_is_empty(grid)) {
		out_paragraph(&run->talk, 0, 0, text_get(run->lang, nothing));
		return 1;
	}
	grid_print(grid, &run->out, 0);
	if (cursor) {
		out_say(&run->talk, N_("there are more: --cursor %s"),
			json_is_string(cursor)
				? json_string_value(cursor)
				: STR_INT(json_integer_value(cursor)));
		out_newline(&run->talk);
	}
	return 0;
}
