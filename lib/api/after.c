/* What comes of a contact; the contract is in after.h. */
#include "api/after.h"

#include "api/due.h"
#include "api/save.h"
#include "api/view.h"
#include "store/contact.h"

#include <errno.h>

static const struct follow {
	const char *purpose, *due; /* parameters */
	enum kind kind;
	enum via via;
} follows[] = {
	{"next", "next_due", KIND_TASK, VIA_CALL},
	{"promise", "promise_by", KIND_PROMISE, VIA_MAIL},
	{"await", "await_by", KIND_AWAIT, VIA_CALL},
};

int after_link(
	struct call *call, int64_t touchpoint_id, const struct rows *contacts)
{
	ROWS_EACH(struct contact, contact, contacts) {
		struct touchpoint_contact link = {
			.touchpoint_id = touchpoint_id,
			.contact_id = contact->id};
		int r = row_insert(call->db, &call->change,
			&touchpoint_contact_table, &link, &call->err);

		if (r < 0)
			return r;
	}
	return 0;
}

int after_link_new(
	struct call *call, int64_t touchpoint_id, const struct rows *contacts)
{
	AUTO_ROWS known = {0}, fresh = {.table = &contact_table};
	int r = 0;

	if (contacts->n == 0)
		return 0;
	r = contact_of_touchpoint(call->db, touchpoint_id, &known, &call->err);
	ROWS_EACH(const struct contact, c, contacts) {
		struct contact copy = {.id = c->id};
		bool is_known = false;

		ROWS_EACH(const struct contact, k, &known)
			is_known |= k->id == c->id;
		if (r == 0 && !is_known)
			r = rows_add(&fresh, &copy);
	}
	return r < 0 ? r : after_link(call, touchpoint_id, &fresh);
}

static int check_pair(struct call *call, const struct follow *f)
{
	bool purpose = call_has(call, f->purpose);

	if (purpose == call_has(call, f->due))
		return purpose;
	return purpose ? call_fail(call, API_BAD_PARAM, f->due,
				 N_("\"%s\" needs %s: by when?"),
				 call_text(call, f->purpose),
				 call_param(call, f->due))
		       : call_fail(call, API_BAD_PARAM, f->purpose,
				 N_("%s says when, but %s does not say what"),
				 call_param(call, f->due),
				 call_param(call, f->purpose));
}

static int create(struct planning *p, const struct follow *f, int64_t parent_id,
	const struct report *report, json_t *created)
{
	struct call *call = p->call;
	AUTO_TOUCHPOINT tp = {.parent_id = parent_id};
	struct due due;
	json_t *item;
	int r = due_read(p, f->due, &due);

	if (r == 0)
		r = planning_draft(
			p, f->kind, call_text(call, f->purpose), due.date, &tp);
	if (r == 0)
		r = due_set(p, &due, &tp);
	if (r < 0)
		return r;
	tp.via = f->via;
	tp.pinned = 1;
	r = save_new(call, &tp);
	if (r == 0)
		r = after_link(call, tp.id, &report->with);
	if (r == 0)
		r = view_touchpoint(call, &tp, &item);
	if (r < 0)
		return r;
	return json_array_append_new(created, item) < 0 ? -ENOMEM : 0;
}

int after_create(
	struct planning *p, int64_t parent_id, const struct report *report)
{
	json_t *created = json_array();
	int r = call_put(p->call, "created", created);

	for (size_t i = 0; r >= 0 && i < ARRAY_LEN(follows); i++) {
		r = check_pair(p->call, &follows[i]);
		if (r > 0)
			r = create(p, &follows[i], parent_id, report, created);
	}
	return r < 0 ? r : 0;
}
