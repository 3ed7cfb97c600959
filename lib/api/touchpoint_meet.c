/* touchpoint.meet: a meeting with the customer, at a time and a place. */
#include "api/after.h"
#include "api/appointment.h"
#include "api/attend.h"
#include "api/field.h"
#include "api/held.h"
#include "api/methods.h"
#include "api/reader.h"
#include "api/resolve.h"
#include "api/save.h"
#include "api/view.h"

static const struct param params[] = {
	{"account", PARAM_TEXT, PARAM_REQUIRED, N_("the customer")},
	{"purpose", PARAM_TEXT, PARAM_REQUIRED, N_("what it is for")},
	{"at", PARAM_WHEN, PARAM_REQUIRED, N_("the day and the time")},
	{"with", PARAM_LIST, 0, N_("contacts there")},
	{"team", PARAM_LIST, 0, N_("colleagues who come along")},
	{"place", PARAM_TEXT, 0, N_("where")},
	{"travel", PARAM_TEXT, 0, N_("how long the way is, such as 40m")},
	{"length", PARAM_TEXT, 0, N_("how long it lasts; 1h if not said")},
	{"zone", PARAM_TEXT, 0,
		N_("the zone of its time; the customer's if not said")},
	{"for", PARAM_TEXT, 0, N_("the follow-up that it does for")},
	{"via", PARAM_TEXT, 0, N_("call, visit, meeting or event")},
};

struct meet {
	struct planning plan;
	struct account account;
	struct touchpoint tp, held;
	struct meeting meeting;
	struct rows with, team;
};

static void meet_done(struct meet *m)
{
	planning_done(&m->plan);
	account_done(&m->account);
	touchpoint_done(&m->tp);
	touchpoint_done(&m->held);
	meeting_done(&m->meeting);
	rows_done(&m->with);
	rows_done(&m->team);
}

/* The day and time, in the zone of the place where it is. */
static int read_time(struct meet *m, struct call *call)
{
	const struct zone *zone;
	struct due due;
	int r = field_set(&m->tp.due_zone,
		m->account.zone ? m->account.zone : m->plan.owner->zone);

	if (r == 0)
		r = appointment_zone(call, &m->tp, &zone);
	if (r == 0)
		r = due_read_in(&m->plan, "at", zone, &due);
	if (r < 0)
		return r;
	if (due.minute < 0) {
		r = call_fail(call, API_BAD_PARAM, "at",
			N_("a meeting needs its time as well as its day"));
		call_hint(call, N_("for example --at \"%s 10:30\""),
			CIVIL_STR(due.date));
		return r;
	}
	return appointment_set_day(&m->plan, &due, &m->tp);
}

static int read_held(struct meet *m, struct call *call)
{
	int r;

	if (!call_has(call, "for"))
		return 0;
	r = resolve_touchpoint(call, "for", &m->held);
	return r < 0 ? r : held_check(&m->plan, &m->held);
}

static int read_params(struct meet *m, struct call *call)
{
	struct meeting *row = &m->meeting;
	int via;
	int r = planning_draft(&m->plan, KIND_MEETING,
		call_text(call, "purpose"), m->plan.today, &m->tp);

	if (r == 0)
		r = read_time(m, call);
	if (r == 0)
		r = call_enum(
			call, "via", CALL_WORDS(domain_via), VIA_MEETING, &via);
	if (r == 0)
		r = field_span(call, "travel", &row->travel);
	if (r == 0)
		r = field_span(call, "length", &row->length);
	if (r == 0)
		r = field_text(call, "place", &row->place);
	if (r == 0)
		r = read_held(m, call);
	if (r < 0)
		return r;
	m->tp.via = (enum via)via;
	m->tp.pinned = 1;
	m->tp.lead = row->travel + APPOINTMENT_WARN;
	return 0;
}

static int put_touchpoint(
	struct meet *m, const char *name, const struct touchpoint *tp)
{
	struct call *call = m->plan.call;
	json_t *item;
	int r = view_touchpoint(call, tp, &item);

	if (r == 0)
		r = call_put(call, name, item);
	return r < 0 ? r : reader_add(call, m->plan.owner, tp, item);
}

static int put_result(struct meet *m, struct call *call)
{
	AUTO_TOUCHPOINT confirm = {0};
	int r = row_get(call->db, &touchpoint_table, m->meeting.confirm_id,
		&confirm, &call->err);

	if (r == 0)
		r = put_touchpoint(m, "touchpoint", &m->tp);
	if (r == 0)
		r = put_touchpoint(m, "confirm", &confirm);
	if (r == 0 && m->held.id)
		r = put_touchpoint(m, "fulfils", &m->held);
	if (r == 0)
		r = appointment_overlap_put(&m->plan, &m->tp);
	if (r == 0)
		r = due_put_closed(&m->plan, m->tp.due);
	return r < 0 ? r : planning_put_next(&m->plan);
}

static int meet(struct meet *m, struct call *call)
{
	int r = save_new(call, &m->tp);

	if (r == 0)
		r = after_link(call, m->tp.id, &m->with);
	if (r == 0)
		r = attend_team(call, &m->tp, &m->team);
	if (r >= 0)
		r = appointment_begin(&m->plan, &m->tp, &m->meeting,
			m->held.id ? &m->held : NULL);
	return r < 0 ? r : put_result(m, call);
}

static int run(struct call *call)
{
	CLEANUP(meet_done)
	struct meet m = {.meeting.length = APPOINTMENT_LENGTH};
	int r = resolve_account(call, "account", &m.account);

	if (r == 0)
		r = resolve_contacts(call, "with", m.account.id, &m.with);
	if (r == 0)
		r = resolve_reps(call, "team", &m.team);
	if (r == 0)
		r = planning_init(&m.plan, call, &m.account);
	if (r == 0)
		r = read_params(&m, call);
	return r < 0 ? r : meet(&m, call);
}

const struct method touchpoint_meet_method = {
	.name = "touchpoint.meet",
	.flags = METHOD_WRITE,
	.doc = N_("plan a meeting with the customer"),
	METHOD_PARAMS(params),
	.run = run,
};
