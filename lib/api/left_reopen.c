/* Who leaves an account that is taken up again; the contract is in left.h. */
#include "api/left.h"

typedef int do_left(struct left *l);

/* For each contact whose leaving is known. */
static int each(struct call *call, int64_t account_id, do_left *function)
{
	AUTO_ROWS contacts = {0};
	int r = contact_of_account(call->db, account_id, &contacts, &call->err);

	ROWS_EACH(const struct contact, contact, &contacts) {
		CLEANUP(left_done) struct left l = {.call = call};

		if (r < 0)
			break;
		if (civil_is_none(contact->left_on))
			continue;
		r = left_load_of(&l, contact->id);
		if (r == 0 && l.was.n > 0)
			r = function(&l);
	}
	return r;
}

static int before(struct left *l)
{
	int r;

	l->is_closed = true; /* or parked: not yet */
	r = left_steps_correct(l);
	return r < 0 ? r : left_steps_plan(l);
}

static int after(struct left *l)
{
	int r = left_steps_correct(l);

	if (r == 0)
		r = left_people(l);
	if (r == 0)
		r = left_chain(l);
	return r < 0 ? r : left_steps_plan(l);
}

int left_reopen_before(struct call *call, int64_t account_id)
{
	return each(call, account_id, before);
}

int left_reopen_after(struct call *call, int64_t account_id)
{
	return each(call, account_id, after);
}
