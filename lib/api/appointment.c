/* Appointments; the contract is in appointment.h. */
#include "api/appointment.h"

#include "api/after.h"
#include "api/field.h"
#include "api/held.h"
#include "api/save.h"
#include "store/contact.h"

#include <errno.h>

int appointment_zone(
	struct call *call, struct touchpoint *tp, const struct zone **ret)
{
	const char *word = call_text(call, "zone");
	int r;

	if (word && !*word)
		return call_fail(call, API_BAD_PARAM, "zone", N_("%s is empty"),
			call_param(call, "zone"));
	r = field_zone(call, "zone", &tp->due_zone);
	return r < 0 ? r : zone_find(tp->due_zone, ret, &call->err);
}

int appointment_set_day(
	struct planning *p, const struct due *due, struct touchpoint *tp)
{
	struct civil_date here;
	int64_t at;
	int r;

	tp->nominal = tp->due = due->date;
	tp->due_minute = due->minute;
	r = save_starts_at(tp, &at, &p->call->err);
	if (r < 0)
		return r;
	here = zone_date_at(p->zone, at);
	tp->earliest = civil_min(due->date, here);
	tp->latest = tp->first_latest = civil_max(due->date, here);
	return 0;
}

static int load(struct planning *p, int64_t id, struct touchpoint *ret)
{
	return row_get(p->call->db, &touchpoint_table, id, ret, &p->call->err);
}

static int save_meeting(struct planning *p, struct meeting *m)
{
	struct call *call = p->call;

	return row_update(
		call->db, &call->change, &meeting_table, m, &call->err);
}

/* 1: tp is a meeting, *ret its row. */
static int find(
	struct planning *p, const struct touchpoint *tp, struct meeting *ret)
{
	int r;

	if (tp->kind != KIND_MEETING)
		return 0;
	r = meeting_of(p->call->db, tp->id, ret, &p->call->err);
	return r == -ENOENT ? 0 : r < 0 ? r : 1;
}

/* When the customer is to be asked. */
static void set_confirm_days(struct planning *p, const struct touchpoint *tp,
	struct touchpoint *confirm)
{
	struct civil_date on = planner_confirm_on(&p->days, tp->due, p->today);

	confirm->nominal = confirm->earliest = confirm->due = on;
	confirm->latest = confirm->first_latest = civil_max(on, tp->earliest);
	confirm->snoozed_until = 0;
}

static int ask(
	struct planning *p, const struct touchpoint *tp, struct meeting *m)
{
	struct call *call = p->call;
	AUTO_TOUCHPOINT confirm = {.via = VIA_CALL};
	AUTO_ROWS with = {0};
	int r = planning_draft(p, KIND_CONFIRM,
		N_("ask the customer whether the appointment stands"), tp->due,
		&confirm);

	if (r == 0)
		r = contact_of_touchpoint(call->db, tp->id, &with, &call->err);
	if (r < 0)
		return r;
	confirm.purpose_is_id = 1;
	set_confirm_days(p, tp, &confirm);
	r = save_new(call, &confirm);
	if (r == 0)
		r = after_link(call, confirm.id, &with);
	m->confirm_id = confirm.id;
	return r;
}

int appointment_begin(struct planning *p, const struct touchpoint *tp,
	struct meeting *m, struct touchpoint *held)
{
	struct call *call = p->call;
	int r = ask(p, tp, m);

	m->touchpoint_id = tp->id;
	if (r == 0 && held)
		r = held_take(p, tp, m, held);
	return r < 0 ? r
		     : row_insert(call->db, &call->change, &meeting_table, m,
			       &call->err);
}

/* What was agreed for the old time is worth nothing for the new one. */
static int ask_again(
	struct planning *p, const struct touchpoint *tp, struct meeting *m)
{
	AUTO_TOUCHPOINT confirm = {0};
	int r = m->confirm_id ? load(p, m->confirm_id, &confirm) : 0;

	m->confirmed_on = (struct civil_date){0};
	if (r == 0)
		r = field_set(&m->confirmed_via, NULL);
	if (r < 0)
		return r;
	if (confirm.id == 0 || confirm.state != STATE_OPEN)
		return ask(p, tp, m);
	set_confirm_days(p, tp, &confirm);
	return save_again(p->call, &confirm);
}

int appointment_moved(struct planning *p, const struct touchpoint *tp)
{
	AUTO_TOUCHPOINT held = {0}, confirm = {0};
	AUTO_MEETING m = {0};
	int r = find(p, tp, &m);

	if (r <= 0)
		return r;
	r = ask_again(p, tp, &m);
	if (r == 0 && m.fulfils_id)
		r = load(p, m.fulfils_id, &held);
	if (r == 0 && held.state == STATE_OPEN && held.id)
		r = held_move(p, tp, &held);
	if (r == 0)
		r = save_meeting(p, &m);
	if (r == 0)
		r = load(p, m.confirm_id, &confirm);
	if (r == 0)
		r = planning_next(p, &confirm);
	return r < 0 ? r : appointment_overlap_put(p, tp);
}

/* Nothing is left to ask. */
static int unask(struct planning *p, const struct meeting *m, const char *why)
{
	AUTO_TOUCHPOINT confirm = {0};
	int r = m->confirm_id ? load(p, m->confirm_id, &confirm) : 0;

	if (r < 0 || confirm.id == 0 || confirm.state != STATE_OPEN)
		return r;
	return save_cancelled(p->call, &confirm, why);
}

int appointment_dropped(
	struct planning *p, const struct touchpoint *tp, const char *reason)
{
	AUTO_MEETING m = {0};
	int r = find(p, tp, &m);

	if (r <= 0)
		return r;
	r = unask(p, &m, reason);
	return r < 0 ? r : held_release(p, &m);
}

int appointment_stands(struct planning *p, const struct touchpoint *tp)
{
	AUTO_TOUCHPOINT meeting = {0};
	int r = held_by(p, tp, &meeting);

	return r <= 0 ? r : save_list(p->call, &meeting, "stands");
}

int appointment_has_begun(struct planning *p, const struct touchpoint *tp)
{
	int64_t at;
	int r = save_starts_at(tp, &at, &p->call->err);

	return r < 0 ? r : at <= p->now;
}

/* The meeting that tp asks about.  1 where that is still to come. */
int appointment_asks(struct planning *p, const struct touchpoint *tp)
{
	AUTO_TOUCHPOINT of = {0};
	AUTO_MEETING m = {0};
	int r = meeting_confirmed_by(p->call->db, tp->id, &m, &p->call->err);

	if (r == 0)
		r = load(p, m.touchpoint_id, &of);
	if (r == 0 && of.state == STATE_OPEN)
		r = appointment_has_begun(p, &of);
	else if (r == 0)
		r = 1;
	return r == -ENOENT ? 0 : r < 0 ? r : r == 0;
}

/* What was answered is asked again. */
static int doubt(struct planning *p, const struct touchpoint *confirm)
{
	AUTO_MEETING m = {0};
	int r = meeting_confirmed_by(
		p->call->db, confirm->id, &m, &p->call->err);

	m.confirmed_on = (struct civil_date){0};
	return r < 0 ? r : save_meeting(p, &m);
}

int appointment_reopened(struct planning *p, struct touchpoint *tp)
{
	AUTO_TOUCHPOINT confirm = {0};
	AUTO_MEETING m = {0};
	int begun, r;

	if (tp->kind == KIND_CONFIRM)
		return doubt(p, tp);
	r = find(p, tp, &m);
	if (r <= 0)
		return r < 0 ? r : held_follow(p, tp);
	r = begun = appointment_has_begun(p, tp);
	if (begun == 0)
		r = ask_again(p, tp, &m);
	if (r >= 0)
		r = held_again(p, tp, &m);
	if (r == 0)
		r = save_meeting(p, &m);
	if (r == 0 && !begun)
		r = load(p, m.confirm_id, &confirm);
	return r < 0 || begun ? r : planning_next(p, &confirm);
}

int appointment_held(
	struct planning *p, const struct touchpoint *tp, struct touchpoint *ret)
{
	AUTO_MEETING m = {0};
	int r = find(p, tp, &m);

	if (r <= 0)
		return r;
	r = unask(p, &m,
		text_get(p->call->api->lang, N_("the meeting took place")));
	if (r == 0 && m.fulfils_id)
		r = load(p, m.fulfils_id, ret);
	return r < 0 ? r : ret->id != 0 && ret->state == STATE_OPEN;
}

int appointment_confirmed(struct planning *p, const struct touchpoint *tp,
	const struct report *report)
{
	AUTO_MEETING m = {0};
	int r;

	if (tp->kind != KIND_CONFIRM || report->outcome != OUTCOME_OK)
		return 0;
	r = meeting_confirmed_by(p->call->db, tp->id, &m, &p->call->err);
	if (r < 0)
		return r == -ENOENT ? 0 : r;
	m.confirmed_on = report->on;
	r = field_set(&m.confirmed_via, domain_via[report->via]);
	return r < 0 ? r : save_meeting(p, &m);
}
