/* The address behind which a touchpoint of a message can be acted on. */
#pragma once

#include "compose/page.h"

/* Appends it where the reader has such addresses. */
void page_link_add(struct page *page, const struct page_reader *reader,
	const json_t *touchpoint);
