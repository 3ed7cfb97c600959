/* Shared by the files behind resolve.h. */
#pragma once

#include "api/call.h"

/* The number that s is; 0 if it is none. */
int64_t resolve_id(const char *s);

/* row_get(); -ENOENT also where the row is a tombstone. */
NUDGE_CHECK int resolve_live(
	struct call *call, const struct table *table, int64_t id, void *row);

/* "did you mean …?" and a candidate (stolen), for what is near. */
void resolve_offer(struct call *call, const char *word, json_t *item);
