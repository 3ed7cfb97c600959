/* A day in words. */
#include "compose/page_brief.h"

#include "compose/page_item.h"
#include "text/words.h"

#include <errno.h>
#include <string.h>

/* "Tue 17 Nov": the short form as from another month of the same year. */
static void day_and_month(
	char buf[static WORDS_DATE], enum text_lang lang, struct civil_date d)
{
	struct civil_date elsewhere = {
		.year = d.year, .month = d.month == 1 ? 2 : 1, .day = 1};

	words_date_short(buf, lang, d, elsewhere);
}

static int64_t count(const json_t *brief, const char *name)
{
	const json_t *counts = json_object_get(brief, "counts");

	return json_integer_value(json_object_get(counts, name));
}

/* The subject of a brief, in numbers and a day. */
static void add_brief_subject(struct page *page,
	const struct page_reader *reader, const json_t *brief,
	struct civil_date today)
{
	AUTO_STR line = {0};
	char day[WORDS_DATE];
	int64_t todo = count(brief, "fixed") + count(brief, "answers") +
		       count(brief, "promises") + count(brief, "due") +
		       count(brief, "greet");
	int64_t late = count(brief, "late");

	if (reader->audience == AUDIENCE_ROOM) {
		todo += late;
		late = 0;
	} else {
		todo += count(brief, "help"); /* no room hears of it */
	}
	day_and_month(day, page->lang, today);
	if (todo && late)
		text_add(&line, page->lang, N_("Today: %s to do, %s late · %s"),
			STR_INT(todo), STR_INT(late), day);
	else if (todo)
		text_add(&line, page->lang, N_("Today: %s to do · %s"),
			STR_INT(todo), day);
	else if (late)
		text_add(&line, page->lang, N_("Today: %s late · %s"),
			STR_INT(late), day);
	else
		text_add(&line, page->lang, N_("Today: nothing due · %s"), day);
	page_set_subject(page, &line);
}

/* NULL: nothing for this audience. */
static const char *section_title(
	const char *section, enum audience audience, bool *ret_arrange)
{
	static const struct {
		const char *section, *title, *room;
	} titles[] = {
		{"fixed", N_("At a fixed time"), N_("At a fixed time")},
		{"answers", N_("Answers and promises"), N_("To do")},
		{"help", N_("Help wanted"), NULL},
		{"late", N_("Late"), N_("To do")},
		{"due", N_("To do"), N_("To do")},
		{"arrange", N_("Agree a date"), N_("Agree a date")},
		{"greet", N_("Greetings before the holiday"),
			N_("Greetings before the holiday")},
		{"missed", N_("Missed in your team"), NULL},
	};

	*ret_arrange = strcmp(section, "arrange") == 0;
	for (size_t i = 0; i < ARRAY_LEN(titles); i++)
		if (strcmp(titles[i].section, section) == 0)
			return audience == AUDIENCE_ROOM ? titles[i].room
							 : titles[i].title;
	return N_("To do");
}

/* The text of the last section heading, or "". */
static const char *last_heading(const struct page *page)
{
	for (size_t i = page->n; i-- > 0;)
		if (page->lines[i].kind == PAGE_SECTION)
			return page->lines[i].text;
	return "";
}

/* Before a holiday: why a greeting is offered. */
static void add_instead(struct str *s, enum text_lang lang,
	const json_t *touchpoint, struct civil_date today)
{
	const json_t *closed = json_object_get(touchpoint, "closed");
	char from[WORDS_DATE], to[WORDS_DATE];

	if (!json_is_object(closed))
		return;
	words_date_short(from, lang, page_item_date(closed, "from"), today);
	words_date_short(to, lang, page_item_date(closed, "to"), today);
	text_add(s, lang,
		N_("closed from %s to %s: a greeting before, instead"), from,
		to);
}

static void add_section(struct page *page, const struct page_reader *reader,
	const json_t *section, struct page_item item)
{
	const char *id = page_item_text(section, "section");
	const json_t *items = json_object_get(section, "items");
	int64_t more = json_integer_value(json_object_get(section, "more"));
	const char *title =
		section_title(id ? id : "", reader->audience, &item.is_arrange);
	const json_t *touchpoint;
	size_t i;

	if (!title || (json_array_size(items) == 0 && more == 0))
		return;
	title = text_get(page->lang, title);
	if (strcmp(last_heading(page), title) != 0)
		page_say(page, PAGE_SECTION, title);
	json_array_foreach(items, i, touchpoint) {
		AUTO_STR instead = {0};

		add_instead(&instead, page->lang, touchpoint, item.today);
		item.touchpoint = touchpoint;
		item.instead = instead.len ? str_get(&instead) : NULL;
		page_item_add(page, reader, &item);
	}
	page_add_more(page, more);
}

/* What needs nothing today but is good to know. */
static void add_outlook(struct page *page, const json_t *brief)
{
	int64_t opening = json_integer_value(json_object_get(brief, "opening"));
	int64_t awaited = json_integer_value(json_object_get(brief, "awaited"));
	int64_t late = json_integer_value(json_object_get(brief, "team_late"));

	if (opening > 0)
		page_say(page, PAGE_LEAD,
			text_get_n(page->lang,
				"From today %s more follow-up is possible.",
				"From today %s more follow-ups are possible.",
				(unsigned long)opening),
			STR_INT(opening));
	if (awaited > 0)
		page_say(page, PAGE_LEAD,
			text_get_n(page->lang, "Customers owe you %s answer.",
				"Customers owe you %s answers.",
				(unsigned long)awaited),
			STR_INT(awaited));
	if (late > 0)
		page_say(page, PAGE_LEAD,
			text_get_n(page->lang,
				"In your team %s follow-up is late: nudge list "
				"--late --all",
				"In your team %s follow-ups are late: nudge "
				"list --late --all",
				(unsigned long)late),
			STR_INT(late));
}

static void add_catchup(struct page *page, const json_t *catchup)
{
	const char *from = page_item_text(catchup, "from");
	const char *to = page_item_text(catchup, "to");
	int64_t missed = json_integer_value(json_object_get(catchup, "missed"));

	if (!from || !to)
		return;
	page_say(page, PAGE_LEAD,
		text_get_n(page->lang,
			"nudge was not running from %2$s to %3$s; %1$s "
			"reminder fell due meanwhile.",
			"nudge was not running from %2$s to %3$s; %1$s "
			"reminders fell due meanwhile.",
			(unsigned long)missed),
		STR_INT(missed), from, to);
}

/* Where nothing is due: what comes next.  A room learns no purpose. */
static void add_next(
	struct page *page, const struct page_reader *reader, const json_t *tp)
{
	AUTO_STR subject = {0};
	char day[WORDS_DATE];

	if (!json_is_object(tp))
		return;
	page_item_subject(&subject, page->lang, tp);
	day_and_month(day, page->lang, page_item_date(tp, "due"));
	if (reader->audience == AUDIENCE_ROOM)
		page_say(page, PAGE_LEAD, N_("Next: %s · %s"), day,
			str_get(&subject));
	else
		page_say(page, PAGE_LEAD, N_("Next: %s · %s · %s: %s"), day,
			str_get(&subject), page_item_via(page->lang, tp),
			page_item_text(tp, "purpose"));
}

int page_brief_build(const json_t *model, const struct page_reader *reader,
	struct page *page)
{
	const json_t *brief = json_object_get(model, "brief");
	const json_t *rep = json_object_get(brief, "rep");
	struct page_item item = page_item_for(model, rep);
	const json_t *section;
	size_t i;

	if (!json_is_object(brief) || civil_is_none(item.today))
		return -EINVAL;
	add_brief_subject(page, reader, brief, item.today);
	page_say(page, PAGE_TITLE, page->subject);
	add_catchup(page, json_object_get(model, "catchup"));
	if (json_is_true(json_object_get(brief, "empty")))
		page_say(page, PAGE_LEAD,
			N_("Nothing needs you today. This note comes so that "
			   "you know nudge is awake."));
	add_next(page, reader, json_object_get(brief, "next"));
	json_array_foreach(json_object_get(brief, "sections"), i, section)
		add_section(page, reader, section, item);
	if (reader->audience == AUDIENCE_PRIVATE)
		add_outlook(page, brief);
	return 0;
}
