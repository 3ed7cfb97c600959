/* A meeting in words: where, when to leave, whether it stands. */
#pragma once

#include "compose/page_item.h"

/* A meeting of which all is known? */
bool page_meeting_is(const json_t *touchpoint);

/* "visit: new line layout, plant 2", where the item is a meeting: true. */
bool page_meeting_purpose(
	struct str *out, enum text_lang lang, const json_t *touchpoint);

/* The lines of a meeting, or of the question whether one stands; nothing of
 * others. */
void page_meeting_add(struct page *page, const struct page_item *item);
