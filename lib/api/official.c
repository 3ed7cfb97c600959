/* Official lists of holidays; the contract is in official.h. */
#include "api/official.h"

#include "store/calendar_list.h"

#include <errno.h>

/* Lists for a year come out in November of the year before. */
enum { NEXT_YEAR_FROM_MONTH = 11 };

/* The year whose list is missing; 0: none. */
static int missing_year(
	const struct calendar *calendar, struct civil_date today)
{
	int needed = today.year + (today.month >= NEXT_YEAR_FROM_MONTH);

	if (calendar->year_to >= needed)
		return 0;
	return calendar->year_to < today.year ? today.year : needed;
}

static int add(struct call *call, const struct calendar *calendar, json_t *list)
{
	int year = missing_year(calendar, call->today);

	return json_array_append_new(list,
		       json_pack("{s:s, s:o}", "calendar", calendar->name,
			       "missing",
			       year ? json_integer(year) : json_null())) < 0
		       ? -ENOMEM
		       : 0;
}

int official_lists(struct call *call, json_t **ret)
{
	json_auto_t *list = json_array();
	AUTO_ROWS rows = {0};
	int r = list ? calendar_all(
			       call->db, 0, CALL_PAGE_MAX, &rows, &call->err)
		     : -ENOMEM;

	ROWS_EACH(const struct calendar, calendar, &rows) {
		if (r < 0)
			return r;
		r = calendar_is_used(call->db, calendar->name, &call->err);
		if (r > 0 && calendar->layer == LAYER_NATIONAL)
			r = add(call, calendar, list);
	}
	if (r >= 0)
		*ret = TAKE(list);
	return r < 0 ? r : 0;
}
