/* What a text that is not UTF-8 probably is. */
#pragma once

#include <stddef.h>

/* "UTF-16", "GBK", "Windows-1252" (Latin-1 and its kin), or "" where the
 * bytes tell nothing.  NULL: it is UTF-8, or not a text at all.  bytes is
 * terminated. */
const char *ical_charset_guess(const char *bytes, size_t size);
