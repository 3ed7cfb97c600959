/* Somebody leaves; the contract is in leaving.h. */
#include "core/leaving.h"

enum { ASK_DAYS = -10, FAREWELL_DAYS = -2, TALK_DAYS = 3, MANAGER_DAYS = 10 };

bool leaving_is_gone(const struct leaving *leaving)
{
	return civil_is_none(leaving->last_day) ||
	       civil_cmp(leaving->last_day, leaving->today) < 0;
}

/* No open day within reach: the day reached will do. */
static struct civil_date days_from(
	const struct leaving *leaving, struct civil_date day, int n)
{
	(void)workcal_add(leaving->days, day, n, false, &day);
	return day;
}

/* Not before the first open day from today on, nor after the last day. */
static struct civil_date before_the_end(const struct leaving *leaving, int n)
{
	struct civil_date due = days_from(leaving, leaving->last_day, n);
	struct civil_date first = days_from(leaving, leaving->today, 0);

	if (civil_cmp(due, first) < 0)
		due = first;
	return civil_cmp(due, leaving->last_day) > 0 ? leaving->last_day : due;
}

void leaving_plan(
	const struct leaving *leaving, struct civil_date ret[static LEAVING_N])
{
	struct civil_date start = leaving->today;
	bool gone = leaving_is_gone(leaving);

	for (int i = 0; i < LEAVING_N; i++)
		ret[i] = (struct civil_date){0};
	if (gone && !leaving->has_successor)
		ret[LEAVING_FIND] = days_from(leaving, leaving->today, 0);
	if (!gone && !leaving->has_successor)
		ret[LEAVING_ASK] = before_the_end(leaving, ASK_DAYS);
	if (!gone)
		ret[LEAVING_FAREWELL] = before_the_end(leaving, FAREWELL_DAYS);
	if (!leaving->has_successor)
		return;
	if (!gone)
		start = civil_add_days(leaving->last_day, 1);
	start = days_from(leaving, start, 0);
	ret[LEAVING_TALK] = days_from(leaving, start, TALK_DAYS);
	ret[LEAVING_MANAGER] = days_from(leaving, start, MANAGER_DAYS);
}
