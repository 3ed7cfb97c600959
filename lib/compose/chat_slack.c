/* Slack, incoming webhooks: Block Kit.  Data stands in plain_text only;
 * mrkdwn is a heading of ours, a link of ours or a mention. */
#include "compose/chat.h"

#include "base/utf8.h"
#include "compose/cut.h"
#include "compose/html.h"

#include <string.h>

enum { BLOCKS = 45, TEXT = 2900, HEADER = 150, TOTAL = 12000 };

/* Slack reads entities in every text; of all characters only these three. */
static void add_escaped(struct str *out, const char *s)
{
	html_escape(out, s, "&<>");
}

static json_t *plain(const char *s)
{
	AUTO_STR text = {0};

	add_escaped(&text, s);
	return json_pack("{s:s, s:s, s:b}", "type", "plain_text", "text",
		str_get(&text), "emoji", 0);
}

static json_t *section(json_t *text)
{
	return json_pack("{s:s, s:o}", "type", "section", "text", text);
}

static json_t *marked(const char *before, const char *s, const char *after)
{
	AUTO_STR text = {0};

	str_addf(&text, "%s%s%s", before, s, after);
	return section(json_pack("{s:s, s:s, s:b}", "type", "mrkdwn", "text",
		str_get(&text), "verbatim", 1));
}

static json_t *header(const char *s)
{
	AUTO_STR text = {0};

	/* Escapes count, too. */
	cut_add(&text, s, HEADER / 2);
	return json_pack(
		"{s:s, s:o}", "type", "header", "text", plain(str_get(&text)));
}

static json_t *small(const char *s)
{
	return json_pack(
		"{s:s, s:[o]}", "type", "context", "elements", plain(s));
}

/* Beside the notes of its item: the number of blocks is limited. */
static int add_link(json_t *blocks, const struct chat_block *block)
{
	json_t *last = json_array_get(blocks, json_array_size(blocks) - 1);
	json_t *elements = json_object_get(last, "elements");
	AUTO_STR text = {0};
	json_t *link;

	str_addf(
		&text, "<%s|%s>", str_get(&block->text), str_get(&block->head));
	link = json_pack("{s:s, s:s, s:b}", "type", "mrkdwn", "text",
		str_get(&text), "verbatim", 1);
	if (elements)
		return json_array_append_new(elements, link);
	return json_array_append_new(blocks,
		json_pack("{s:s, s:[o]}", "type", "context", "elements", link));
}

static json_t *item(const struct chat_block *block)
{
	AUTO_STR text = {0};

	str_add(&text, str_get(&block->head));
	if (block->text.len > 0)
		str_addf(&text, "\n%s", str_get(&block->text));
	return section(plain(str_get(&text)));
}

static json_t *block_of(const struct chat_block *block)
{
	const char *text = str_get(&block->text);

	switch (block->part) {
	case CHAT_TITLE:
		return header(text);
	case CHAT_LEAD:
		return section(plain(text));
	case CHAT_SECTION:
		return marked("*", text, "*");
	case CHAT_ITEM:
	case CHAT_LATE:
		return item(block);
	case CHAT_LINK:
	case CHAT_NOTE:
	case CHAT_FOOT:
		break;
	}
	return small(text);
}

static json_t *render(const struct chat_talk *talk)
{
	AUTO_STR preview = {0};
	json_t *blocks = json_array();
	int r = 0;

	for (size_t i = 0; i < talk->n; i++) {
		const struct chat_block *block = &talk->blocks[i];

		r |= block->part == CHAT_LINK
			     ? add_link(blocks, block)
			     : json_array_append_new(blocks, block_of(block));
		if (i == 0 && talk->mention)
			r |= json_array_append_new(
				blocks, marked("<@", talk->mention, ">"));
	}
	add_escaped(&preview, talk->n ? str_get(&talk->blocks[0].text) : "");
	if (r < 0) {
		json_decref(blocks);
		return NULL;
	}
	return json_pack("{s:s, s:b, s:o}", "text", str_get(&preview), "mrkdwn",
		0, "blocks", blocks);
}

/* Code points of the texts within; *longest is that of one. */
static size_t count(json_t *value, size_t *longest)
{
	const char *text = json_string_value(json_object_get(value, "text"));
	size_t n = text ? utf8_length(text) : 0, i;
	const char *name;
	json_t *member;

	if (n > *longest)
		*longest = n;
	json_object_foreach(value, name, member)
		n += count(member, longest);
	json_array_foreach(value, i, member)
		n += count(member, longest);
	return n;
}

static size_t measure(const json_t *body, size_t bytes)
{
	json_t *blocks = json_object_get(body, "blocks");
	size_t longest = 0;
	size_t total = count(blocks, &longest);
	size_t shares[] = {chat_share(json_array_size(blocks), BLOCKS),
		chat_share(total, TOTAL), chat_share(longest, TEXT)};
	size_t most = 0;

	(void)bytes;
	for (size_t i = 0; i < ARRAY_LEN(shares); i++)
		if (shares[i] > most)
			most = shares[i];
	return most;
}

const struct chat_form chat_slack = {
	.kind = "slack",
	.render = render,
	.measure = measure,
};
