/* One touchpoint of a message in words. */
#pragma once

#include "compose/page.h"
#include "core/civil.h"

struct page_item {
	const json_t *touchpoint; /* view_touchpoint()'s object */
	struct civil_date today;  /* the reader's */
	const char *zone;         /* the reader's; NULL: unknown */
	const char *owner;        /* name of the owner, for rooms */
	bool is_arrange;          /* a date is to be set, not kept */
	const char *instead;      /* what is offered instead; NULL: nothing */
};

/* What the items of a model share; rep: with name and zone. */
struct page_item page_item_for(const json_t *model, const json_t *rep);

/* The item's lines, from PAGE_HEAD to PAGE_LINK. */
void page_item_add(struct page *page, const struct page_reader *reader,
	const struct page_item *item);

/* "Acme d7", or "Acme" where there is no step. */
void page_item_subject(
	struct str *out, enum text_lang lang, const json_t *touchpoint);

/* The reader's word for how contact is to be made; "" where unknown. */
const char *page_item_via(enum text_lang lang, const json_t *touchpoint);

/* The string member of an object; NULL where it is absent or null. */
const char *page_item_text(const json_t *object, const char *name);

/* The date member of an object; none where it is absent or malformed. */
struct civil_date page_item_date(const json_t *object, const char *name);
