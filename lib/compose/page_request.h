/* Help that is asked for, in words. */
#pragma once

#include "compose/page_item.h"

/* Who asks for what, or who answered what; nothing for other items. */
void page_request_add(struct page *page, const json_t *touchpoint);

/* Does the item wait for the reader's answer? */
bool page_request_is_open(const json_t *touchpoint);
