/* Mattermost, incoming webhooks: GitHub's Markdown, in which a backslash
 * takes the meaning from any punctuation. */
#include "compose/chat.h"

#include "base/utf8.h"

#include <string.h>

enum { TEXT = 16000 }; /* code points */

#define ZERO_WIDTH_SPACE "\xe2\x80\x8b"

/* Does s begin like "@here" or ":fire:"?  They are no Markdown. */
static bool is_called(const char *s)
{
	bool is_letter = (s[1] | 32) >= 'a' && (s[1] | 32) <= 'z';

	return *s == '@' || (*s == ':' && (is_letter || s[1] == '+'));
}

/* indent stands before each further line. */
static void add_escaped(struct str *out, const char *s, const char *indent)
{
	for (; *s; s++) {
		if (*s == '\n') {
			str_addf(out, "\n%s", indent);
			continue;
		}
		if (strchr("\\`*_[]<>#|~!", *s))
			str_add_char(out, '\\');
		str_add_char(out, *s);
		if (is_called(s))
			str_add(out, ZERO_WIDTH_SPACE);
	}
}

static void add_around(struct str *out, const char *before, const struct str *s,
	const char *after)
{
	str_add(out, before);
	add_escaped(out, str_get(s), "");
	str_add(out, after);
}

static void add_quoted(struct str *out, const struct str *s)
{
	str_add(out, "> ");
	add_escaped(out, str_get(s), "> ");
	str_add_char(out, '\n');
}

static void add_block(struct str *out, const struct chat_block *block)
{
	switch (block->part) {
	case CHAT_TITLE:
		add_around(out, "#### ", &block->text, "\n");
		return;
	case CHAT_SECTION:
		add_around(out, "\n##### ", &block->text, "\n");
		return;
	case CHAT_ITEM:
	case CHAT_LATE:
		add_around(out, "\n**", &block->head, "**\n");
		if (block->text.len > 0)
			add_around(out, "", &block->text, "\n");
		return;
	case CHAT_NOTE:
		add_quoted(out, &block->text);
		return;
	case CHAT_LINK:
		str_addf(out, "> [%s](%s)\n", str_get(&block->head),
			str_get(&block->text));
		return;
	case CHAT_LEAD:
	case CHAT_FOOT:
		add_around(out, "\n", &block->text, "\n");
		return;
	}
}

static json_t *render(const struct chat_talk *talk)
{
	AUTO_STR text = {0};

	for (size_t i = 0; i < talk->n; i++) {
		add_block(&text, &talk->blocks[i]);
		if (i == 0 && talk->mention)
			str_addf(&text, "@%s\n", talk->mention);
	}
	if (text.error)
		return NULL;
	return json_pack("{s:s, s:s*}", "text", str_get(&text), "username",
		talk->sender);
}

static size_t measure(const json_t *body, size_t bytes)
{
	const char *text = json_string_value(json_object_get(body, "text"));

	(void)bytes;
	return chat_share(utf8_length(text), TEXT);
}

const struct chat_form chat_mattermost = {
	.kind = "mattermost",
	.render = render,
	.measure = measure,
};
