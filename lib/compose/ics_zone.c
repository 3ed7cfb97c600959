/* VTIMEZONE; the contract is in ics_zone.h. */
#include "compose/ics_zone.h"

#include "compose/ics.h"

#include <stdio.h>

enum { CHANGES_MAX = 64, MINUTE_S = 60, HOUR_S = 3600 };

/* "+0130"; seconds are left out: readers refuse them. */
static void add_offset(struct str *out, const char *name, int32_t offset_s)
{
	char text[16];
	int32_t size = offset_s < 0 ? -offset_s : offset_s;

	(void)snprintf(text, sizeof(text), "%c%02d%02d",
		offset_s < 0 ? '-' : '+', (int)(size / HOUR_S),
		(int)(size % HOUR_S / MINUTE_S));
	ics_line(out, name, text);
}

/* An offset that holds from the moment at which the clock showed from. */
static void add_stretch(
	struct str *out, const struct zone_local *from, int32_t offset_s)
{
	const char *kind = offset_s > from->offset_s ? "DAYLIGHT" : "STANDARD";
	char start[32];

	(void)snprintf(start, sizeof(start), "%04d%02d%02dT%02d%02d%02d",
		from->date.year, from->date.month, from->date.day,
		(int)(from->second / HOUR_S),
		(int)(from->second % HOUR_S / MINUTE_S),
		(int)(from->second % MINUTE_S));
	ics_begin(out, kind);
	ics_line(out, "DTSTART", start);
	add_offset(out, "TZOFFSETFROM", from->offset_s);
	add_offset(out, "TZOFFSETTO", offset_s);
	ics_end(out, kind);
}

/* What the clock showed at the instant at, had it not been changed then. */
static struct zone_local unchanged_at(const struct zone *zone, int64_t at)
{
	struct zone_local local = zone_local_at(zone, at - 1);

	local.second++;
	if (local.second == 24 * HOUR_S) {
		local.second = 0;
		local.date = civil_add_days(local.date, 1);
	}
	return local;
}

void ics_zone_add(
	struct str *out, const struct zone *zone, int64_t from, int64_t until)
{
	struct zone_local first = zone_local_at(zone, from);
	int64_t at = zone_next_change(zone, from);

	first.date = (struct civil_date){1970, 1, 1};
	first.second = 0;
	ics_begin(out, "VTIMEZONE");
	ics_line(out, "TZID", zone_name(zone));
	add_stretch(out, &first, first.offset_s);
	for (int i = 0; i < CHANGES_MAX && at < until; i++) {
		struct zone_local before = unchanged_at(zone, at);
		struct zone_local after = zone_local_at(zone, at);

		if (after.offset_s != before.offset_s)
			add_stretch(out, &before, after.offset_s);
		at = zone_next_change(zone, at);
	}
	ics_end(out, "VTIMEZONE");
}
