/* What one should know before making contact, in words. */
#pragma once

#include "compose/page_item.h"

/* A line for each open caution of the account, and for each note. */
void page_know_add(struct page *page, const struct page_item *item);

/* "not used yet: …": the topics that this person has not heard. */
void page_know_topics(struct page *page, const json_t *touchpoint);
