/* A day in words: briefs, and what comes after downtime. */
#pragma once

#include "compose/page.h"

/* For page_build(): fills page from a model with "brief".  -EINVAL. */
NUDGE_CHECK int page_brief_build(const json_t *model,
	const struct page_reader *reader, struct page *page);
