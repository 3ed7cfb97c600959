/* A place in a text, with a little of what stands around it. */
#pragma once

#include "base/seek.h"

#include <jansson.h>

struct snippet {
	const char *text;
	struct seek_hit hit;
};

/* {before, hit, after}: "…" stands where the text was cut, line breaks are
 * blanks.  NULL: no memory. */
json_t *snippet_view(const struct snippet *snippet);
