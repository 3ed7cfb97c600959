/* Feishu (飞书) and Lark, custom bots: a card.  Data stands in plain_text
 * only; lark_md holds headings of ours, links of ours and the mention. */
#include "compose/chat.h"

#include "compose/cut.h"

enum { BODY = 18000, TITLE = 100 }; /* bytes of 20 KB; code points */

static json_t *text_of(const char *tag, const char *s)
{
	return json_pack("{s:s, s:s}", "tag", tag, "content", s);
}

static json_t *panel(
	const char *tag, const char *before, const char *s, const char *after)
{
	AUTO_STR text = {0};

	str_addf(&text, "%s%s%s", before, s, after);
	return json_pack("{s:s, s:o}", "tag", "div", "text",
		text_of(tag, str_get(&text)));
}

static json_t *item(const struct chat_block *block)
{
	return panel("plain_text", str_get(&block->head),
		block->text.len > 0 ? "\n" : "", str_get(&block->text));
}

static json_t *small(const char *s)
{
	return json_pack("{s:s, s:[o]}", "tag", "note", "elements",
		text_of("plain_text", s));
}

static json_t *link_to(const struct chat_block *block)
{
	AUTO_STR text = {0};

	str_addf(&text, "[%s](%s)", str_get(&block->head),
		str_get(&block->text));
	return json_pack("{s:s, s:[o]}", "tag", "note", "elements",
		text_of("lark_md", str_get(&text)));
}

static json_t *element_of(const struct chat_block *block)
{
	const char *text = str_get(&block->text);

	switch (block->part) {
	case CHAT_TITLE:
	case CHAT_LEAD:
		return panel("plain_text", "", text, "");
	case CHAT_SECTION:
		return panel("lark_md", "**", text, "**");
	case CHAT_ITEM:
	case CHAT_LATE:
		return item(block);
	case CHAT_LINK:
		return link_to(block);
	case CHAT_NOTE:
	case CHAT_FOOT:
		break;
	}
	return small(text);
}

static bool has_late(const struct chat_talk *talk)
{
	for (size_t i = 0; i < talk->n; i++)
		if (talk->blocks[i].part == CHAT_LATE)
			return true;
	return false;
}

/* The title is the card's head; the elements are what follows. */
static int add_elements(json_t *elements, const struct chat_talk *talk)
{
	int r = 0;

	if (talk->mention)
		r |= json_array_append_new(elements,
			panel("lark_md", "<at id=", talk->mention, "></at>"));
	for (size_t i = 1; i < talk->n; i++)
		r |= json_array_append_new(
			elements, element_of(&talk->blocks[i]));
	return r;
}

static json_t *render(const struct chat_talk *talk)
{
	AUTO_STR title = {0};
	json_t *elements = json_array();

	cut_add(&title, talk->n ? str_get(&talk->blocks[0].text) : "", TITLE);
	if (title.error || add_elements(elements, talk) < 0) {
		json_decref(elements);
		return NULL;
	}
	return json_pack("{s:s, s:{s:{s:b}, s:{s:s, s:o}, s:o}}", "msg_type",
		"interactive", "card", "config", "wide_screen_mode", 1,
		"header", "template", has_late(talk) ? "red" : "blue", "title",
		text_of("plain_text", str_get(&title)), "elements", elements);
}

static size_t measure(const json_t *body, size_t bytes)
{
	(void)body;
	return chat_share(bytes, BODY);
}

const struct chat_form chat_feishu = {
	.kind = "feishu",
	.render = render,
	.measure = measure,
};
