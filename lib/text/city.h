/* Time zones as people name them: by their city. */
#pragma once

#include "text/text.h"

/*
 * city_add - "Berlin" / 柏林 of "Europe/Berlin".
 *
 * Cities with much trade have a translation; others are written as the zone
 * has them, "_" as a blank.
 */
void city_add(struct str *out, enum text_lang lang, const char *zone);
