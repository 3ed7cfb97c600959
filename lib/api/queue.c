/*
 * What is told, and when: brief.queue and nudge.queue for nudged, brief.now
 * for people.  Each is one transaction: what is queued and what is thereby
 * done with cannot come apart.  Source: DESIGN.md "Telling people".
 */
#include "api/methods.h"
#include "api/resolve.h"
#include "api/tell.h"
#include "api/view.h"
#include "store/duty.h"
#include "store/rep_clock.h"

#include <errno.h>

enum {
	GRACE_S = 15 * 60,     /* later than this is "after downtime" */
	MISSED_DAYS_MAX = 400, /* how far back missed days are counted */
};

/* Since when a touchpoint could have been told: its hour, or its last change
 * if that came later. */
static int64_t told_from(const struct touchpoint *tp)
{
	return tp->nudge_at > tp->visible_at ? tp->nudge_at : tp->visible_at;
}

static bool is_missed(const struct touchpoint *tp, int64_t now)
{
	return told_from(tp) < now - GRACE_S;
}

/* How many of the touchpoints are missed; *from goes back to the first. */
static int64_t count_missed(
	const struct rows *touchpoints, int64_t now, int64_t *from)
{
	int64_t missed = 0;

	ROWS_EACH(struct touchpoint, tp, touchpoints) {
		if (!is_missed(tp, now))
			continue;
		missed++;
		if (tp->nudge_at < *from)
			*from = tp->nudge_at;
	}
	return missed;
}

static bool is_working_day(
	const struct workcal_pair *days, struct civil_date date)
{
	return workcal_side_open(&days->rep, date, true);
}

/* The working days from one day to another, both included; *first is the
 * first of them. */
static int64_t count_briefs(const struct workcal_pair *days,
	struct civil_date from, struct civil_date to, struct civil_date *first)
{
	int64_t n = 0;

	if (civil_between(from, to) > MISSED_DAYS_MAX)
		from = civil_add_days(to, -MISSED_DAYS_MAX);
	for (; civil_cmp(from, to) <= 0; from = civil_add_days(from, 1))
		if (is_working_day(days, from) && !n++)
			*first = from;
	return n;
}

/* Is date the week's first working day?  Its brief always comes: silence
 * looks like breakage. */
static bool opens_week(const struct workcal_pair *days, struct civil_date date)
{
	struct civil_date first = date, monday;

	monday = civil_add_days(date, -(int)civil_weekday(date));
	(void)count_briefs(days, monday, date, &first);
	return civil_cmp(first, date) == 0;
}

/* A brief hour that has come. */
struct slot {
	struct call *call;
	struct rep rep;
	struct tell tell;
	struct rep_clock clock;
	struct workcal_pair days;
	struct rows timed; /* touchpoints that are due now as well */
	int64_t at;        /* today's brief hour */
};

static void slot_done(struct slot *slot)
{
	rep_done(&slot->rep);
	tell_done(&slot->tell);
	rows_done(&slot->timed);
}

static int slot_init(struct slot *slot, struct call *call)
{
	int r;

	slot->call = call;
	r = resolve_rep(call, "rep", &slot->rep);
	if (r == 0)
		r = tell_init(&slot->tell, call, &slot->rep);
	if (r < 0)
		return r;
	slot->at = zone_instant(
		slot->tell.zone, slot->tell.date, (int)slot->rep.brief_minute);
	r = rep_clock_get(call->db, slot->rep.id, &slot->clock, &call->err);
	if (r == -ENOENT)
		r = call_fail(call, API_NOT_FOUND, "rep",
			N_("nudged does not know %s yet"), slot->rep.slug);
	if (r == 0)
		r = call_days(call, &slot->rep, NULL, &slot->days);
	if (r == 0)
		r = duty_touchpoints(call->db, slot->rep.id, call->api->now,
			&slot->timed, &call->err);
	return r;
}

/* Remembers that the brief that was due had nobody to send it. */
static void note_missed(struct slot *slot)
{
	int64_t now = slot->call->api->now;

	if (slot->clock.missed_at || slot->clock.next_brief_at >= now - GRACE_S)
		return;
	slot->clock.missed_at = slot->clock.next_brief_at;
	slot->clock.back_at = now;
}

/* How many briefs were missed: those of working days from the first one on,
 * today's only if its hour had passed when nudged came back.  *from goes
 * back to the first. */
static int64_t missed_briefs(const struct slot *slot, int64_t *from)
{
	const struct rep_clock *clock = &slot->clock;
	const struct zone *zone = slot->tell.zone;
	struct civil_date first, last = slot->tell.date;
	/* A clock that was not set may have noted any year. */
	int64_t since = slot->rep.created_at;
	int64_t n, at;

	if (!clock->missed_at)
		return 0;
	if (slot->at > clock->back_at)
		last = civil_add_days(last, -1);
	n = count_briefs(&slot->days,
		zone_date_at(zone,
			since > clock->missed_at ? since : clock->missed_at),
		last, &first);
	if (n == 0)
		return 0;
	at = zone_instant(zone, first, (int)slot->rep.brief_minute);
	if (at < *from)
		*from = at;
	return n;
}

/* Returns how many messages were queued. */
static int tell_slot(struct slot *slot)
{
	int64_t now = slot->call->api->now;
	int64_t from = now;
	int64_t missed = count_missed(&slot->timed, now, &from) +
			 missed_briefs(slot, &from);
	struct tell_day day = {
		.kind = MESSAGE_BRIEF,
		.due_at = slot->at,
		.is_always = opens_week(&slot->days, slot->tell.date),
		.since = slot->clock.missed_at,
		.covered = &slot->timed,
	};

	if (missed > 0) {
		day.kind = MESSAGE_CATCHUP;
		day.from = from;
		day.to = slot->clock.back_at ? slot->clock.back_at : now;
		day.missed = missed;
	}
	/* In quiet hours the timed ones go their own way: a departure does
	 * not wait. */
	if (slot->tell.quiet_until > now)
		day.covered = NULL;
	return tell_day(&slot->tell, &day, NULL);
}

/* The brief hour of the present day has come, or one before it had. */
static int run_slot(struct slot *slot)
{
	struct rep_clock *clock = &slot->clock;
	struct civil_date today = slot->tell.date;
	int queued = 0, r;

	if (civil_cmp(clock->brief_on, today) < 0) {
		note_missed(slot);
		clock->brief_on = today;
		if (slot->at > slot->call->api->now) {
			clock->brief_on = civil_add_days(today, -1);
		} else if (is_working_day(&slot->days, today)) {
			if (tell_is_possible(&slot->tell))
				queued = tell_slot(slot);
			clock->missed_at = clock->back_at = 0;
		}
	}
	if (queued < 0)
		return queued;
	r = rep_clock_briefed(
		slot->call->db, &slot->rep, clock, &slot->call->err);
	return r < 0 ? r : queued;
}

/* {channel, queued}: where to, null if there is no channel; how many
 * messages. */
static int put_queued(struct call *call, const struct tell *tell, int queued)
{
	int r = call_put(call, "channel", view_text(tell->channel.name));

	return r < 0 ? r : call_put(call, "queued", json_integer(queued));
}

static int run_brief(struct call *call)
{
	CLEANUP(slot_done) struct slot slot = {0};
	int r = slot_init(&slot, call);

	if (r == 0)
		r = run_slot(&slot);
	return r < 0 ? r : put_queued(call, &slot.tell, r);
}

/* What was missed comes as one message, with the whole day. */
static int tell_missed(struct tell *tell, const struct rows *touchpoints,
	int64_t from, int64_t missed)
{
	int64_t now = tell->call->api->now;
	struct tell_day day = {
		.kind = MESSAGE_CATCHUP,
		.due_at = now,
		.is_always = true,
		.from = from,
		.to = now,
		.missed = missed,
		.covered = touchpoints,
	};

	return tell_day(tell, &day, NULL);
}

/* One message for each minute in which something is due. */
static int tell_minutes(struct tell *tell, const struct rows *touchpoints)
{
	const struct touchpoint *tp = touchpoints->data;
	int queued = 0;

	for (size_t i = 0, n; i < touchpoints->n; i += n) {
		int r;

		for (n = 1; i + n < touchpoints->n; n++)
			if (tp[i + n].nudge_at / 60 != tp[i].nudge_at / 60)
				break;
		r = tell_timed(tell, tp + i, n);
		if (r < 0)
			return r;
		queued += r;
	}
	return queued;
}

static int run_nudge(struct call *call)
{
	int64_t now = call->api->now, from = now, missed;
	AUTO_ROWS touchpoints = {0};
	AUTO_TELL tell = {0};
	AUTO_REP rep = {0};
	int r = resolve_rep(call, "rep", &rep);

	if (r == 0)
		r = tell_init(&tell, call, &rep);
	if (r == 0)
		r = duty_touchpoints(
			call->db, rep.id, now, &touchpoints, &call->err);
	if (r < 0 || !tell_is_possible(&tell))
		return r < 0 ? r : put_queued(call, &tell, 0);
	missed = count_missed(&touchpoints, now, &from);
	r = missed > 0 ? tell_missed(&tell, &touchpoints, from, missed)
		       : tell_minutes(&tell, &touchpoints);
	return r < 0 ? r : put_queued(call, &tell, r);
}

static int run_now(struct call *call)
{
	AUTO_TELL tell = {0};
	AUTO_REP rep = {0};
	struct tell_day day = {
		.kind = MESSAGE_BRIEF,
		.due_at = call->api->now,
		.is_asked_for = true,
	};
	int64_t id;
	int r = resolve_rep(call, "rep", &rep);

	if (r == 0)
		r = tell_init(&tell, call, &rep);
	if (r < 0)
		return r;
	if (!tell_is_possible(&tell)) {
		r = call_fail(call, API_REFUSED, "rep",
			N_("%s has no channel to be told by"), rep.slug);
		call_hint(call,
			N_("nudge channel list shows all channels; "
			   "nudge rep edit %s --channels NAME sets one"),
			rep.slug);
		return r;
	}
	r = tell_day(&tell, &day, &id);
	if (r >= 0)
		r = call_put(call, "message", view_ref(id));
	if (r == 0)
		r = call_put(call, "date", view_date(tell.date));
	return r < 0 ? r : put_queued(call, &tell, 1);
}

static const struct param queue_params[] = {
	{"rep", PARAM_TEXT, PARAM_REQUIRED, N_("whom to tell")},
};

static const struct param now_params[] = {
	{"rep", PARAM_TEXT, 0, N_("whom to tell; you if not said")},
};

const struct method brief_queue_method = {
	.name = "brief.queue",
	.flags = METHOD_WRITE | METHOD_DAEMON,
	.doc = N_("queue the brief whose hour has come"),
	METHOD_PARAMS(queue_params),
	.run = run_brief,
};

const struct method nudge_queue_method = {
	.name = "nudge.queue",
	.flags = METHOD_WRITE | METHOD_DAEMON,
	.doc = N_("queue what is timed and due"),
	METHOD_PARAMS(queue_params),
	.run = run_nudge,
};

const struct method brief_now_method = {
	.name = "brief.now",
	.flags = METHOD_WRITE,
	.doc = N_("send a person's day at once"),
	METHOD_PARAMS(now_params),
	.run = run_now,
};
