/* Lists of names in one text, separated by commas: "mail,chat".  Names hold
 * no comma and no blank; NULL and "" are empty lists. */
#pragma once

#include <stdbool.h>

enum { NAMES_MAX = 64 }; /* bytes of one name with its terminator */

/* Takes the next name out of *list into buf and moves *list behind it;
 * false at the end.  Longer names are cut. */
bool names_next(const char **list, char buf[static NAMES_MAX]);

bool names_has(const char *list, const char *name);
