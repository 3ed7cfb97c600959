/* Quiet hours; the contract is in hours.h. */
#include "core/hours.h"

int64_t hours_quiet_until(const struct zone *zone, int from, int to, int64_t at)
{
	struct zone_local local = zone_local_at(zone, at);
	int minute = local.second / 60;
	bool evening = from > to && minute >= from;
	bool quiet = from > to ? minute >= from || minute < to
			       : minute >= from && minute < to;
	int64_t end;

	if (from < 0 || to < 0 || !quiet)
		return at;
	end = zone_instant(zone, civil_add_days(local.date, evening), to);
	/* A clock change can put the end before the present hour. */
	return end > at ? end : at;
}
