/* Near misses: what somebody may have meant. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Edits from a to b: characters inserted, left out, replaced, or two
 * neighbours swapped.  Both well-formed UTF-8; what is longer than
 * NEAR_LENGTH_MAX characters is far from everything. */
enum { NEAR_LENGTH_MAX = 64 };
size_t near_distance(const char *a, const char *b);

/* Is b so near to a that a person may have meant it?  A third of the longer
 * one's characters may differ, at least one, at most three. */
bool near_enough(const char *a, const char *b);
