/* The registry of tables; the contract is in tables.h. */
#include "store/tables.h"

#include "store/account.h"
#include "store/activity.h"
#include "store/calendar.h"
#include "store/channel.h"
#include "store/contact.h"
#include "store/plan.h"
#include "store/rep.h"
#include "store/touchpoint.h"

#include <string.h>

static const struct table *const tables[] = {
	&account_table,
	&activity_contact_table,
	&activity_table,
	&calendar_day_table,
	&calendar_table,
	&channel_table,
	&contact_table,
	&plan_table,
	&rep_table,
	&touchpoint_contact_table,
	&touchpoint_table,
};

const struct table *tables_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(tables); i++)
		if (strcmp(tables[i]->name, name) == 0)
			return tables[i];
	return NULL;
}
