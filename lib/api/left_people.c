/* Who is met instead of who leaves; the contract is in left.h. */
#include "api/left.h"

#include "api/after.h"
#include "api/save.h"
#include "store/trace.h"

static int link_to(struct left *l, const struct touchpoint *tp,
	const struct contact *contact)
{
	struct contact one = {.id = contact->id};
	const struct rows rows = {
		.table = &contact_table, .data = &one, .n = one.id ? 1 : 0};

	return after_link_new(l->call, tp->id, &rows);
}

static bool has(const struct rows *links, int64_t contact_id)
{
	ROWS_EACH(const struct touchpoint_contact, link, links)
		if (link->contact_id == contact_id)
			return true;
	return false;
}

int left_replace(struct left *l, const struct touchpoint *tp,
	int64_t contact_id, const struct contact *by)
{
	struct call *call = l->call;
	AUTO_ROWS links = {0};
	int r = touchpoint_contacts(call->db, tp->id, &links, &call->err);

	if (r == 0 && contact_id && !has(&links, contact_id))
		return 0;
	ROWS_EACH(struct touchpoint_contact, link, &links)
		if (r == 0 && link->contact_id == contact_id)
			r = row_delete(call->db, &call->change,
				&touchpoint_contact_table, link, &call->err);
	if (r == 0)
		r = link_to(l, tp, by);
	return r < 0 ? r : 1;
}

static bool is_after(const struct left *l, const struct touchpoint *tp)
{
	return !l->is_back &&
	       (l->is_gone || civil_cmp(tp->due, l->leaving.last_day) > 0);
}

static int list(struct left *l, struct touchpoint *tp, const char *name)
{
	int r = save_changed(l->call, tp);

	return r < 0 ? r : left_list(l, tp, name);
}

/* Who has what went to was->successor_id: not they, where they leave too and
 * have handed it on.  What their leaving did with it is over then. */
static int find_holder(
	struct left *l, const struct departure *was, int64_t *ret)
{
	struct call *call = l->call;
	AUTO_ROWS links = {0};
	struct departure next;
	int r = touchpoint_contacts(
		call->db, was->touchpoint_id, &links, &call->err);

	*ret = was->successor_id;
	while (r == 0 && *ret && !has(&links, *ret)) {
		r = left_chain_part(l, *ret, was, &next);
		if (r <= 0)
			return r;
		*ret = next.successor_id;
		r = left_drop(l, &next);
	}
	return r;
}

/* It was theirs, and lies before the last day now. */
static int give_back(
	struct left *l, struct touchpoint *tp, struct departure *was)
{
	int64_t holder;
	int r = find_holder(l, was, &holder);

	if (r == 0)
		r = left_replace(l, tp, holder, &l->contact);
	if (r > 0)
		r = list(l, tp, "returned");
	return r < 0 ? r : left_drop(l, was);
}

/* It waited for a name, or has gone to somebody else before. */
static int hand_on(struct left *l, struct touchpoint *tp, struct departure *was)
{
	struct call *call = l->call;
	AUTO_ROWS links = {0};
	int64_t holder;
	int r = touchpoint_contacts(call->db, tp->id, &links, &call->err);

	/* Who was there already is there anyway. */
	if (r < 0 || (!was->successor_id && has(&links, l->successor.id)))
		return r;
	r = find_holder(l, was, &holder);
	if (r == 0)
		r = left_replace(l, tp, holder, &l->successor);
	if (r <= 0)
		return r < 0 ? r : left_drop(l, was);
	was->successor_id = l->successor.id;
	r = row_update(
		call->db, &call->change, &departure_table, was, &call->err);
	return r < 0 ? r : list(l, tp, "released");
}

static int again(struct left *l, struct departure *was)
{
	AUTO_TOUCHPOINT tp = {0};
	int r = row_get(l->call->db, &touchpoint_table, was->touchpoint_id, &tp,
		&l->call->err);

	if (r < 0 || !left_is_waiting(l, &tp))
		return r;
	if (!is_after(l, &tp))
		return give_back(l, &tp, was);
	return l->successor.id && was->successor_id != l->successor.id
		       ? hand_on(l, &tp, was)
		       : 0;
}

/* A planned contact after the last day has to be with somebody else. */
static int release(struct left *l, int64_t touchpoint_id)
{
	struct call *call = l->call;
	struct departure note = {.contact_id = l->contact.id,
		.touchpoint_id = touchpoint_id,
		.part = DEPARTURE_WITH};
	AUTO_TOUCHPOINT tp = {0};
	AUTO_ROWS links = {0};
	int r = row_get(
		call->db, &touchpoint_table, touchpoint_id, &tp, &call->err);

	if (r < 0 || !touchpoint_is_live(&tp) || tp.deleted_at != 0 ||
		!is_after(l, &tp))
		return r;
	r = left_chain_is_step(l, tp.id);
	if (r != 0)
		return r < 0 ? r : 0;
	r = touchpoint_contacts(call->db, tp.id, &links, &call->err);
	/* Who was there already does not go when it comes back. */
	if (!has(&links, l->successor.id))
		note.successor_id = l->successor.id;
	if (r == 0)
		r = left_replace(l, &tp, l->contact.id, &l->successor);
	if (r >= 0)
		r = row_insert(call->db, &call->change, &departure_table, &note,
			&call->err);
	return r < 0 ? r : list(l, &tp, "released");
}

static int set_main(struct left *l, struct contact *contact, bool is_main)
{
	contact->is_main = is_main;
	return row_update(l->call->db, &l->call->change, &contact_table,
		contact, &l->call->err);
}

/* Whoever is the main contact for it: was->successor_id, or who follows them
 * if they leave, too. */
static int find_main(
	struct left *l, const struct departure *was, struct contact *ret)
{
	struct call *call = l->call;
	struct departure next = *was;
	int r = row_get(
		call->db, &contact_table, was->successor_id, ret, &call->err);

	while (r == 0 && !ret->is_main) {
		r = left_chain_part(l, ret->id, was, &next);
		if (r <= 0)
			return r;
		r = left_drop(l, &next);
		if (r == 0)
			r = row_get(call->db, &contact_table, next.successor_id,
				ret, &call->err);
	}
	return r;
}

/* The main contact went to somebody who still is it: to whom now?  Where
 * nobody follows any more, it waits for who does. */
static int main_again(struct left *l, struct departure *was)
{
	AUTO_CONTACT other = {0};
	bool is_back = l->is_back || !l->is_gone;
	int r;

	if (!is_back &&
		(!l->successor.id || was->successor_id == l->successor.id))
		return 0;
	r = find_main(l, was, &other);
	if (r < 0)
		return r;
	if (other.is_main && other.deleted_at == 0) {
		r = set_main(l, &other, false);
		if (r == 0)
			r = set_main(
				l, is_back ? &l->contact : &l->successor, true);
	}
	if (r == 0 && !is_back)
		r = left_note(l, DEPARTURE_MAIN, NULL);
	return r < 0 ? r : left_drop(l, was);
}

static int give_main(struct left *l)
{
	int r;

	if (l->is_back || !l->is_gone || !l->contact.is_main ||
		!l->successor.id)
		return 0;
	r = set_main(l, &l->contact, false);
	if (r == 0)
		r = set_main(l, &l->successor, true);
	return r < 0 ? r : left_note(l, DEPARTURE_MAIN, NULL);
}

int left_people(struct left *l)
{
	AUTO_ROWS links = {0};
	int r = trace_links(l->call->db, l->contact.id, &links, &l->call->err);

	ROWS_EACH(struct departure, was, &l->was) {
		if (r == 0 && was->part == DEPARTURE_WITH)
			r = again(l, was);
		else if (r == 0 && was->part == DEPARTURE_MAIN)
			r = main_again(l, was);
	}
	ROWS_EACH(struct touchpoint_contact, link, &links)
		if (r == 0)
			r = release(l, link->touchpoint_id);
	return r < 0 ? r : give_main(l);
}
