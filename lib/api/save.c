/* Bookkeeping of touchpoints; the contract is in save.h. */
#include "api/save.h"

#include "api/field.h"
#include "api/view.h"
#include "store/message.h"

#include <errno.h>

int save_starts_at(const struct touchpoint *tp, int64_t *ret, struct err *err)
{
	const struct zone *zone;
	int r;

	*ret = 0;
	if (tp->due_minute < 0)
		return 0;
	r = zone_find(tp->due_zone, &zone, err);
	if (r < 0)
		return r;
	*ret = zone_instant(zone, tp->due, (int)tp->due_minute);
	return 0;
}

int save_nudge_at(const struct touchpoint *tp, int64_t *ret, struct err *err)
{
	int r = save_starts_at(tp, ret, err);

	if (r == 0 && *ret != 0)
		*ret -= tp->lead * 60;
	return r;
}

/* Nothing more is to be done there. */
static int refuse_closed(struct call *call, const struct account *account)
{
	int r = call_fail(call, API_REFUSED, NULL,
		N_("%s is closed; nothing is planned for it any more"),
		account->name);

	call_hint(call, N_("nudge reopen %s takes it up again"), account->slug);
	return r;
}

int save_new(struct call *call, struct touchpoint *tp)
{
	int r = 0;

	if (call->account && call->account->course == COURSE_CLOSED)
		r = refuse_closed(call, call->account);
	if (r == 0)
		r = save_nudge_at(tp, &tp->nudge_at, &call->err);
	if (r < 0)
		return r;
	tp->seq = 1;
	tp->gen = 1;
	tp->visible_at = call->api->now;
	tp->first_latest = tp->latest;
	if (tp->n == 0)
		tp->n = 1;
	return row_insert(
		call->db, &call->change, &touchpoint_table, tp, &call->err);
}

int save_changed(struct call *call, struct touchpoint *tp)
{
	tp->seq++;
	tp->visible_at = call->api->now;
	return row_update(
		call->db, &call->change, &touchpoint_table, tp, &call->err);
}

static int save_quietly(struct call *call, struct touchpoint *tp)
{
	int r = save_changed(call, tp);

	if (r < 0)
		return r;
	return message_cancel_touchpoint(
		call->db, tp->id, call->api->now, &call->err);
}

int save_again(struct call *call, struct touchpoint *tp)
{
	tp->gen++;
	return save_quietly(call, tp);
}

int save_done(struct call *call, struct touchpoint *tp)
{
	tp->closed_at = call->api->now;
	return save_quietly(call, tp);
}

int save_closed(struct call *call, struct touchpoint *tp, enum state state,
	const char *reason)
{
	int r = field_set(&tp->close_reason, reason);

	if (r < 0)
		return r;
	tp->state = state;
	return save_done(call, tp);
}

/* The list under name, borrowed; NULL: no memory. */
static json_t *list_of(struct call *call, const char *name)
{
	json_t *list = json_object_get(call->result, name);

	if (list || call_put(call, name, json_array()) < 0)
		return list;
	return json_object_get(call->result, name);
}

int save_list(struct call *call, const struct touchpoint *tp, const char *name)
{
	json_t *list = list_of(call, name), *item;
	int r = list ? view_touchpoint(call, tp, &item) : -ENOMEM;

	if (r < 0)
		return r;
	return json_array_append_new(list, item) < 0 ? -ENOMEM : 0;
}

int save_cancelled(struct call *call, struct touchpoint *tp, const char *reason)
{
	int r = save_closed(call, tp, STATE_CANCELLED, reason);

	return r < 0 ? r : save_list(call, tp, "cancelled");
}

int save_covered(
	struct call *call, struct touchpoint *tp, const struct touchpoint *by)
{
	int r;

	tp->covered_by = by->id;
	r = save_closed(call, tp, STATE_COVERED, NULL);
	return r < 0 ? r : save_list(call, tp, "covered");
}
