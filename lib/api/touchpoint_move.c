/* touchpoint.move: a new due day, by hand or agreed with the customer. */
#include "api/appointment.h"
#include "api/course.h"
#include "api/field.h"
#include "api/held.h"
#include "api/methods.h"
#include "api/save.h"
#include "api/view.h"
#include "text/words.h"

#include <string.h>

static const struct param params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("id, account, or account/step")},
	{"to", PARAM_WHEN, PARAM_REQUIRED, N_("the new day, or day and time")},
	{"agreed", PARAM_BOOL, 0, N_("the customer agreed to that day")},
	{"reason", PARAM_TEXT, 0, N_("why, when it is past the window")},
	{"zone", PARAM_TEXT, 0, N_("the zone of a meeting's time")},
};

/* Does somebody wait for it: a window, a promise, a confirmation? */
static bool has_window(const struct touchpoint *tp)
{
	switch (tp->kind) {
	case KIND_STEP:
	case KIND_PROMISE:
	case KIND_ANSWER:
	case KIND_CONFIRM:
		return true;
	case KIND_MEETING: /* another time is agreed by its nature */
	case KIND_TASK:
	case KIND_AWAIT:
	case KIND_SIGNING:
	case KIND_DECISION:
	case KIND_N:
		break;
	}
	return false;
}

/* Is its time to be that of another zone? */
static bool is_rezoned(struct call *call, const struct touchpoint *tp)
{
	const char *zone = call_text(call, "zone");

	return zone && tp->due_zone && strcmp(zone, tp->due_zone) != 0;
}

static int check(struct call *call, const struct touchpoint *tp,
	const struct due *to, bool is_elsewhere)
{
	char buf[WORDS_DATE];
	int r;

	if (civil_cmp(to->date, tp->due) == 0 && !call_bool(call, "agreed") &&
		!is_elsewhere &&
		(to->minute < 0 || to->minute == tp->due_minute))
		return call_fail(call, API_REFUSED, "to",
			N_("it is due then already: %s"),
			words_date_full(buf, call->api->lang, tp->due));
	if (!has_window(tp) || call_bool(call, "agreed") ||
		call_has(call, "reason") ||
		civil_cmp(to->date, tp->first_latest) <= 0)
		return 0;
	r = call_fail(call, API_REFUSED, "reason",
		N_("this should be done by %s; a later day needs a reason"),
		words_date_full(buf, call->api->lang, tp->first_latest));
	call_hint(call, N_("--reason \"…\", or --agreed where the customer "
			   "agreed to the day"));
	return r;
}

/* Windows stay in order.  An agreed day is the whole window, and nothing is
 * left to arrange. */
static void set_window(
	struct touchpoint *tp, struct civil_date due, bool agreed)
{
	bool one_day = agreed || !has_window(tp);

	tp->due = due;
	tp->earliest = one_day ? due : civil_min(tp->earliest, due);
	tp->latest = one_day ? due : civil_max(tp->latest, due);
	if (agreed)
		tp->arrange_on = (struct civil_date){0};
	tp->moved = MOVED_PINNED;
	tp->pinned = 1;
	tp->moves++;
	tp->snoozed_until = 0;
}

static int set_due(
	struct planning *p, struct touchpoint *tp, const struct due *to)
{
	struct call *call = p->call;
	int r = 0;

	set_window(tp, to->date, call_bool(call, "agreed"));
	if (tp->kind == KIND_MEETING) {
		r = appointment_set_day(p, to, tp);
	} else if (to->minute >= 0) {
		tp->due_minute = to->minute;
		r = field_set(&tp->due_zone, p->owner->zone);
	}
	if (r == 0)
		r = field_set(&tp->move_reason, call_text(call, "reason"));
	if (r == 0)
		r = save_nudge_at(tp, &tp->nudge_at, &call->err);
	return r < 0 ? r : save_again(call, tp);
}

static json_t *view_was(const struct touchpoint *tp)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:s?, s:b}", "earliest",
		view_date(tp->earliest), "due", view_date(tp->due), "latest",
		view_date(tp->latest), "time", view_minute(tp->due_minute),
		"zone", tp->due_zone, "pinned", tp->pinned != 0);
}

/* A meeting keeps its zone, if none is said, and its hour where only a day
 * is. */
static int read_to(struct planning *p, struct touchpoint *tp, struct due *ret)
{
	struct call *call = p->call;
	const struct zone *zone;
	int r;

	if (tp->kind != KIND_MEETING && call_has(call, "zone"))
		return call_fail(call, API_REFUSED, "zone",
			N_("only a meeting has its time in another zone"));
	if (tp->kind != KIND_MEETING)
		return due_read(p, "to", ret);
	r = appointment_zone(call, tp, &zone);
	if (r == 0)
		r = due_read_in(p, "to", zone, ret);
	if (r < 0 || ret->minute >= 0)
		return r;
	ret->minute = (int)tp->due_minute;
	if (zone_instant(zone, ret->date, ret->minute) >= call->api->now)
		return 0;
	return call_fail(call, API_REFUSED, "to",
		N_("today %s is past; give a later time, or only the day"),
		words_minute((char[6]){0}, ret->minute));
}

/* To be asked before the meeting, if at all. */
static int check_confirm(
	struct call *call, const struct touchpoint *tp, const struct due *to)
{
	char buf[WORDS_DATE];

	if (tp->kind != KIND_CONFIRM || civil_cmp(to->date, tp->latest) <= 0)
		return 0;
	return call_fail(call, API_REFUSED, "to",
		N_("the meeting is on %s; it cannot be confirmed later"),
		words_date_full(buf, call->api->lang, tp->latest));
}

/* Its day is that of the meeting. */
static int check_held(struct planning *p, const struct touchpoint *tp)
{
	AUTO_TOUCHPOINT meeting = {0};
	struct call *call = p->call;
	int r = held_by(p, tp, &meeting);

	if (r <= 0)
		return r;
	r = call_fail(call, API_REFUSED, "id",
		N_("meeting %s is held for follow-up %s, on its day"),
		STR_INT(meeting.id), STR_INT(tp->id));
	call_hint(call, N_("give that one another time: nudge move %s WHEN"),
		STR_INT(meeting.id));
	return r;
}

static int move(struct planning *p, struct touchpoint *tp)
{
	struct call *call = p->call;
	bool is_elsewhere = is_rezoned(call, tp);
	struct due to;
	int r = call_put(call, "was", view_was(tp));

	if (r == 0)
		r = check_held(p, tp);
	if (r == 0)
		r = read_to(p, tp, &to);
	if (r == 0)
		r = check_confirm(call, tp, &to);
	if (r == 0)
		r = check(call, tp, &to, is_elsewhere);
	if (r == 0)
		r = set_due(p, tp, &to);
	if (r == 0)
		r = course_moved(p, tp);
	if (r == 0)
		r = appointment_moved(p, tp);
	if (r == 0)
		r = due_put_closed(p, tp->due);
	return r < 0 ? r : planning_put(p, tp);
}

static int run(struct call *call)
{
	AUTO_PLANNING p = {0};
	AUTO_ACCOUNT account = {0};
	AUTO_TOUCHPOINT tp = {0};
	int r = planning_find(&p, call, &tp, &account);

	return r < 0 ? r : move(&p, &tp);
}

const struct method touchpoint_move_method = {
	.name = "touchpoint.move",
	.flags = METHOD_WRITE,
	.doc = N_("give a touchpoint another due day"),
	METHOD_PARAMS(params),
	.run = run,
};
