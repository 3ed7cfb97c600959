/* Meetings in the touchpoint object; the contract is in view_meeting.h. */
#include "api/view_meeting.h"

#include "api/view.h"
#include "store/meeting.h"

#include <errno.h>

enum { DAY_MINUTES = 24 * 60 };

static json_t *view_team(const struct rows *team)
{
	json_auto_t *array = json_array();

	ROWS_EACH(const struct rep, rep, team)
		if (json_array_append_new(
			    array, json_pack("{s:s, s:s}", "slug", rep->slug,
					   "name", rep->name)) < 0)
			return NULL;
	return TAKE(array);
}

static json_t *view_confirmed(const struct meeting *m)
{
	if (civil_is_none(m->confirmed_on))
		return json_null();
	return json_pack("{s:o, s:s?}", "on", view_date(m->confirmed_on), "via",
		m->confirmed_via);
}

static json_t *view_fulfils(struct call *call, const struct touchpoint *tp)
{
	AUTO_STR purpose = {0};

	if (tp->id == 0)
		return json_null();
	view_purpose(call->api->lang, tp->purpose, tp->purpose_is_id, &purpose);
	return json_pack("{s:o, s:s?, s:s}", "id",
		view_id(call, &touchpoint_table, tp->id), "step", tp->step,
		"purpose", str_get(&purpose));
}

static int of_meeting(
	struct call *call, const struct touchpoint *tp, json_t **ret)
{
	AUTO_MEETING m = {0};
	AUTO_TOUCHPOINT held = {0};
	AUTO_ROWS team = {0};
	int r = meeting_of(call->db, tp->id, &m, &call->err);

	if (r == 0)
		r = meeting_team(call->db, tp->id, &team, &call->err);
	if (r == 0 && m.fulfils_id)
		r = row_get(call->db, &touchpoint_table, m.fulfils_id, &held,
			&call->err);
	if (r < 0)
		return r;
	*ret = json_pack("{s:s?, s:I, s:I, s:o, s:o, s:o, s:o, s:o}", "place",
		m.place, "travel", (json_int_t)m.travel, "length",
		(json_int_t)m.length, "ends",
		view_minute((tp->due_minute + m.length) % DAY_MINUTES), "team",
		view_team(&team), "confirm_id",
		view_id(call, &touchpoint_table, m.confirm_id), "confirmed",
		view_confirmed(&m), "fulfils", view_fulfils(call, &held));
	return *ret ? 0 : -ENOMEM;
}

static int of_confirm(
	struct call *call, const struct touchpoint *tp, json_t **ret)
{
	AUTO_MEETING m = {0};
	AUTO_TOUCHPOINT of = {0};
	AUTO_STR purpose = {0};
	int r = meeting_confirmed_by(call->db, tp->id, &m, &call->err);

	if (r == 0)
		r = row_get(call->db, &touchpoint_table, m.touchpoint_id, &of,
			&call->err);
	if (r < 0)
		return r;
	view_purpose(call->api->lang, of.purpose, of.purpose_is_id, &purpose);
	*ret = json_pack("{s:o, s:o, s:o, s:s?, s:s, s:s, s:s?}", "id",
		view_id(call, &touchpoint_table, of.id), "due",
		view_date(of.due), "time", view_minute(of.due_minute), "zone",
		of.due_zone, "via", domain_via[of.via], "purpose",
		str_get(&purpose), "place", m.place);
	return *ret ? 0 : -ENOMEM;
}

/* Only what is pinned can be held. */
static int held_by(struct call *call, const struct touchpoint *tp, int64_t *ret)
{
	AUTO_MEETING m = {0};
	int r;

	*ret = 0;
	if (!tp->pinned || tp->state != STATE_OPEN || tp->id == 0)
		return 0;
	r = meeting_for(call->db, tp->id, &m, &call->err);
	if (r == 0)
		*ret = m.touchpoint_id;
	return r == -ENOENT ? 0 : r;
}

int view_meeting(struct call *call, const struct touchpoint *tp, json_t *object)
{
	json_t *meeting = NULL;
	int64_t held = 0;
	int r = 0;

	if (tp->kind == KIND_MEETING)
		r = of_meeting(call, tp, &meeting);
	else if (tp->kind == KIND_CONFIRM)
		r = of_confirm(call, tp, &meeting);
	else
		r = held_by(call, tp, &held);
	if (r < 0 && r != -ENOENT)
		return r;
	if (json_object_set_new(
		    object, "meeting", meeting ? meeting : json_null()) < 0 ||
		json_object_set_new(object, "held_by",
			view_id(call, &touchpoint_table, held)) < 0)
		return -ENOMEM;
	return 0;
}
