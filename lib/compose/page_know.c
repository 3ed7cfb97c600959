/* What one should know; the contract is in page_know.h. */
#include "compose/page_know.h"

#include "compose/cut.h"
#include "text/words.h"

enum { NOTE_MAX = 280, TOPIC_MAX = 80 };

/* "caution: never call before ten (Wang Fang; Li Wei, Tue 3 Nov)". */
static void add_note(struct page *page, const struct page_item *item,
	const json_t *note, const char *msgid)
{
	const char *text = page_item_text(note, "text");
	const char *person =
		page_item_text(json_object_get(note, "contact"), "name");
	const char *rep = page_item_text(json_object_get(note, "rep"), "name");
	AUTO_STR line = {0}, cut = {0}, what = {0};
	char day[WORDS_DATE];

	cut_add(&cut, text ? text : "", NOTE_MAX);
	if (person)
		text_add(
			&what, page->lang, N_("%s: %s"), person, str_get(&cut));
	else
		str_add(&what, str_get(&cut));
	text_add(&line, page->lang, msgid, str_get(&what), rep ? rep : "",
		words_date_short(day, page->lang, page_item_date(note, "on"),
			item->today));
	page_add(page, PAGE_NOTE, &line);
}

void page_know_add(struct page *page, const struct page_item *item)
{
	const json_t *note;
	size_t i;

	json_array_foreach(
		json_object_get(item->touchpoint, "cautions"), i, note)
		add_note(page, item, note, N_("caution: %s (%s, %s)"));
	json_array_foreach(json_object_get(item->touchpoint, "notes"), i, note)
		add_note(page, item, note, N_("noted: %s (%s, %s)"));
}

static bool is_true(const json_t *object, const char *name)
{
	return json_is_true(json_object_get(object, name));
}

static void add_for_room(
	struct page *page, const char *account, const json_t *note)
{
	const char *rep = page_item_text(json_object_get(note, "rep"), "name");
	const char *text = page_item_text(note, "text");
	AUTO_STR cut = {0};

	if (!rep || !is_true(note, "share"))
		return;
	cut_add(&cut, text ? text : "", NOTE_MAX);
	if (is_true(note, "in_room"))
		page_say(page, PAGE_NOTE, N_("%s on %s: %s"), rep, account,
			str_get(&cut));
	else
		page_say(page, PAGE_NOTE, N_("%s shared a note on %s"), rep,
			account);
}

void page_know_room(struct page *page, const struct page_item *item)
{
	static const char *const lists[] = {"cautions", "notes"};
	const char *account = page_item_text(
		json_object_get(item->touchpoint, "account"), "name");
	const json_t *note;
	size_t i;

	for (size_t k = 0; account && k < 2; k++)
		json_array_foreach(
			json_object_get(item->touchpoint, lists[k]), i, note)
			add_for_room(page, account, note);
}

void page_know_topics(struct page *page, const json_t *touchpoint)
{
	AUTO_STR all = {0};
	const json_t *topic;
	size_t i;

	json_array_foreach(json_object_get(touchpoint, "topics"), i, topic) {
		const char *title = page_item_text(topic, "title");

		if (all.len)
			str_add(&all, " | ");
		cut_add(&all, title ? title : "", TOPIC_MAX);
	}
	if (all.len)
		page_say(
			page, PAGE_NOTE, N_("not used yet: %s"), str_get(&all));
}
