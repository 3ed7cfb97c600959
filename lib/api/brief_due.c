/* What is due on a day; the contract is in brief_due.h. */
#include "api/brief_due.h"

#include "api/reader.h"
#include "store/meeting.h"

static int keep_due(const struct zone *zone, struct civil_date date,
	struct rows *found, struct rows *kept)
{
	ROWS_EACH(struct touchpoint, tp, found) {
		int r = civil_cmp(reader_day(zone, tp), date) > 0
				? 0
				: rows_add(kept, tp);

		if (r < 0)
			return r;
	}
	return 0;
}

static int add_attended(struct call *call, const struct zone *zone,
	const struct agenda_day *day, struct rows *kept)
{
	struct meeting_span span = {day->owner_id,
		civil_add_days(day->date, -1), civil_add_days(day->date, 1)};
	AUTO_ROWS attended = {0};
	int r = meeting_attended(call->db, &span, &attended, &call->err);

	if (r < 0)
		return r;
	ROWS_EACH(struct touchpoint, tp, &attended) {
		if (civil_cmp(reader_day(zone, tp), day->date) == 0)
			r = rows_add(kept, tp);
		if (r < 0)
			return r;
	}
	return 0;
}

int brief_due_load(struct call *call, const struct zone *zone,
	const struct agenda_day *day, struct rows *ret)
{
	AUTO_ROWS found = {0}, kept = {.table = &touchpoint_table};
	int r = agenda_due(call->db, day, &found, &call->err);

	if (r == 0)
		r = keep_due(zone, day->date, &found, &kept);
	if (r == 0)
		r = add_attended(call, zone, day, &kept);
	if (r < 0)
		return r;
	*ret = kept;
	kept = (struct rows){0};
	return 0;
}
