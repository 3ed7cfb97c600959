/* A message in words. */
#include "compose/page.h"

#include "compose/cut.h"
#include "compose/page_brief.h"
#include "compose/page_item.h"

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

void page_add_more(struct page *page, int64_t more)
{
	if (more > 0)
		page_say(page, PAGE_MORE,
			text_get_n(page->lang, "and %s more: nudge today",
				"and %s more: nudge today",
				(unsigned long)more),
			STR_INT(more));
}

void page_set_subject(struct page *page, struct str *text)
{
	if (str_take(text, &page->subject) < 0)
		page->error = -ENOMEM;
}

void page_add_part(struct str *line, const char *part)
{
	if (line->len)
		str_add(line, " · ");
	str_add(line, part);
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
	page_set_subject(page, &line);
}

static int build_nudge(const json_t *model, const struct page_reader *reader,
	struct page *page)
{
	const json_t *rep = json_object_get(model, "rep");
	const json_t *several = json_object_get(model, "touchpoints");
	int64_t more = json_integer_value(json_object_get(model, "more"));
	struct page_item item = page_item_for(model, rep);
	const json_t *touchpoint;
	size_t i;

	item.touchpoint = json_object_get(model, "touchpoint");
	if (!item.touchpoint)
		item.touchpoint = json_array_get(several, 0);
	if (!json_is_object(item.touchpoint) || civil_is_none(item.today))
		return -EINVAL;
	add_nudge_subject(page, item.touchpoint,
		several ? json_array_size(several) - 1 + (size_t)more : 0);
	page_say(page, PAGE_TITLE, page->subject);
	if (json_is_true(json_object_get(model, "waited")))
		page_say(page, PAGE_LEAD,
			N_("These reminders could not leave before. What is "
			   "done meanwhile is left out."));
	if (!json_is_array(several))
		page_item_add(page, reader, &item);
	json_array_foreach(several, i, touchpoint) {
		item.touchpoint = touchpoint;
		page_item_add(page, reader, &item);
	}
	page_add_more(page, more);
	return 0;
}

static int build_test(const json_t *model, const struct page_reader *reader,
	struct page *page)
{
	AUTO_STR subject = {0};
	const char *channel = page_item_text(model, "channel");

	(void)reader;
	text_add(&subject, page->lang, N_("nudge: a test message"));
	page_set_subject(page, &subject);
	page_say(page, PAGE_TITLE, page->subject);
	page_say(page, PAGE_LEAD,
		N_("This came through the channel %s. It works; there is "
		   "nothing to do."),
		channel ? channel : "?");
	return 0;
}

static int build_notice(const json_t *model, const struct page_reader *reader,
	struct page *page)
{
	AUTO_STR subject = {0};
	AUTO_STR reason = {0}, words = {0};
	const json_t *notice = json_object_get(model, "notice");
	const char *channel = page_item_text(notice, "channel");
	const char *text = page_item_text(notice, "reason");

	(void)reader;
	if (!channel)
		return -EINVAL;
	text_add_said(&words, page->lang, text ? text : "?");
	cut_add(&reason, str_get(&words), REASON_MAX);
	text_add(&subject, page->lang, N_("nudge: the channel %s is paused"),
		channel);
	page_set_subject(page, &subject);
	page_say(page, PAGE_TITLE, page->subject);
	page_say(page, PAGE_LEAD, N_("The reason: %s"), str_get(&reason));
	page_say(page, PAGE_LEAD,
		N_("Nothing is lost: messages wait and leave when it works "
		   "again. Put it right, then try it:"));
	page_say(page, PAGE_ACT, N_("nudge channel test %s"), channel);
	return 0;
}

static const struct {
	const char *kind;
	int (*build)(const json_t *model, const struct page_reader *reader,
		struct page *page);
	bool has_items;
} kinds[] = {
	{"brief", page_brief_build, true},
	{"catchup", page_brief_build, true},
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

/* A brief in which nothing is to be done, or to be put off. */
static bool is_empty(const json_t *model)
{
	return json_is_true(
		json_object_get(json_object_get(model, "brief"), "empty"));
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
		page_say(&page, PAGE_LEAD, N_("(may be a repeat)"));
	if (kinds[i].has_items && !is_empty(model) &&
		reader->audience == AUDIENCE_PRIVATE)
		page_say(&page, PAGE_FOOT,
			N_("Not now: nudge snooze ID tomorrow. Another day: "
			   "nudge move ID DATE. Why: nudge why ID."));
	if (page.error)
		return page.error;
	*ret = page;
	page = (struct page){0};
	return 0;
}
