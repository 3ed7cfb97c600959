/* The time of an item. */
#pragma once

#include "compose/page_item.h"

/* Appends "17:30 (Berlin 10:30)  ": the reader's clock, and the other where it
 * is hours away; where the reader's is not known, "10:30 (Berlin)  ".  Nothing
 * for what has no time. */
void page_time_add(
	struct str *line, enum text_lang lang, const struct page_item *item);
