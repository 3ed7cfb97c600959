/*
 * All tables that take part in changes and undo, and who points at whom.
 */
#pragma once

#include "store/row.h"

/* By name; NULL if there is none. */
const struct table *tables_find(const char *name);
