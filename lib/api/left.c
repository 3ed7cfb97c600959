/* Parts of somebody's leaving; the contract is in left.h. */
#include "api/left.h"

void left_done(struct left *l)
{
	planning_done(&l->plan);
	account_done(&l->account);
	contact_done(&l->contact);
	contact_done(&l->successor);
	rows_done(&l->was);
}

int left_note(
	struct left *l, enum departure_part part, const struct touchpoint *tp)
{
	struct departure note = {.contact_id = l->contact.id,
		.successor_id = part == DEPARTURE_TALK ||
						part == DEPARTURE_MANAGER ||
						part == DEPARTURE_MAIN
					? l->successor.id
					: 0,
		.touchpoint_id = tp ? tp->id : 0,
		.part = part};

	return row_insert(l->call->db, &l->call->change, &departure_table,
		&note, &l->call->err);
}

int left_drop(struct left *l, struct departure *was)
{
	return row_delete(l->call->db, &l->call->change, &departure_table, was,
		&l->call->err);
}
