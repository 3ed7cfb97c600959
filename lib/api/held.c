/* What a meeting is held for; the contract is in held.h. */
#include "api/held.h"

#include "api/course.h"
#include "api/save.h"

#include <errno.h>

/* As the owner's calendar has the day.  first_latest stays: on time is who was
 * inside the window. */
int held_move(struct planning *p, const struct touchpoint *meeting,
	struct touchpoint *held)
{
	int64_t at;
	int r = save_starts_at(meeting, &at, &p->call->err);

	if (r < 0)
		return r;
	held->due = zone_date_at(p->zone, at);
	held->earliest = civil_min(held->earliest, held->due);
	held->latest = civil_max(held->latest, held->due);
	held->arrange_on = (struct civil_date){0};
	held->moved = MOVED_PINNED;
	held->pinned = 1;
	held->snoozed_until = 0;
	r = save_again(p->call, held);
	return r < 0 ? r : course_moved(p, held);
}

static void remember(struct meeting *m, const struct touchpoint *held)
{
	m->fulfils_id = held->id;
	m->held_earliest = held->earliest;
	m->held_due = held->due;
	m->held_latest = held->latest;
	m->held_arrange = held->arrange_on;
	m->held_moved = held->moved;
	m->held_pinned = held->pinned;
}

static void restore(const struct meeting *m, struct touchpoint *held)
{
	held->earliest = m->held_earliest;
	held->due = m->held_due;
	held->latest = m->held_latest;
	held->arrange_on = m->held_arrange;
	held->moved = m->held_moved;
	held->pinned = m->held_pinned;
}

int held_take(struct planning *p, const struct touchpoint *meeting,
	struct meeting *m, struct touchpoint *held)
{
	remember(m, held);
	return held_move(p, meeting, held);
}

static int held_load(
	struct planning *p, const struct meeting *m, struct touchpoint *ret)
{
	return row_get(p->call->db, &touchpoint_table, m->fulfils_id, ret,
		&p->call->err);
}

/* It has the days again that it would have without the meeting: those of
 * then, and what has become of the steps before it since. */
int held_release(struct planning *p, const struct meeting *m)
{
	AUTO_TOUCHPOINT held = {0};
	struct touchpoint any = {.kind = KIND_STEP};
	int r = m->fulfils_id ? held_load(p, m, &held) : 0;
	bool rests =
		held.state == STATE_PAUSED || held.state == STATE_CANCELLED;

	if (r < 0 || held.id == 0 || (held.state != STATE_OPEN && !rests))
		return r;
	restore(m, &held);
	any.plan_id = held.kind == KIND_STEP ? held.plan_id : 0;
	r = save_again(p->call, &held);
	if (rests)
		return r;
	if (r == 0)
		r = planning_next(p, &held);
	return r < 0 ? r : course_moved(p, &any);
}

int held_by(
	struct planning *p, const struct touchpoint *tp, struct touchpoint *ret)
{
	AUTO_MEETING m = {0};
	int r;

	if (!tp->pinned) /* what a meeting is held for is */
		return 0;
	r = meeting_for(p->call->db, tp->id, &m, &p->call->err);
	if (r == 0)
		r = row_get(p->call->db, &touchpoint_table, m.touchpoint_id,
			ret, &p->call->err);
	return r == -ENOENT ? 0 : r < 0 ? r : 1;
}

/* What it was held for, unless another meeting is by now. */
int held_again(
	struct planning *p, const struct touchpoint *meeting, struct meeting *m)
{
	AUTO_TOUCHPOINT held = {0}, other = {0};
	int r = m->fulfils_id ? held_load(p, m, &held) : 0;

	if (r < 0 || held.id == 0 || held.state != STATE_OPEN)
		return r;
	r = held_by(p, &held, &other);
	if (r > 0 && other.id != meeting->id)
		m->fulfils_id = 0;
	if (r < 0 || m->fulfils_id == 0)
		return r < 0 ? r : 0;
	return held_take(p, meeting, m, &held);
}

/* The meeting may have another day by now. */
int held_follow(struct planning *p, struct touchpoint *held)
{
	AUTO_TOUCHPOINT meeting = {0};
	int r = held_by(p, held, &meeting);

	return r <= 0 ? r : held_move(p, &meeting, held);
}

int held_check(struct planning *p, const struct touchpoint *held)
{
	struct call *call = p->call;
	AUTO_MEETING other = {0};
	int r;

	if (held->account_id != p->account->id)
		return call_fail(call, API_REFUSED, "for",
			N_("follow-up %s is not one of %s"), STR_INT(held->id),
			p->account->name);
	if (held->state != STATE_OPEN || held->kind == KIND_MEETING ||
		held->kind == KIND_CONFIRM)
		return call_fail(call, API_REFUSED, "for",
			N_("a meeting can be held for a follow-up that is "
			   "open, and %s is not one"),
			STR_INT(held->id));
	r = meeting_for(call->db, held->id, &other, &call->err);
	if (r == -ENOENT)
		return 0;
	if (r < 0)
		return r;
	r = call_fail(call, API_REFUSED, "for",
		N_("meeting %s is held for follow-up %s already"),
		STR_INT(other.touchpoint_id), STR_INT(held->id));
	call_hint(call, N_("give that one another time: nudge move %s WHEN"),
		STR_INT(other.touchpoint_id));
	return r;
}
