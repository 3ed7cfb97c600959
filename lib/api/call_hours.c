/* When to call; the contract is in call_hours.h. */
#include "api/call_hours.h"

#include "api/view.h"

#include <errno.h>
#include <string.h>

/* When people are at work, in minutes of their day. */
enum { WORK_FROM = 8 * 60, WORK_TO = 18 * 60, DAY_MINUTES = 24 * 60 };
enum { HOURS_APART = 2 * 60 };

struct hours {
	int from, to; /* minutes of the rep's day */
	bool overlap;
};

static bool is_spoken(enum via via)
{
	return via == VIA_CALL || via == VIA_MEETING || via == VIA_CHAT;
}

/* Minutes by which the account's clock is ahead at the rep's noon. */
static int ahead_of(const struct zone *rep, const struct zone *account,
	struct civil_date date)
{
	int64_t noon = zone_instant(rep, date, DAY_MINUTES / 2);

	return (zone_local_at(account, noon).offset_s -
		       zone_local_at(rep, noon).offset_s) /
	       60;
}

static struct hours hours_of(int ahead)
{
	struct hours h = {WORK_FROM - ahead, WORK_TO - ahead, false};
	int from = h.from > WORK_FROM ? h.from : WORK_FROM;
	int to = h.to < WORK_TO ? h.to : WORK_TO;

	if (from < to)
		return (struct hours){from, to, true};
	return h;
}

static json_t *view_clock(int minute)
{
	return view_minute((minute + DAY_MINUTES) % DAY_MINUTES);
}

int call_hours_add(struct call *call, const struct rep *rep,
	const struct touchpoint *tp, struct civil_date date, json_t *item)
{
	AUTO_ACCOUNT account = {0};
	const struct zone *ours, *theirs;
	struct hours h;
	int ahead;
	int r = row_get(
		call->db, &account_table, tp->account_id, &account, &call->err);

	if (r < 0 || !account.zone || !is_spoken(tp->via) ||
		tp->kind == KIND_MEETING ||
		strcmp(account.zone, rep->zone) == 0)
		return r;
	r = zone_find(rep->zone, &ours, &call->err);
	if (r == 0)
		r = zone_find(account.zone, &theirs, &call->err);
	if (r < 0)
		return r;
	ahead = ahead_of(ours, theirs, date);
	if (ahead < HOURS_APART && ahead > -HOURS_APART)
		return 0;
	h = hours_of(ahead);
	return json_object_set_new(item, "call_hours",
		       json_pack("{s:o, s:o, s:s, s:o, s:o, s:b}", "from",
			       view_clock(h.from), "to", view_clock(h.to),
			       "zone", account.zone, "local_from",
			       view_clock(h.from + ahead), "local_to",
			       view_clock(h.to + ahead), "overlap",
			       h.overlap)) < 0
		       ? -ENOMEM
		       : 0;
}
