/* Meetings at the same time; the contract is in appointment.h. */
#include "api/appointment.h"

#include "api/save.h"
#include "api/view.h"

#include <errno.h>

/* When a meeting is held. */
struct hours {
	int64_t from, to; /* instants */
};

static int hours_of(
	struct call *call, const struct touchpoint *tp, struct hours *ret)
{
	AUTO_MEETING m = {.length = APPOINTMENT_LENGTH};
	int r = save_starts_at(tp, &ret->from, &call->err);

	if (r == 0)
		r = meeting_of(call->db, tp->id, &m, &call->err);
	if (r < 0 && r != -ENOENT)
		return r;
	ret->to = ret->from + m.length * 60;
	return 0;
}

static bool has(const json_t *list, int64_t id)
{
	const json_t *item;
	size_t i;

	json_array_foreach(list, i, item)
		if (json_integer_value(json_object_get(item, "id")) == id)
			return true;
	return false;
}

static int add(struct call *call, json_t *list, const struct touchpoint *tp,
	const struct touchpoint *other)
{
	struct hours ours, theirs;
	json_t *item;
	int r = hours_of(call, tp, &ours);

	if (r == 0)
		r = hours_of(call, other, &theirs);
	if (r < 0 || other->id == tp->id || has(list, other->id) ||
		ours.from >= theirs.to || theirs.from >= ours.to)
		return r;
	r = view_touchpoint(call, other, &item);
	if (r < 0)
		return r;
	return json_array_append_new(list, item) < 0 ? -ENOMEM : 0;
}

static int add_of_rep(struct call *call, json_t *list,
	const struct touchpoint *tp, int64_t rep_id)
{
	struct meeting_span span = {rep_id, civil_add_days(tp->due, -1),
		civil_add_days(tp->due, 1)};
	AUTO_ROWS owned = {0}, attended = {0};
	int r = meeting_owned(call->db, &span, &owned, &call->err);

	if (r == 0)
		r = meeting_attended(call->db, &span, &attended, &call->err);
	if (r < 0)
		return r;
	ROWS_EACH(const struct touchpoint, other, &owned) {
		r = add(call, list, tp, other);
		if (r < 0)
			return r;
	}
	ROWS_EACH(const struct touchpoint, other, &attended) {
		r = add(call, list, tp, other);
		if (r < 0)
			return r;
	}
	return 0;
}

int appointment_overlap_put(struct planning *p, const struct touchpoint *tp)
{
	struct call *call = p->call;
	AUTO_ROWS team = {0};
	json_t *list = json_array();
	int r = call_put(call, "overlaps", list);

	if (r == 0)
		r = add_of_rep(call, list, tp, tp->owner_id);
	if (r == 0)
		r = meeting_team(call->db, tp->id, &team, &call->err);
	if (r < 0)
		return r;
	ROWS_EACH(const struct rep, rep, &team) {
		r = add_of_rep(call, list, tp, rep->id);
		if (r < 0)
			return r;
	}
	return 0;
}
