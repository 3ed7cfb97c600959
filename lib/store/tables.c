/* The registry of tables; the contract is in tables.h. */
#include "store/tables.h"

#include "store/account.h"
#include "store/activity.h"
#include "store/calendar.h"
#include "store/channel.h"
#include "store/contact.h"
#include "store/departure.h"
#include "store/note.h"
#include "store/meeting.h"
#include "store/feed_token.h"
#include "store/plan.h"
#include "store/rep.h"
#include "store/request.h"
#include "store/topic.h"
#include "store/touchpoint.h"

#include <string.h>

const struct table *const tables_all[] = {
	&account_table,
	&activity_contact_table,
	&activity_table,
	&calendar_day_table,
	&calendar_table,
	&channel_table,
	&contact_table,
	&departure_table,
	&note_table,
	&meeting_rep_table,
	&meeting_table,
	&feed_token_table,
	&plan_table,
	&rep_table,
	&request_table,
	&topic_table,
	&topic_told_table,
	&touchpoint_contact_table,
	&touchpoint_table,
};
const size_t tables_n = ARRAY_LEN(tables_all);

const struct reference tables_references[] = {
	{&rep_table, "manager_id", &rep_table},
	{&account_table, "owner_id", &rep_table},
	{&contact_table, "account_id", &account_table},
	{&plan_table, "account_id", &account_table},
	{&touchpoint_table, "account_id", &account_table},
	{&touchpoint_table, "owner_id", &rep_table},
	{&touchpoint_table, "plan_id", &plan_table},
	{&touchpoint_table, "parent_id", &touchpoint_table},
	{&touchpoint_table, "covered_by", &touchpoint_table},
	{&meeting_table, "touchpoint_id", &touchpoint_table},
	{&meeting_table, "confirm_id", &touchpoint_table},
	{&meeting_table, "fulfils_id", &touchpoint_table},
	{&meeting_rep_table, "touchpoint_id", &touchpoint_table},
	{&meeting_rep_table, "rep_id", &rep_table},
	{&touchpoint_contact_table, "touchpoint_id", &touchpoint_table},
	{&touchpoint_contact_table, "contact_id", &contact_table},
	{&departure_table, "contact_id", &contact_table},
	{&departure_table, "successor_id", &contact_table},
	{&departure_table, "touchpoint_id", &touchpoint_table},
	{&request_table, "touchpoint_id", &touchpoint_table},
	{&request_table, "asker_id", &rep_table},
	{&request_table, "manager_id", &rep_table},
	{&request_table, "answerer_id", &rep_table},
	{&activity_table, "account_id", &account_table},
	{&activity_table, "touchpoint_id", &touchpoint_table},
	{&activity_table, "rep_id", &rep_table},
	{&activity_contact_table, "activity_id", &activity_table},
	{&activity_contact_table, "contact_id", &contact_table},
	{&note_table, "account_id", &account_table},
	{&note_table, "rep_id", &rep_table},
	{&note_table, "contact_id", &contact_table},
	{&topic_table, "rep_id", &rep_table},
	{&topic_table, "account_id", &account_table},
	{&topic_told_table, "topic_id", &topic_table},
	{&topic_told_table, "account_id", &account_table},
	{&topic_told_table, "activity_id", &activity_table},
	{&topic_told_table, "contact_id", &contact_table},
	{&calendar_day_table, "calendar_id", &calendar_table},
	{&channel_table, "owner_id", &rep_table},
	{&feed_token_table, "rep_id", &rep_table},
	{&feed_token_table, "account_id", &account_table},
};
const size_t tables_n_references = ARRAY_LEN(tables_references);

const struct table *tables_find(const char *name)
{
	for (size_t i = 0; i < tables_n; i++)
		if (strcmp(tables_all[i]->name, name) == 0)
			return tables_all[i];
	return NULL;
}
