/* Compressing an answer once, for all who fetch it. */
#pragma once

#include "base/str.h"

/* gzip_add - bytes as a gzip file, without name and time: the same bytes
 * give the same file.  -ENOMEM. */
NUDGE_CHECK int gzip_add(struct str *out, const void *bytes, size_t n);
