/* meeting.edit: all of a meeting but its time, which touchpoint.move changes.
 */
#include "api/appointment.h"
#include "api/attend.h"
#include "api/field.h"
#include "api/held.h"
#include "api/methods.h"
#include "api/reader.h"
#include "api/resolve.h"
#include "api/save.h"
#include "api/view.h"

#include <string.h>

static const struct param params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED,
		N_("the meeting: its id, or an account with one")},
	{"purpose", PARAM_TEXT, 0, N_("what it is for")},
	{"with", PARAM_LIST, 0, N_("contacts there")},
	{"team", PARAM_LIST, 0, N_("colleagues who come along")},
	{"place", PARAM_TEXT, 0, N_("where")},
	{"travel", PARAM_TEXT, 0, N_("how long the way is, such as 40m")},
	{"length", PARAM_TEXT, 0, N_("how long it lasts")},
	{"for", PARAM_TEXT, 0, N_("the follow-up that it does for")},
	{"via", PARAM_TEXT, 0, N_("call, visit, meeting or event")},
};

struct edit {
	struct planning plan;
	struct account account;
	struct touchpoint tp;
	struct meeting meeting;
	struct rows with, team;
	bool is_new;  /* something is another than before */
	bool is_news; /* that one has to know before leaving */
};

static void edit_done(struct edit *e)
{
	planning_done(&e->plan);
	account_done(&e->account);
	touchpoint_done(&e->tp);
	meeting_done(&e->meeting);
	rows_done(&e->with);
	rows_done(&e->team);
}

static int put(struct edit *e, const char *name)
{
	struct call *call = e->plan.call;
	json_t *item;
	int r = view_touchpoint(call, &e->tp, &item);

	if (r == 0)
		r = call_put(call, name, item);
	return r < 0 ? r : reader_add(call, e->plan.owner, &e->tp, item);
}

static int find(struct edit *e, struct call *call)
{
	int r = resolve_meeting(call, "id", &e->tp);

	if (r == 0)
		r = row_get(call->db, &account_table, e->tp.account_id,
			&e->account, &call->err);
	if (r == 0)
		r = planning_init(&e->plan, call, &e->account);
	if (r == 0)
		r = planning_check_open(call, &e->tp);
	if (r < 0)
		return r;
	if (e->tp.kind != KIND_MEETING) {
		r = call_fail(call, API_REFUSED, "id",
			N_("follow-up %s is not a meeting"), STR_INT(e->tp.id));
		call_hint(call,
			N_("to plan one for it: nudge meet %s PURPOSE --at "
			   "WHEN --for %s"),
			e->account.slug, STR_INT(e->tp.id));
		return r;
	}
	r = meeting_of(call->db, e->tp.id, &e->meeting, &call->err);
	return r < 0 ? r : put(e, "was");
}

/* Whom and what it covers is part of the purpose of a merged one. */
static int set_purpose(struct edit *e, struct call *call)
{
	const char *purpose = call_text(call, "purpose");

	if (!purpose)
		return 0;
	if (touchpoint_is_merged(&e->tp))
		return call_fail(call, API_REFUSED, "purpose",
			N_("meeting %s does for several follow-ups, whose "
			   "purposes it has"),
			STR_INT(e->tp.id));
	if (!*purpose)
		return call_fail(call, API_BAD_PARAM, "purpose",
			N_("%s is empty"), call_param(call, "purpose"));
	e->is_new |= strcmp(purpose, e->tp.purpose) != 0;
	return field_set(&e->tp.purpose, purpose);
}

static int set_for(struct edit *e, struct call *call)
{
	AUTO_TOUCHPOINT held = {0};
	const char *word = call_text(call, "for");
	int r = 0;

	if (!word)
		return 0;
	if (*word)
		r = resolve_touchpoint(call, "for", &held);
	if (r == 0 && held.id && held.id == e->meeting.fulfils_id)
		return 0;
	if (r == 0 && *word)
		r = held_check(&e->plan, &held);
	if (r == 0)
		r = held_release(&e->plan, &e->meeting);
	e->meeting.fulfils_id = 0;
	e->is_new = true;
	return r < 0 || !*word
		       ? r
		       : held_take(&e->plan, &e->tp, &e->meeting, &held);
}

static bool is_same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Where to, how and when to leave for it, and how long it takes. */
static int set_place(struct edit *e, struct call *call)
{
	AUTO_MEETING was = {0};
	int via, r;

	r = meeting_of(call->db, e->tp.id, &was, &call->err);
	if (r == 0)
		r = call_enum(call, "via", CALL_WORDS(domain_via),
			(int)e->tp.via, &via);
	if (r == 0)
		r = field_span(call, "travel", &e->meeting.travel);
	if (r == 0)
		r = field_span(call, "length", &e->meeting.length);
	if (r == 0)
		r = field_text(call, "place", &e->meeting.place);
	if (r < 0)
		return r;
	e->is_new |= was.length != e->meeting.length;
	e->is_news |= e->tp.via != (enum via)via ||
		      was.travel != e->meeting.travel ||
		      !is_same(was.place, e->meeting.place);
	e->tp.via = (enum via)via;
	e->tp.lead = e->meeting.travel + APPOINTMENT_WARN;
	return save_nudge_at(&e->tp, &e->tp.nudge_at, &call->err);
}

/* The same people are asked whether it stands. */
static int set_people(struct edit *e, struct call *call)
{
	int r = resolve_contacts(call, "with", e->account.id, &e->with);

	if (r == 0)
		r = resolve_reps(call, "team", &e->team);
	if (r == 0 && call_has(call, "team"))
		r = attend_team(call, &e->tp, &e->team);
	e->is_new |= r > 0;
	if (r < 0 || !call_has(call, "with"))
		return r < 0 ? r : 0;
	r = attend_contacts(call, e->tp.id, &e->with);
	e->is_news |= r > 0;
	if (r >= 0 && e->meeting.confirm_id)
		r = attend_contacts(call, e->meeting.confirm_id, &e->with);
	return r < 0 ? r : 0;
}

/* Who comes along now has not been told yet, and is.  Nobody has to leave for
 * what has begun. */
static int save(struct edit *e, struct call *call)
{
	int r = appointment_has_begun(&e->plan, &e->tp);

	if (r < 0 || (!e->is_new && !e->is_news))
		return r < 0 ? r : 0;
	return e->is_news && r == 0 ? save_again(call, &e->tp)
				    : save_changed(call, &e->tp);
}

static int write_all(struct edit *e, struct call *call)
{
	int r = set_purpose(e, call);

	if (r == 0)
		r = set_place(e, call);
	if (r == 0)
		r = set_for(e, call);
	if (r == 0)
		r = set_people(e, call);
	if (r == 0)
		r = save(e, call);
	return r < 0 ? r
		     : row_update(call->db, &call->change, &meeting_table,
			       &e->meeting, &call->err);
}

static int run(struct call *call)
{
	CLEANUP(edit_done) struct edit e = {0};
	int r = find(&e, call);

	if (r == 0 && json_object_size(call->params) > 1)
		r = write_all(&e, call);
	if (r == 0)
		r = put(&e, "touchpoint");
	if (r == 0)
		r = appointment_overlap_put(&e.plan, &e.tp);
	return r < 0 ? r : planning_put_next(&e.plan);
}

const struct method meeting_edit_method = {
	.name = "meeting.edit",
	.flags = METHOD_WRITE,
	.doc = N_("change what a meeting is, where, and who is there"),
	METHOD_PARAMS(params),
	.run = run,
};
