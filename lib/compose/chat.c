/* A message for a chat robot. */
#include "compose/chat.h"

#include "compose/page_item.h"
#include "compose/shorten.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const struct chat_form *const forms[] = {
	&chat_dingtalk,
	&chat_feishu,
	&chat_mattermost,
	&chat_slack,
	&chat_teams,
	&chat_wecom,
};

const struct chat_form *chat_find(const char *kind)
{
	for (size_t i = 0; i < ARRAY_LEN(forms); i++)
		if (strcmp(forms[i]->kind, kind) == 0)
			return forms[i];
	return NULL;
}

bool chat_id_is_valid(const char *id)
{
	static const char *const everybody[] = {
		"all", "channel", "everyone", "group", "here"};
	static const char may[] = "abcdefghijklmnopqrstuvwxyz"
				  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				  "0123456789._@+-";
	size_t n = strlen(id);

	for (size_t i = 0; i < ARRAY_LEN(everybody); i++)
		if (strcasecmp(id, everybody[i]) == 0)
			return false;
	return n > 0 && n <= CHAT_ID_MAX && strspn(id, may) == n;
}

size_t chat_share(size_t used, size_t limit)
{
	return (used * 1000 + limit - 1) / limit;
}

void chat_add_wide(struct str *out, const char *text, const char *set)
{
	for (; *text; text++) {
		unsigned wide = 0xff01 + (unsigned)(*text - '!');

		if (*text < '!' || *text > '~' || !strchr(set, *text)) {
			str_add_char(out, *text);
			continue;
		}
		str_add_char(out, (char)(0xe0 | wide >> 12));
		str_add_char(out, (char)(0x80 | (wide >> 6 & 0x3f)));
		str_add_char(out, (char)(0x80 | (wide & 0x3f)));
	}
}

/* Blocks of a page that are being gathered. */
struct blocks {
	struct chat_block *items;
	size_t n;
	int error;
	enum text_lang lang;
};

static void blocks_done(struct blocks *blocks)
{
	for (size_t i = 0; i < blocks->n; i++) {
		str_done(&blocks->items[i].head);
		str_done(&blocks->items[i].text);
	}
	free(blocks->items);
}

/* A new block; NULL: no memory. */
static struct chat_block *open_block(struct blocks *blocks, enum chat_part part)
{
	struct chat_block *more =
		reallocarray(blocks->items, blocks->n + 1, sizeof(*more));

	if (!more) {
		blocks->error = -ENOMEM;
		return NULL;
	}
	blocks->items = more;
	more[blocks->n] = (struct chat_block){.part = part};
	return &more[blocks->n++];
}

static enum chat_part part_of(enum page_kind kind)
{
	switch (kind) {
	case PAGE_TITLE:
		return CHAT_TITLE;
	case PAGE_LEAD:
		return CHAT_LEAD;
	case PAGE_SECTION:
		return CHAT_SECTION;
	case PAGE_HEAD:
	case PAGE_TEXT:
		return CHAT_ITEM;
	case PAGE_LATE:
		return CHAT_LATE;
	case PAGE_NOTE:
	case PAGE_ACT:
	case PAGE_LINK:
		return CHAT_NOTE;
	case PAGE_MORE:
	case PAGE_FOOT:
		break;
	}
	return CHAT_FOOT;
}

/* Does the line belong into the block before it? */
static bool goes_on(const struct blocks *blocks, enum page_kind kind)
{
	enum chat_part last =
		blocks->n > 0 ? blocks->items[blocks->n - 1].part : CHAT_TITLE;

	if (kind == PAGE_TEXT)
		return last == CHAT_ITEM || last == CHAT_LATE;
	return part_of(kind) == CHAT_NOTE && last == CHAT_NOTE;
}

/* Chats make no link of an address in plain text.  One with what could be
 * markup is left as text. */
static bool add_link(struct blocks *blocks, const char *url)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._~:/%";
	struct chat_block *block;

	if (url[strspn(url, plain)] != '\0')
		return false;
	block = open_block(blocks, CHAT_LINK);
	if (!block)
		return true;
	str_add(&block->head,
		text_get(blocks->lang, N_("Done, later or another day")));
	str_add(&block->text, url);
	return true;
}

static void add_line(struct blocks *blocks, const struct page_line *line)
{
	struct chat_block *block;
	struct str *text;

	if (line->kind == PAGE_LINK && add_link(blocks, line->text))
		return;
	block = goes_on(blocks, line->kind)
			? &blocks->items[blocks->n - 1]
			: open_block(blocks, part_of(line->kind));
	if (!block)
		return;
	text = line->kind == PAGE_HEAD || line->kind == PAGE_LATE
		       ? &block->head
		       : &block->text;
	if (text->len > 0)
		str_add_char(text, '\n');
	/* A line is one line, whatever a name holds. */
	for (const char *p = line->text; *p; p++)
		str_add_char(text, (unsigned char)*p < ' ' ? ' ' : *p);
}

/* Robots that look for a word refuse messages without it. */
static void add_keyword(struct blocks *blocks, const char *keyword)
{
	struct chat_block *block;

	for (size_t i = 0; i < blocks->n; i++)
		if (strstr(str_get(&blocks->items[i].head), keyword) ||
			strstr(str_get(&blocks->items[i].text), keyword))
			return;
	block = open_block(blocks, CHAT_FOOT);
	if (block)
		str_add(&block->text, keyword);
}

/* A room is told whom it concerns, by his name where it cannot be by
 * mention. */
static void add_reader(struct blocks *blocks, const char *name)
{
	struct chat_block *block = *name ? open_block(blocks, CHAT_LEAD) : NULL;

	if (block)
		str_add(&block->text, name);
}

static const char *mention_of(const json_t *mentions, const json_t *rep)
{
	const char *slug = page_item_text(rep, "slug");
	const char *id = slug ? page_item_text(mentions, slug) : NULL;

	return id && chat_id_is_valid(id) ? id : NULL;
}

static int render(struct str *out, const struct chat_form *form,
	const struct chat_talk *talk, size_t *ret_size)
{
	json_auto_t *body = form->render(talk);
	AUTO_FREE char *text = body ? json_dumps(body, JSON_COMPACT) : NULL;

	if (!text)
		return -ENOMEM;
	str_reset(out);
	str_add(out, text);
	*ret_size = form->measure(body, out->len);
	return str_error(out);
}

/* How a message is to be told. */
struct way {
	const struct chat_form *form;
	const struct page_reader *reader;
	const struct chat_extras *extras;
};

/* The body for a model that may still be too long. */
static int add_once(struct str *out, const struct way *way, const json_t *model,
	size_t *ret_size)
{
	const struct chat_extras *extras = way->extras;
	AUTO_PAGE page = {0};
	CLEANUP(blocks_done)
	struct blocks blocks = {.lang = way->reader->lang};
	const json_t *rep = json_object_get(model, "rep");
	const char *name = page_item_text(rep, "name");
	struct chat_talk talk = {
		.mention = mention_of(extras->mentions, rep),
		.name = name ? name : "",
		.sender = extras->sender,
	};
	int r = page_build(model, way->reader, &page);

	for (size_t i = 0; r == 0 && i < page.n; i++) {
		add_line(&blocks, &page.lines[i]);
		if (i == 0 && way->reader->audience == AUDIENCE_ROOM &&
			!talk.mention)
			add_reader(&blocks, talk.name);
	}
	if (extras->keyword)
		add_keyword(&blocks, extras->keyword);
	if (r < 0 || blocks.error < 0)
		return r < 0 ? r : blocks.error;
	talk.blocks = blocks.items;
	talk.n = blocks.n;
	return render(out, way->form, &talk, ret_size);
}

int chat_add(struct str *out, const struct chat_form *form, const char *model,
	const struct page_reader *reader, const struct chat_extras *extras)
{
	const struct way way = {form, reader, extras};
	AUTO_SHORTEN shorter = {0};
	AUTO_STR body = {0};
	size_t size = 0;
	int r = shorten_init(&shorter, model);

	do {
		if (r == 0)
			r = add_once(&body, &way, shorter.model, &size);
		if (r < 0)
			return r;
		if (size <= 1000) {
			str_add_n(out, body.data, body.len);
			return str_error(out);
		}
	} while (shorten_step(&shorter, size, 1000));
	return -E2BIG;
}
