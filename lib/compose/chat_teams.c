/* Microsoft Teams, Workflows: an Adaptive Card.  Data stands in TextRuns,
 * which know no markup; the one TextBlock is the mention. */
#include "compose/chat.h"

#include "compose/cut.h"

#include <string.h>

enum { BODY = 20000, TITLE = 200 }; /* bytes of 28 KB; code points */

static json_t *run(const struct chat_block *block, const char *s, bool is_head)
{
	bool is_link = block->part == CHAT_LINK;
	bool is_small =
		block->part == CHAT_NOTE || block->part == CHAT_FOOT || is_link;
	bool is_title = block->part == CHAT_TITLE;
	bool is_bold = is_head || is_title || block->part == CHAT_SECTION;

	return json_pack("{s:s, s:s, s:s*, s:s*, s:s*, s:o*, s:o*}", "type",
		"TextRun", "text", s, "size",
		is_title   ? "Large"
		: is_small ? "Small"
			   : NULL,
		"weight", is_bold ? "Bolder" : NULL, "color",
		is_head && block->part == CHAT_LATE ? "Attention" : NULL,
		"isSubtle", is_small && !is_link ? json_true() : NULL,
		"selectAction",
		is_link ? json_pack("{s:s, s:s}", "type", "Action.OpenUrl",
				  "url", str_get(&block->text))
			: NULL);
}

/* Lines are paragraphs of their own: a TextRun has none. */
static int add_line(json_t *body, const struct chat_block *block,
	const char *line, bool is_head, bool is_first)
{
	return json_array_append_new(
		body, json_pack("{s:s, s:s*, s:[o]}", "type", "RichTextBlock",
			      "spacing", is_first ? NULL : "None", "inlines",
			      run(block, line, is_head)));
}

static int add_block(json_t *body, const struct chat_block *block)
{
	AUTO_STR line = {0};
	const char *p = str_get(&block->text);
	bool is_first = block->part != CHAT_NOTE && block->head.len == 0;
	int r = 0;

	if (block->part == CHAT_LINK)
		return add_line(
			body, block, str_get(&block->head), false, false);
	if (block->head.len > 0)
		r |= add_line(body, block, str_get(&block->head), true, true);
	while (*p) {
		size_t n = strcspn(p, "\n");

		str_reset(&line);
		str_add_n(&line, p, n);
		r |= add_line(body, block, str_get(&line), false, is_first);
		is_first = false;
		p += n + (p[n] == '\n');
	}
	return r | line.error;
}

/* "<at>Li Wei</at>", the same in the text and beside it. */
static int add_mention(
	json_t *body, json_t *teams, const struct chat_talk *talk)
{
	AUTO_STR name = {0}, at = {0};

	chat_add_wide(&name, *talk->name ? talk->name : talk->mention,
		"<>&*_[]()`~#\\");
	str_addf(&at, "<at>%s</at>", str_get(&name));
	if (name.error | at.error)
		return -1;
	return json_array_append_new(
		       body, json_pack("{s:s, s:s, s:b}", "type", "TextBlock",
				     "text", str_get(&at), "wrap", 1)) |
	       json_object_set_new(teams, "entities",
		       json_pack("[{s:s, s:s, s:{s:s, s:s}}]", "type",
			       "mention", "text", str_get(&at), "mentioned",
			       "id", talk->mention, "name", str_get(&name)));
}

static json_t *envelop(json_t *body, json_t *teams, const char *preview)
{
	json_t *card = json_pack("{s:s, s:s, s:s, s:s, s:o, s:o}", "type",
		"AdaptiveCard", "$schema",
		"http://adaptivecards.io/schemas/adaptive-card.json", "version",
		"1.4", "fallbackText", preview, "body", body, "msteams", teams);

	return json_pack("{s:s, s:[{s:s, s:n, s:o}]}", "type", "message",
		"attachments", "contentType",
		"application/vnd.microsoft.card.adaptive", "contentUrl",
		"content", card);
}

static json_t *render(const struct chat_talk *talk)
{
	AUTO_STR preview = {0};
	json_t *body = json_array();
	json_t *teams = json_pack("{s:s}", "width", "Full");
	int r = 0;

	cut_add(&preview, talk->n ? str_get(&talk->blocks[0].text) : "", TITLE);
	for (size_t i = 0; i < talk->n; i++) {
		r |= add_block(body, &talk->blocks[i]);
		if (i == 0 && talk->mention)
			r |= add_mention(body, teams, talk);
	}
	if (r != 0 || preview.error) {
		json_decref(body);
		json_decref(teams);
		return NULL;
	}
	return envelop(body, teams, str_get(&preview));
}

static size_t measure(const json_t *body, size_t bytes)
{
	(void)body;
	return chat_share(bytes, BODY);
}

const struct chat_form chat_teams = {
	.kind = "teams",
	.render = render,
	.measure = measure,
};
