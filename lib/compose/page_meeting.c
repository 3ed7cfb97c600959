/* A meeting in words; the contract is in page_meeting.h. */
#include "compose/page_meeting.h"

#include "compose/cut.h"
#include "text/city.h"
#include "text/words.h"

#include <string.h>

enum { PLACE_MAX = 200 };

static bool is_kind(const json_t *touchpoint, enum kind kind)
{
	const char *name = page_item_text(touchpoint, "kind");

	return name && strcmp(name, domain_kind[kind]) == 0 &&
	       json_is_object(json_object_get(touchpoint, "meeting"));
}

/* "visit: new line layout, plant 2". */
static void add_purpose(struct str *out, enum text_lang lang,
	const json_t *touchpoint, const json_t *meeting)
{
	const char *purpose = page_item_text(touchpoint, "purpose");
	const char *place = page_item_text(meeting, "place");
	AUTO_STR cut = {0};

	cut_add(&cut, place ? place : "", PLACE_MAX);
	if (place)
		text_add(out, lang, N_("%s: %s, %s"),
			page_item_via(lang, touchpoint), purpose ? purpose : "",
			str_get(&cut));
	else
		text_add(out, lang, N_("%s: %s"),
			page_item_via(lang, touchpoint),
			purpose ? purpose : "");
}

bool page_meeting_is(const json_t *touchpoint)
{
	return is_kind(touchpoint, KIND_MEETING);
}

bool page_meeting_purpose(
	struct str *out, enum text_lang lang, const json_t *touchpoint)
{
	if (!is_kind(touchpoint, KIND_MEETING))
		return false;
	add_purpose(
		out, lang, touchpoint, json_object_get(touchpoint, "meeting"));
	return true;
}

/* "Leave 09:50." before "Confirmed Fri." */
static void add_departure(
	struct page *page, const struct page_item *item, const json_t *meeting)
{
	const json_t *local = json_object_get(item->touchpoint, "local");
	const json_t *confirmed = json_object_get(meeting, "confirmed");
	const char *leave = page_item_text(local, "leave");
	struct civil_date on = page_item_date(confirmed, "on");
	AUTO_STR line = {0}, stands = {0};
	char day[WORDS_DATE];

	if (json_is_true(json_object_get(local, "over"))) {
		page_say(page, PAGE_NOTE, N_("How did it go?"));
		return;
	}
	if (civil_is_none(on))
		text_add(&stands, page->lang,
			leave ? N_("Not confirmed: call before you leave.")
			      : N_("Not confirmed: call before you go."));
	else
		text_add(&stands, page->lang, N_("Confirmed %s."),
			words_date_short(day, page->lang, on, item->today));
	if (leave)
		text_add(&line, page->lang, N_("Leave %s. %s"), leave,
			str_get(&stands));
	else
		str_add(&line, str_get(&stands));
	page_add(page, PAGE_NOTE, &line);
}

/* Who of ours is there beside the reader. */
static void add_team(struct page *page, const json_t *touchpoint)
{
	const json_t *local = json_object_get(touchpoint, "local");
	const json_t *name;
	AUTO_STR names = {0};
	size_t i;

	json_array_foreach(json_object_get(local, "colleagues"), i, name) {
		if (i)
			str_add(&names,
				text_get(page->lang, NC_("list", ", ")));
		str_add(&names, json_string_value(name));
	}
	if (names.len)
		page_say(
			page, PAGE_NOTE, N_("colleagues: %s"), str_get(&names));
}

/* Of the question whether a meeting stands: which one. */
static void add_asked(
	struct page *page, const struct page_item *item, const json_t *meeting)
{
	struct civil_date due = page_item_date(meeting, "due");
	const char *time = page_item_text(meeting, "time");
	const char *zone = page_item_text(meeting, "zone");
	AUTO_STR line = {0};
	char day[WORDS_DATE];

	str_add(&line, words_date_short(day, page->lang, due, item->today));
	if (time)
		str_addf(&line, " %s", time);
	if (zone && item->zone && strcmp(zone, item->zone) != 0) {
		str_add(&line, " (");
		city_add(&line, page->lang, zone);
		str_add(&line, ")");
	}
	str_add(&line, " · ");
	add_purpose(&line, page->lang, meeting, meeting);
	page_add(page, PAGE_NOTE, &line);
}

void page_meeting_add(struct page *page, const struct page_item *item)
{
	const json_t *touchpoint = item->touchpoint;
	const json_t *meeting = json_object_get(touchpoint, "meeting");

	if (is_kind(touchpoint, KIND_CONFIRM))
		add_asked(page, item, meeting);
	if (!is_kind(touchpoint, KIND_MEETING))
		return;
	add_departure(page, item, meeting);
	add_team(page, touchpoint);
}
