/* Shortening text where a person would. */
#pragma once

#include "base/str.h"

/*
 * cut_add - s on one line, at most max code points, "…" where it was cut.
 *
 * Never between a letter and its marks, inside a joined emoji or a flag.
 */
void cut_add(struct str *out, const char *s, size_t max);
