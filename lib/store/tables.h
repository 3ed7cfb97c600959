/*
 * All tables that take part in changes and undo, and who points at whom.
 */
#pragma once

#include "store/row.h"

extern const struct table *const tables_all[];
extern const size_t tables_n;

/* By name; NULL if there is none. */
const struct table *tables_find(const char *name);

/* Rows of table point at rows of target through a column. */
struct reference {
	const struct table *table;
	const char *column;
	const struct table *target;
};
extern const struct reference tables_references[];
extern const size_t tables_n_references;
