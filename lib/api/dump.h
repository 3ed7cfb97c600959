/* JSON as text. */
#pragma once

#include <jansson.h>

/*
 * dump_text - json on one line, its members sorted; the caller frees it.
 *
 * NULL: out of memory.  Not json_dumps(): where memory runs out while it
 * writes, it loses a name and says nothing (jansson 2.14).
 */
char *dump_text(const json_t *json);
