/* A message in words. */
#include "compose/page.h"

#include "compose/cut.h"
#include "compose/page_item.h"
#include "text/words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MODEL_VERSION = 1, REASON_MAX = 400 };

void page_done(struct page *page)
{
	for (size_t i = 0; i < page->n; i++)
		free(page->lines[i].text);
	free(page->lines);
	free(page->subject);
	*page = (struct page){0};
}

void page_add(struct page *page, enum page_kind kind, struct str *text)
{
	struct page_line *more =
		reallocarray(page->lines, page->n + 1, sizeof(*more));

	if (!more) {
		page->error = -ENOMEM;
		return;
	}
	page->lines = more;
	if (str_take(text, &more[page->n].text) < 0)
		page->error = -ENOMEM;
	else
		more[page->n++].kind = kind;
}

#define add_sentence(page, kind, ...)                                          \
	do {                                                                   \
		AUTO_STR sentence_ = {0};                                      \
		text_add(&sentence_, (page)->lang, __VA_ARGS__);               \
		page_add(page, kind, &sentence_);                              \
	} while (0)

static void set_subject(struct page *page, struct str *text)
{
	if (str_take(text, &page->subject) < 0)
		page->error = -ENOMEM;
}

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
		       count(brief, "promises") + count(brief, "due");
	int64_t late = count(brief, "late");

	if (reader->audience == AUDIENCE_ROOM) {
		todo += late;
		late = 0;
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
	set_subject(page, &line);
}

static const char *section_title(
	const char *section, enum audience audience, bool *ret_arrange)
{
	static const struct {
		const char *section, *title, *room;
	} titles[] = {
		{"fixed", N_("At a fixed time"), N_("At a fixed time")},
		{"answers", N_("Answers and promises"), N_("To do")},
		{"late", N_("Late"), N_("To do")},
		{"due", N_("To do"), N_("To do")},
		{"arrange", N_("Agree a date"), N_("Agree a date")},
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

static void add_section(struct page *page, const struct page_reader *reader,
	const json_t *section, struct page_item item)
{
	const char *id = page_item_text(section, "section");
	const json_t *items = json_object_get(section, "items");
	int64_t more = json_integer_value(json_object_get(section, "more"));
	const char *title = text_get(
		page->lang, section_title(id ? id : "", reader->audience,
				    &item.is_arrange));
	const json_t *touchpoint;
	size_t i;

	if (json_array_size(items) == 0 && more == 0)
		return;
	if (strcmp(last_heading(page), title) != 0)
		add_sentence(page, PAGE_SECTION, title);
	json_array_foreach(items, i, touchpoint) {
		item.touchpoint = touchpoint;
		page_item_add(page, reader, &item);
	}
	if (more > 0)
		add_sentence(page, PAGE_MORE,
			text_get_n(page->lang, "and %s more: nudge today",
				"and %s more: nudge today",
				(unsigned long)more),
			STR_INT(more));
}

/* What needs nothing today but is good to know. */
static void add_outlook(struct page *page, const json_t *brief)
{
	int64_t opening = json_integer_value(json_object_get(brief, "opening"));
	int64_t awaited = json_integer_value(json_object_get(brief, "awaited"));

	if (opening > 0)
		add_sentence(page, PAGE_LEAD,
			text_get_n(page->lang,
				"From today %s more follow-up is possible.",
				"From today %s more follow-ups are possible.",
				(unsigned long)opening),
			STR_INT(opening));
	if (awaited > 0)
		add_sentence(page, PAGE_LEAD,
			text_get_n(page->lang, "Customers owe you %s answer.",
				"Customers owe you %s answers.",
				(unsigned long)awaited),
			STR_INT(awaited));
}

static struct page_item item_for(const json_t *model, const json_t *rep)
{
	return (struct page_item){
		.today = page_item_date(model, "date"),
		.zone = page_item_text(rep, "zone"),
		.owner = page_item_text(rep, "name"),
	};
}

static void add_catchup(struct page *page, const json_t *catchup)
{
	const char *from = page_item_text(catchup, "from");
	const char *to = page_item_text(catchup, "to");
	int64_t missed = json_integer_value(json_object_get(catchup, "missed"));

	if (!from || !to)
		return;
	add_sentence(page, PAGE_LEAD,
		text_get_n(page->lang,
			"nudge was not running from %2$s to %3$s; %1$s "
			"reminder fell due meanwhile.",
			"nudge was not running from %2$s to %3$s; %1$s "
			"reminders fell due meanwhile.",
			(unsigned long)missed),
		STR_INT(missed), from, to);
}

static int build_brief(const json_t *model, const struct page_reader *reader,
	struct page *page)
{
	const json_t *brief = json_object_get(model, "brief");
	const json_t *rep = json_object_get(brief, "rep");
	struct page_item item = item_for(model, rep);
	const json_t *section;
	size_t i;

	if (!json_is_object(brief) || civil_is_none(item.today))
		return -EINVAL;
	add_brief_subject(page, reader, brief, item.today);
	add_sentence(page, PAGE_TITLE, page->subject);
	add_catchup(page, json_object_get(model, "catchup"));
	if (json_is_true(json_object_get(brief, "empty")))
		add_sentence(page, PAGE_LEAD,
			N_("Nothing needs you today. This note comes so that "
			   "you know nudge is awake."));
	json_array_foreach(json_object_get(brief, "sections"), i, section)
		add_section(page, reader, section, item);
	if (reader->audience == AUDIENCE_PRIVATE)
		add_outlook(page, brief);
	return 0;
}

/* Without a day: mailboxes gather equal subjects in one thread. */
static void add_nudge_subject(
	struct page *page, const json_t *touchpoint, size_t others)
{
	AUTO_STR line = {0};
	AUTO_STR name = {0};
	const json_t *account = json_object_get(touchpoint, "account");
	const char *text = page_item_text(account, "name");

	cut_add(&name, text ? text : "", REASON_MAX);
	if (others)
		text_add(&line, page->lang, N_("Follow up: %s, and %s more"),
			str_get(&name), STR_INT((int64_t)others));
	else
		text_add(
			&line, page->lang, N_("Follow up: %s"), str_get(&name));
	set_subject(page, &line);
}

static int build_nudge(const json_t *model, const struct page_reader *reader,
	struct page *page)
{
	const json_t *rep = json_object_get(model, "rep");
	const json_t *several = json_object_get(model, "touchpoints");
	struct page_item item = item_for(model, rep);
	const json_t *touchpoint;
	size_t i;

	item.touchpoint = json_object_get(model, "touchpoint");
	if (!item.touchpoint)
		item.touchpoint = json_array_get(several, 0);
	if (!json_is_object(item.touchpoint) || civil_is_none(item.today))
		return -EINVAL;
	add_nudge_subject(page, item.touchpoint,
		several ? json_array_size(several) - 1 : 0);
	add_sentence(page, PAGE_TITLE, page->subject);
	if (!json_is_array(several))
		page_item_add(page, reader, &item);
	json_array_foreach(several, i, touchpoint) {
		item.touchpoint = touchpoint;
		page_item_add(page, reader, &item);
	}
	return 0;
}

static int build_test(const json_t *model, const struct page_reader *reader,
	struct page *page)
{
	AUTO_STR subject = {0};
	const char *channel = page_item_text(model, "channel");

	(void)reader;
	text_add(&subject, page->lang, N_("nudge: a test message"));
	set_subject(page, &subject);
	add_sentence(page, PAGE_TITLE, page->subject);
	add_sentence(page, PAGE_LEAD,
		N_("This came through the channel %s. It works; there is "
		   "nothing to do."),
		channel ? channel : "?");
	return 0;
}

static int build_notice(const json_t *model, const struct page_reader *reader,
	struct page *page)
{
	AUTO_STR subject = {0};
	AUTO_STR reason = {0};
	const json_t *notice = json_object_get(model, "notice");
	const char *channel = page_item_text(notice, "channel");
	const char *text = page_item_text(notice, "reason");

	(void)reader;
	if (!channel)
		return -EINVAL;
	cut_add(&reason, text ? text : "?", REASON_MAX);
	text_add(&subject, page->lang, N_("nudge: the channel %s is paused"),
		channel);
	set_subject(page, &subject);
	add_sentence(page, PAGE_TITLE, page->subject);
	add_sentence(page, PAGE_LEAD, N_("The reason: %s"), str_get(&reason));
	add_sentence(page, PAGE_LEAD,
		N_("Nothing is lost: messages wait and leave when it works "
		   "again. Put it right, then try it:"));
	add_sentence(page, PAGE_ACT, N_("nudge channel test %s"), channel);
	return 0;
}

static const struct {
	const char *kind;
	int (*build)(const json_t *model, const struct page_reader *reader,
		struct page *page);
	bool has_items;
} kinds[] = {
	{"brief", build_brief, true},
	{"catchup", build_brief, true},
	{"nudge", build_nudge, true},
	{"test", build_test, false},
	{"notice", build_notice, false},
};

/* The kinds[] entry of a model; -1: not one of ours. */
static int find_kind(const json_t *model)
{
	const char *kind = page_item_text(model, "kind");

	if (json_integer_value(json_object_get(model, "v")) != MODEL_VERSION)
		return -1;
	for (size_t i = 0; kind && i < ARRAY_LEN(kinds); i++)
		if (strcmp(kind, kinds[i].kind) == 0)
			return (int)i;
	return -1;
}

int page_build(
	const json_t *model, const struct page_reader *reader, struct page *ret)
{
	AUTO_PAGE page = {.lang = reader->lang};
	int i = find_kind(model);
	int r;

	if (i < 0)
		return -EINVAL;
	r = kinds[i].build(model, reader, &page);
	if (r < 0)
		return r;
	if (reader->is_repeat)
		add_sentence(&page, PAGE_LEAD, N_("(may be a repeat)"));
	if (kinds[i].has_items && reader->audience == AUDIENCE_PRIVATE)
		add_sentence(&page, PAGE_FOOT,
			N_("Not now: nudge snooze ID tomorrow. Another day: "
			   "nudge move ID DATE. Why: nudge why ID."));
	if (page.error)
		return page.error;
	*ret = page;
	page = (struct page){0};
	return 0;
}
