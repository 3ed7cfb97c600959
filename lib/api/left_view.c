/* Somebody's leaving as it is known, for those who ask; the contract is in
 * left.h. */
#include "api/left.h"

#include "api/view.h"

#include <errno.h>

/* The touchpoints that it planned, or took from them. */
static json_t *view_ids(struct left *l)
{
	json_auto_t *array = json_array();

	ROWS_EACH(const struct departure, was, &l->was)
		if (was->touchpoint_id &&
			json_array_append_new(
				array, json_integer(was->touchpoint_id)) < 0)
			return NULL;
	return TAKE(array);
}

static int put_leaving(struct left *l)
{
	struct call *call = l->call;
	json_t *next = l->successor.id ? view_contact_ref(call, &l->successor)
				       : json_null();

	if (civil_is_none(l->contact.left_on)) {
		json_decref(next);
		return call_put(call, "leaving", json_null());
	}
	return call_put(call, "leaving",
		json_pack("{s:o, s:b, s:o, s:o}", "last_day",
			view_date(l->leaving.last_day), "gone", l->is_gone,
			"successor", next, "touchpoints", view_ids(l)));
}

static int put_followed(struct left *l)
{
	struct call *call = l->call;
	json_t *array = json_array();
	AUTO_ROWS named = {0};
	int64_t last = 0;
	int r = call_put(call, "follows", array);

	if (r == 0)
		r = departure_naming(
			call->db, l->contact.id, &named, &call->err);
	ROWS_EACH(const struct departure, was, &named) {
		CLEANUP(left_done) struct left old = {.call = call};

		if (r < 0)
			break;
		if (was->contact_id == l->contact.id || was->contact_id == last)
			continue;
		last = was->contact_id;
		r = left_load_of(&old, last);
		if (r == 0 && old.successor.id == l->contact.id &&
			json_array_append_new(array,
				view_contact_ref(call, &old.contact)) < 0)
			r = -ENOMEM;
	}
	return r;
}

int left_view(struct call *call, int64_t contact_id)
{
	CLEANUP(left_done) struct left l = {.call = call};
	int r = left_load_of(&l, contact_id);

	if (r == 0)
		r = put_leaving(&l);
	return r < 0 ? r : put_followed(&l);
}
