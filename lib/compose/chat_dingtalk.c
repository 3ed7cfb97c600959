/* DingTalk (钉钉), custom robots: Markdown that has no sure way to escape;
 * what it would obey becomes full-width.  Only "at" rings, and only where
 * the text holds the same id. */
#include "compose/chat.h"

#include "compose/cut.h"

#include <string.h>

enum { BODY = 18000, TITLE = 60 }; /* bytes of 20000; code points */

static void add_safe(struct str *out, const struct str *s, const char *indent)
{
	AUTO_STR wide = {0};

	chat_add_wide(&wide, str_get(s), "<>*`[]#_~!");
	for (const char *p = str_get(&wide); *p; p++)
		if (*p == '\n')
			str_addf(out, "  \n%s", indent);
		else
			str_add_char(out, *p);
}

static void add_around(struct str *out, const char *before, const struct str *s,
	const char *after)
{
	str_add(out, before);
	add_safe(out, s, "");
	str_add(out, after);
}

static void add_block(struct str *out, const struct chat_block *block)
{
	switch (block->part) {
	case CHAT_TITLE:
		add_around(out, "### ", &block->text, "\n\n");
		return;
	case CHAT_SECTION:
		add_around(out, "#### ", &block->text, "\n\n");
		return;
	case CHAT_ITEM:
	case CHAT_LATE:
		add_around(out, "**", &block->head, "**");
		if (block->text.len > 0)
			add_around(out, "  \n", &block->text, "");
		str_add(out, "\n\n");
		return;
	case CHAT_NOTE:
		str_add(out, "> ");
		add_safe(out, &block->text, "> ");
		str_add(out, "\n\n");
		return;
	case CHAT_LINK:
		str_addf(out, "> [%s](%s)\n\n", str_get(&block->head),
			str_get(&block->text));
		return;
	case CHAT_LEAD:
	case CHAT_FOOT:
		add_around(out, "", &block->text, "\n\n");
		return;
	}
}

/* Who has a telephone number for an id is called by that. */
static json_t *at(const char *id)
{
	bool is_mobile = strspn(id, "+-0123456789") == strlen(id);

	return json_pack("{s:b, s:[s]}", "isAtAll", 0,
		is_mobile ? "atMobiles" : "atUserIds", id);
}

static json_t *render(const struct chat_talk *talk)
{
	AUTO_STR text = {0}, title = {0};
	json_t *body;

	cut_add(&title, talk->n ? str_get(&talk->blocks[0].text) : "", TITLE);
	for (size_t i = 0; i < talk->n; i++) {
		add_block(&text, &talk->blocks[i]);
		if (i == 0 && talk->mention)
			str_addf(&text, "@%s\n\n", talk->mention);
	}
	if (text.error | title.error)
		return NULL;
	body = json_pack("{s:s, s:{s:s, s:s}}", "msgtype", "markdown",
		"markdown", "title", str_get(&title), "text", str_get(&text));
	if (body && talk->mention &&
		json_object_set_new(body, "at", at(talk->mention)) < 0) {
		json_decref(body);
		return NULL;
	}
	return body;
}

static size_t measure(const json_t *body, size_t bytes)
{
	(void)body;
	return chat_share(bytes, BODY);
}

const struct chat_form chat_dingtalk = {
	.kind = "dingtalk",
	.render = render,
	.measure = measure,
};
