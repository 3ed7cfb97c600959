/* Several leave one after the other; the contract is in left.h. */
#include "api/left.h"

/* More than ever leave in a row; also the end of a circle. */
enum { CHAIN_MAX = 64 };

int left_chain_part(struct left *l, int64_t contact_id,
	const struct departure *like, struct departure *ret)
{
	AUTO_ROWS all = {0};
	int r = departure_of_contact(
		l->call->db, contact_id, &all, &l->call->err);

	ROWS_EACH(const struct departure, was, &all)
		if (r == 0 && was->part == like->part &&
			was->touchpoint_id == like->touchpoint_id) {
			*ret = *was;
			r = 1;
		}
	return r;
}

int left_chain_is_step(struct left *l, int64_t touchpoint_id)
{
	AUTO_ROWS all = {0};
	int r = departure_of_touchpoint(
		l->call->db, touchpoint_id, &all, &l->call->err);

	ROWS_EACH(const struct departure, was, &all)
		if (r == 0 && was->part < DEPARTURE_WITH)
			r = 1;
	return r;
}

/* Whom somebody hands their work on to; 0: they stay, or nobody knows. */
static int find_next(struct left *l, int64_t id, int64_t *ret)
{
	CLEANUP(left_done) struct left next = {.call = l->call};
	int r = left_load_of(&next, id);

	*ret = civil_is_none(next.contact.left_on) ? 0 : next.successor.id;
	return r;
}

static int refuse_circle(struct left *l)
{
	struct call *call = l->call;
	int r = call_fail(call, API_REFUSED, "successor",
		N_("%s is to be followed by %s, and cannot follow in turn"),
		l->successor.name, l->contact.name);

	call_hint(call,
		N_("first name somebody else for %s: nudge contact left %s/%s "
		   "--successor NAME"),
		l->successor.name, l->account.slug, l->successor.slug);
	return r;
}

static int refuse_gone(struct left *l)
{
	struct call *call = l->call;
	int r = call_fail(call, API_REFUSED, "successor",
		leaving_is_gone(&l->next)
			? N_("%s has left and cannot follow %s")
			: N_("%s leaves no later than %s and cannot follow"),
		l->successor.name, l->contact.name);

	call_hint(call,
		N_("if that is not so: nudge contact left %s/%s --back"),
		l->account.slug, l->successor.slug);
	return r;
}

int left_chain_check(struct left *l)
{
	int64_t id = l->successor.id;
	int r = 0;

	if (!l->is_next_leaving)
		return 0;
	if (leaving_is_gone(&l->next) ||
		(!civil_is_none(l->leaving.last_day) &&
			civil_cmp(l->next.last_day, l->leaving.last_day) <= 0))
		return refuse_gone(l);
	for (int n = 0; r == 0 && id && n < CHAIN_MAX; n++) {
		if (id == l->contact.id)
			return refuse_circle(l);
		r = find_next(l, id, &id);
	}
	return r;
}

/* What has gone to somebody who leaves, too, goes on from there. */
static int hand_on(struct left *l)
{
	int64_t id = l->successor.id;
	int r = 0;

	for (int n = 0; r == 0 && n < CHAIN_MAX; n++) {
		CLEANUP(left_done) struct left next = {.call = l->call};

		if (!id || id == l->contact.id)
			break;
		r = left_load_of(&next, id);
		if (r < 0 || civil_is_none(next.contact.left_on))
			return r;
		r = left_people(&next);
		id = next.successor.id;
	}
	return r;
}

/* The first talk with who follows contact_id, and our manager's. */
static int introduce(struct left *l, int64_t contact_id)
{
	CLEANUP(left_done) struct left old = {.call = l->call};
	int r = left_load_of(&old, contact_id);

	if (r == 0 && old.successor.id == l->contact.id)
		r = left_steps_correct(&old);
	return r == 0 && old.successor.id == l->contact.id
		       ? left_steps_plan(&old)
		       : r;
}

int left_chain(struct left *l)
{
	AUTO_ROWS named = {0};
	int64_t last = 0;
	int r = hand_on(l);

	if (r == 0)
		r = departure_naming(
			l->call->db, l->contact.id, &named, &l->call->err);
	ROWS_EACH(const struct departure, was, &named) {
		if (r < 0)
			break;
		if (was->contact_id == l->contact.id || was->contact_id == last)
			continue;
		last = was->contact_id;
		r = introduce(l, last);
	}
	return r;
}
