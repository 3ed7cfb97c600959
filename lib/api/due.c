/* When something is due; the contract is in due.h. */
#include "api/due.h"

#include "api/view.h"

#include "api/field.h"
#include "api/save.h"
#include "text/words.h"

int due_read(struct planning *p, const char *name, struct due *ret)
{
	return due_read_in(p, name, p->zone, ret);
}

int due_read_in(struct planning *p, const char *name, const struct zone *zone,
	struct due *ret)
{
	struct call *call = p->call;
	struct civil_date today = zone_date_at(zone, call->api->now);
	struct when when;
	int r = call_when(call, name, p->account, &when);

	if (r < 0)
		return r;
	if (civil_is_none(when.date))
		when.date = today;
	if (civil_cmp(when.date, today) < 0) {
		char buf[WORDS_DATE];

		r = call_fail(call, API_REFUSED, name,
			N_("%s is past; what is planned lies ahead"),
			words_date_full(buf, call->api->lang, when.date));
		call_hint(call, N_("record what has happened: nudge log"));
		return r;
	}
	if (when.minute >= 0 &&
		zone_instant(zone, when.date, when.minute) < call->api->now)
		return call_fail(call, API_REFUSED, name,
			N_("today %s is past; give a later time, or only the "
			   "day"),
			words_minute((char[6]){0}, when.minute));
	*ret = (struct due){when.date, when.minute};
	return 0;
}

int due_set(
	const struct planning *p, const struct due *due, struct touchpoint *tp)
{
	tp->nominal = tp->earliest = tp->due = tp->latest = due->date;
	tp->due_minute = due->minute;
	if (due->minute < 0)
		return 0;
	return field_set(&tp->due_zone, p->owner->zone);
}

int due_put_closed(struct planning *p, struct civil_date date)
{
	bool rep = workcal_side_open(&p->days.rep, date, true);
	bool account = workcal_side_open(&p->days.account, date, true);

	if (rep && account)
		return 0;
	return call_put(p->call, "closed_day",
		json_pack("{s:o, s:b, s:b}", "date", view_date(date), "rep",
			rep, "account", account));
}
