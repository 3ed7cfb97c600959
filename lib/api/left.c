/* Parts of somebody's leaving; the contract is in left.h. */
#include "api/left.h"

#include "api/save.h"

#include <errno.h>

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

bool left_is_waiting(const struct left *l, const struct touchpoint *tp)
{
	return tp->deleted_at == 0 &&
	       (touchpoint_is_live(tp) ||
		       (l->is_over && tp->state == STATE_CANCELLED));
}

int left_list(struct left *l, const struct touchpoint *tp, const char *name)
{
	json_t *list = json_object_get(l->call->result, name), *item;
	size_t i;

	if (!touchpoint_is_live(tp))
		return 0;
	json_array_foreach(list, i, item)
		if (json_integer_value(json_object_get(item, "id")) == tp->id) {
			if (json_array_remove(list, i) < 0)
				return -ENOMEM;
			break;
		}
	return save_list(l->call, tp, name);
}

/* The last day; none: gone, and nobody knows since when. */
static void read_last_day(const struct left *l, const struct contact *contact,
	const struct rows *was, struct leaving *ret)
{
	*ret = (struct leaving){.days = &l->plan.days,
		.today = l->plan.today,
		.last_day = contact->left_on};
	ROWS_EACH(const struct departure, part, was)
		if (part->part == DEPARTURE_GONE)
			ret->last_day = (struct civil_date){0};
}

/* Who follows by what was said before. */
static int read_successor(struct left *l)
{
	int64_t id = 0;
	int r;

	ROWS_EACH(const struct departure, was, &l->was)
		if (was->successor_id)
			id = was->successor_id;
	if (!id)
		return 0;
	r = row_get(
		l->call->db, &contact_table, id, &l->successor, &l->call->err);
	if (r == 0 && l->successor.deleted_at != 0)
		contact_done(&l->successor);
	return r < 0 ? r : left_load_next(l);
}

int left_load_next(struct left *l)
{
	AUTO_ROWS was = {0};
	int r = 0;

	l->is_next_leaving = !civil_is_none(l->successor.left_on);
	if (l->is_next_leaving)
		r = departure_of_contact(
			l->call->db, l->successor.id, &was, &l->call->err);
	if (r == 0)
		read_last_day(l, &l->successor, &was, &l->next);
	return r;
}

int left_load(struct left *l)
{
	struct call *call = l->call;
	int r = row_get(call->db, &account_table, l->contact.account_id,
		&l->account, &call->err);

	if (r == 0)
		r = planning_init(&l->plan, call, &l->account);
	if (r == 0)
		r = departure_of_contact(
			call->db, l->contact.id, &l->was, &call->err);
	if (r < 0)
		return r;
	read_last_day(l, &l->contact, &l->was, &l->leaving);
	l->is_gone = leaving_is_gone(&l->leaving);
	l->is_same_day = true;
	l->is_over = account_is_over(&l->account);
	l->is_closed = l->account.course == COURSE_CLOSED ||
		       l->account.stage == STAGE_LOST;
	return read_successor(l);
}

int left_load_of(struct left *l, int64_t contact_id)
{
	int r = row_get(l->call->db, &contact_table, contact_id, &l->contact,
		&l->call->err);

	return r < 0 ? r : left_load(l);
}
