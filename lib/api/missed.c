/* What a manager's people have missed; the contract is in missed.h. */
#include "api/missed.h"

#include "store/agenda.h"

int missed_brief_before(struct call *call, const struct rep *rep,
	struct civil_date date, int64_t *ret)
{
	const struct zone *zone;
	struct workcal_pair days;
	struct civil_date day;
	int r = zone_find(rep->zone, &zone, &call->err);

	if (r == 0)
		r = call_days(call, rep, NULL, &days);

	if (r < 0)
		return r;
	if (workcal_side_add(&days.rep, date, -1, &day) < 0)
		day = civil_add_days(date, -WORKCAL_SEARCH_DAYS);
	*ret = zone_instant(zone, day, (int)rep->brief_minute);
	return 0;
}

int missed_load(struct call *call, const struct rep *rep,
	struct civil_date date, int64_t since, struct rows *ret)
{
	const struct zone *zone;
	struct agenda_span span = {.manager_id = rep->id};
	int r = zone_find(rep->zone, &zone, &call->err);

	if (r < 0)
		return r;
	span.until = zone_instant(zone, date, (int)rep->brief_minute);
	r = missed_brief_before(call, rep,
		since ? zone_date_at(zone, since) : date, &span.after);
	if (r < 0)
		return r;
	return agenda_missed(call->db, &span, ret, &call->err);
}
