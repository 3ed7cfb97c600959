/* When to confirm a meeting; the contract is in planner.h. */
#include "core/planner.h"

struct civil_date planner_confirm_on(const struct workcal_pair *days,
	struct civil_date meeting, struct civil_date today)
{
	struct civil_date day;

	/* None within reach: the day before will do. */
	(void)workcal_back(days, civil_add_days(meeting, -1), false, &day);
	return civil_min(civil_max(day, today), meeting);
}
