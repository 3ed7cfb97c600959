/* WeCom (企业微信), group robots: a Markdown of its own without a way to
 * escape; what it would obey becomes full-width. */
#include "compose/chat.h"

#include <string.h>

enum { CONTENT = 3900 }; /* bytes of UTF-8; the service refuses 4097 */

static void add_safe(struct str *out, const struct str *s)
{
	chat_add_wide(out, str_get(s), "<>*`[]#~");
}

static void add_around(struct str *out, const char *before, const struct str *s,
	const char *after)
{
	str_add(out, before);
	add_safe(out, s);
	str_add(out, after);
}

/* Grey, each line by itself: a colour does not reach over a line's end. */
static void add_notes(struct str *out, const struct str *s)
{
	AUTO_STR line = {0};

	for (const char *p = str_get(s); *p;) {
		size_t n = strcspn(p, "\n");

		str_reset(&line);
		str_add_n(&line, p, n);
		add_around(
			out, "><font color=\"comment\">", &line, "</font>\n");
		p += n + (p[n] == '\n');
	}
}

static void add_block(struct str *out, const struct chat_block *block)
{
	switch (block->part) {
	case CHAT_TITLE:
		add_around(out, "### ", &block->text, "\n");
		return;
	case CHAT_SECTION:
		add_around(out, "\n**", &block->text, "**\n");
		return;
	case CHAT_ITEM:
		add_around(out, "\n**", &block->head, "**\n");
		break;
	case CHAT_LATE:
		add_around(out, "\n<font color=\"warning\">", &block->head,
			"</font>\n");
		break;
	case CHAT_NOTE:
		add_notes(out, &block->text);
		return;
	case CHAT_LINK:
		str_addf(out, ">[%s](%s)\n", str_get(&block->head),
			str_get(&block->text));
		return;
	case CHAT_LEAD:
	case CHAT_FOOT:
		add_around(out, "\n", &block->text, "\n");
		return;
	}
	if (block->text.len > 0)
		add_around(out, "", &block->text, "\n");
}

static json_t *render(const struct chat_talk *talk)
{
	AUTO_STR text = {0};

	for (size_t i = 0; i < talk->n; i++) {
		add_block(&text, &talk->blocks[i]);
		if (i == 0 && talk->mention)
			str_addf(&text, "<@%s>\n", talk->mention);
	}
	if (text.error)
		return NULL;
	return json_pack("{s:s, s:{s:s}}", "msgtype", "markdown", "markdown",
		"content", str_get(&text));
}

static size_t measure(const json_t *body, size_t bytes)
{
	const json_t *markdown = json_object_get(body, "markdown");

	(void)bytes;
	return chat_share(
		json_string_length(json_object_get(markdown, "content")),
		CONTENT);
}

const struct chat_form chat_wecom = {
	.kind = "wecom",
	.render = render,
	.measure = measure,
};
