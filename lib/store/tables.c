/* The registry of tables; the contract is in tables.h. */
#include "store/tables.h"

#include <string.h>

/* One line for every const struct table. */
static const struct table *const tables[] = {
	NULL,
};

const struct table *tables_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(tables); i++)
		if (tables[i] && strcmp(tables[i]->name, name) == 0)
			return tables[i];
	return NULL;
}
