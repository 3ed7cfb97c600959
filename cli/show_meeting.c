/* Meetings; the contract is in show_meeting.h. */
#include "cli/show_meeting.h"

#include "cli/show.h"
#include "cli/show_facts.h"

#include <string.h>

bool show_meeting_is(const json_t *tp)
{
	return !strcmp(value_text(tp, "kind"), domain_kind[KIND_MEETING]);
}

/* "visit: new line layout, plant 2". */
static void add_purpose(
	struct str *s, const struct run *run, const json_t *tp, const json_t *m)
{
	const char *place = value_text(m, "place");
	AUTO_STR phrase = {0};

	if (*place)
		text_add(&phrase, run->lang, N_("%s: %s, %s"),
			show_via(run, value_text(tp, "via")),
			value_text(tp, "purpose"), place);
	else
		text_add(&phrase, run->lang, N_("%s: %s"),
			show_via(run, value_text(tp, "via")),
			value_text(tp, "purpose"));
	show_part(s, str_get(&phrase));
}

/* Who of ours is there beside the reader. */
static void add_names(struct str *s, const struct run *run, const json_t *tp)
{
	const json_t *names = value(tp, "local.colleagues");
	const json_t *rep;
	size_t i;

	if (names) {
		show_list(s, run, names);
		return;
	}
	json_array_foreach(value(tp, "meeting.team"), i, rep) {
		if (i)
			str_add(s, text_get(run->lang, NC_("list", ", ")));
		str_add(s, value_text(rep, "name"));
	}
}

static void add_team(struct str *s, const struct run *run, const json_t *tp)
{
	AUTO_STR names = {0};

	add_names(&names, run, tp);
	if (names.len)
		show_say(s, run, N_("colleagues: %s"), str_get(&names));
}

void show_meeting(struct str *s, const struct run *run, const json_t *tp)
{
	AUTO_STR people = {0};

	add_purpose(s, run, tp, value(tp, "meeting"));
	show_people(&people, run, value(tp, "contacts"));
	show_part(s, str_get(&people));
	add_team(s, run, tp);
}

static void add_confirmed(
	struct str *s, const struct run *run, const json_t *tp)
{
	struct civil_date on = value_date(tp, "meeting.confirmed.on");

	if (!civil_is_none(on))
		show_say(s, run, N_("confirmed %s"), SHOW_DAY(run, on));
	else
		show_say(s, run, N_("not confirmed"));
}

void show_meeting_day(struct str *s, const struct run *run, const json_t *tp)
{
	const char *leave = value_text(tp, "local.leave");

	if (value_bool(tp, "local.over") || value_int(tp, "late_days") > 0) {
		show_say(s, run, N_("how did it go?"));
		return;
	}
	if (*leave)
		show_say(s, run, N_("leave %s"), leave);
	add_confirmed(s, run, tp);
}

void show_meeting_asked(struct str *s, const struct run *run, const json_t *tp)
{
	const json_t *meeting = value(tp, "meeting");
	AUTO_STR due = {0};

	if (!meeting ||
		strcmp(value_text(tp, "kind"), domain_kind[KIND_CONFIRM]) != 0)
		return;
	show_due(&due, run, meeting);
	show_part(s, str_get(&due));
	add_purpose(s, run, meeting, meeting);
}

void show_meeting_closed(
	struct grid *grid, const struct run *run, const json_t *result)
{
	const json_t *day = value(result, "closed_day");
	AUTO_STR s = {0};

	if (!day)
		return;
	show_line(grid, run, OUT_WARN, N_("No working day"), NULL);
	show_part(&s, SHOW_FULL(run, value_date(day, "date")));
	if (!value_bool(day, "rep"))
		show_say(&s, run, N_("closed for you"));
	if (!value_bool(day, "account"))
		show_say(&s, run, N_("closed for the customer"));
	grid_add(grid, OUT_PLAIN, str_get(&s));
}

void show_meeting_overlaps(
	struct grid *grid, const struct run *run, const json_t *result)
{
	const json_t *list = value(result, "overlaps");
	const json_t *tp;
	size_t i;

	json_array_foreach(list, i, tp) {
		AUTO_STR s = {0}, due = {0};
		const char *id = STR_INT(value_int(tp, "id"));

		show_line(
			grid, run, OUT_ALARM, N_("Overlaps"), value(tp, "id"));
		show_subject(&s, run, tp);
		show_due(&due, run, tp);
		show_part(&s, str_get(&due));
		show_part(&s, value_text(tp, "owner_name"));
		show_part(&s, value_text(tp, "purpose"));
		show_say(&s, run, N_("to move it: nudge move %s WHEN"), id);
		grid_add(grid, OUT_PLAIN, str_get(&s));
	}
}

void show_meeting_facts(
	struct grid *grid, const struct run *run, const json_t *tp)
{
	const json_t *meeting = value(tp, "meeting");
	int64_t travel = value_int(meeting, "travel");
	int64_t held = value_int(tp, "held_by");
	AUTO_STR team = {0}, stands = {0}, phrase = {0}, fulfils = {0};

	if (held)
		show_facts_add(grid, run, N_("meeting"), STR_INT(held));
	if (!meeting)
		return;
	show_meeting_asked(&stands, run, tp);
	show_facts_add(grid, run, N_("meeting"), str_get(&stands));
	show_facts_add(grid, run, N_("place"), value_text(meeting, "place"));
	if (!show_meeting_is(tp))
		return;
	show_facts_add(grid, run, N_("ends"), value_text(meeting, "ends"));
	if (travel)
		show_facts_add(grid, run, N_("travel"),
			show_count(&phrase, run, "%s minute", "%s minutes",
				travel));
	add_names(&team, run, tp);
	show_facts_add(grid, run, N_("colleagues"), str_get(&team));
	str_reset(&stands);
	add_confirmed(&stands, run, tp);
	show_part(&stands, show_via(run, value_text(meeting, "confirmed.via")));
	show_facts_add(grid, run, N_("confirmed"), str_get(&stands));
	if (value(meeting, "fulfils"))
		show_say(&fulfils, run, N_("%s: %s"),
			STR_INT(value_int(meeting, "fulfils.id")),
			value_text(meeting, "fulfils.purpose"));
	show_facts_add(grid, run, N_("held for"), str_get(&fulfils));
}
