/* What one should know before making contact, in words. */
#pragma once

#include "compose/page_item.h"

/* A line for each open caution of the account, and for each note. */
void page_know_add(struct page *page, const struct page_item *item);

/* What a room may know of them: that one was shared, and its text only where
 * its author lets rooms have it. */
void page_know_room(struct page *page, const struct page_item *item);

/* "not used yet: …": the topics that this person has not heard. */
void page_know_topics(struct page *page, const json_t *touchpoint);
