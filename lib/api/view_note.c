/* The note object; the contract is in view.h. */
#include "api/view.h"

#include <errno.h>

enum { CAUTION_MONTHS = 12 };

struct civil_date view_note_since(struct civil_date today)
{
	return civil_add_months(today, -CAUTION_MONTHS);
}

static int contact_of(struct call *call, int64_t id, json_t **ret)
{
	AUTO_CONTACT contact = {0};
	int r;

	if (id == 0) {
		*ret = json_null();
		return 0;
	}
	r = row_get(call->db, &contact_table, id, &contact, &call->err);
	if (r < 0)
		return r;
	*ret = view_contact_ref(call, &contact);
	return *ret ? 0 : -ENOMEM;
}

int view_note(struct call *call, const struct note *note, json_t **ret)
{
	AUTO_REP rep = {0};
	json_t *contact = NULL;
	struct civil_date expires = {0};
	int r = row_get(call->db, &rep_table, note->rep_id, &rep, &call->err);

	if (r == 0)
		r = contact_of(call, note->contact_id, &contact);
	if (r < 0)
		return r;
	if (note->caution)
		expires = civil_add_months(note->on_date, CAUTION_MONTHS);
	*ret = json_pack("{s:o, s:o, s:{s:s, s:s}, s:o, s:o, s:s, s:b, s:o,"
			 " s:i, s:b, s:b, s:I}",
		"id", view_id(call, &note_table, note->id), "account_id",
		view_id(call, &account_table, note->account_id), "rep", "slug",
		rep.slug, "name", rep.name, "contact", contact, "on",
		view_date(note->on_date), "text", note->text, "caution",
		note->caution != 0, "expires", view_date(expires), "age_days",
		civil_between(note->on_date, call->today), "share",
		note->share != 0, "in_room", note->in_room != 0, "rev",
		(json_int_t)note->rev);
	return *ret ? 0 : -ENOMEM;
}
