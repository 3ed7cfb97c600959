/*
 * Slugs: short names to type, "acme", "wang-fang".
 *
 * 1 to SLUG_MAX of a-z 0-9 and "-", not at the ends, with a letter, so that
 * a slug is never taken for an id (360 is a company).
 */
#pragma once

#include "base/err.h"

#include <stdbool.h>

enum { SLUG_MAX = 40 };

bool slug_is_valid(const char *s);

/*
 * slug_make - a slug out of a name: "Müller & Söhne" gives muller-sohne.
 *
 * Letters that are not Latin are left out.  What remains without a letter
 * gets prefix in front: "360" gives c360; nothing at all gives prefix and
 * number ("c17" for a Chinese name).  Not yet unique.
 */
void slug_make(char buf[static SLUG_MAX + 1], const char *name, char prefix,
	long long number);

/* The n-th try for a slug that is taken: acme-2, acme-3 …, in buf. */
void slug_next(char buf[static SLUG_MAX + 1], const char *slug, int n);
