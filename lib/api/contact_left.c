/* contact.left: somebody leaves a customer, or has left. */
#include "api/methods.h"

#include "api/left.h"
#include "api/field.h"
#include "api/resolve.h"
#include "api/save.h"
#include "api/slugs.h"
#include "api/view.h"
#include "base/utf8.h"

#include <string.h>

static const struct param params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED,
		N_("the contact: its id, or ACCOUNT/NAME")},
	{"back", PARAM_BOOL, 0,
		N_("is there again: the last day is forgotten")},
	{"on", PARAM_DAY, 0, N_("the last day; not said: gone, or unknown")},
	{"successor", PARAM_TEXT, 0, N_("who follows; added if new")},
};

static int put_contact(
	struct call *call, const char *name, const struct contact *contact)
{
	json_t *object = NULL;
	int r = view_contact(call, contact, &object);

	return r < 0 ? r : call_put(call, name, object);
}

static struct departure *part_of(const struct left *l, enum departure_part part)
{
	ROWS_EACH(struct departure, was, &l->was)
		if (was->part == part && was->deleted_at == 0)
			return was;
	return NULL;
}

/* The last day, and what it changes. */
static int read_day(struct left *l)
{
	struct call *call = l->call;
	struct leaving before = l->leaving;
	int r = call_day(
		call, "on", &l->account, before.last_day, &l->leaving.last_day);

	l->is_back = call_bool(call, "back");
	l->is_gone = leaving_is_gone(&l->leaving);
	l->is_news = civil_is_none(l->contact.left_on) ||
		     leaving_is_gone(&before) != l->is_gone;
	l->is_same_day = !l->is_back &&
			 civil_cmp(before.last_day, l->leaving.last_day) == 0;
	return r;
}

static int refuse_both(struct call *call)
{
	if (!call_bool(call, "back") ||
		(!call_has(call, "on") && !call_has(call, "successor")))
		return 0;
	return call_fail(call, API_BAD_PARAM, "back",
		N_("who is there again has no last day and no successor; give "
		   "--back alone"));
}

/* Said anew, set_successor() says who follows. */
static void forget_successor(struct left *l)
{
	if (!l->is_back && !call_has(l->call, "successor"))
		return;
	contact_done(&l->successor);
	l->is_next_leaving = false;
}

static int read_all(struct left *l)
{
	struct call *call = l->call;
	int r = refuse_both(call);

	if (r == 0)
		r = resolve_person(call, "id", &l->contact);
	if (r == 0)
		r = put_contact(call, "was", &l->contact);
	if (r == 0)
		r = left_load(l);
	if (r == 0)
		r = read_day(l);
	if (r == 0)
		forget_successor(l);
	return r;
}

static int write_row(struct call *call, struct contact *contact)
{
	return contact->id ? row_update(call->db, &call->change, &contact_table,
				     contact, &call->err)
			   : row_insert(call->db, &call->change, &contact_table,
				     contact, &call->err);
}

/* Somebody known there already. */
static int find_successor(struct left *l, const char *fold)
{
	AUTO_ROWS all = {0};
	int r = contact_of_account(
		l->call->db, l->account.id, &all, &l->call->err);

	for (size_t i = 0; r == 0 && i < all.n; i++) {
		const struct contact *c = (struct contact *)all.data + i;

		if (strcmp(c->name_fold, fold) != 0 &&
			strcmp(c->slug, fold) != 0)
			continue;
		if (c->id == l->contact.id)
			return call_fail(l->call, API_BAD_PARAM, "successor",
				N_("nobody follows themselves"));
		rows_take(&all, i, &l->successor);
		return 0;
	}
	return r;
}

/* With the same roles, until somebody knows better. */
static int new_successor(struct left *l)
{
	struct contact *c = &l->successor;
	int r = field_set(&c->roles, l->contact.roles);

	if (r == 0)
		r = field_name(l->call, "successor", &c->name, &c->name_fold);
	c->account_id = l->account.id;
	return r < 0 ? r
		     : slugs_choose(l->call,
			       &(struct slugs){SLUG_USE_CONTACT, l->account.id,
				       c->name},
			       &c->slug);
}

static int set_successor(struct left *l)
{
	const char *name = call_text(l->call, "successor");
	AUTO_FREE char *fold = NULL;
	int r;

	if (!name)
		return 0;
	r = utf8_fold(name, &fold);
	if (r == 0)
		r = find_successor(l, fold);
	if (r == 0 && l->successor.id == 0)
		r = new_successor(l);
	if (r == 0)
		r = left_load_next(l);
	if (r == 0)
		r = left_chain_check(l);
	return r < 0 ? r : write_row(l->call, &l->successor);
}

/* Unknown when: remembered, for today is not their last day. */
static int set_gone(struct left *l)
{
	struct departure *was = part_of(l, DEPARTURE_GONE);
	bool is_unknown = civil_is_none(l->leaving.last_day);

	if (is_unknown && !was)
		return left_note(l, DEPARTURE_GONE, NULL);
	return !is_unknown && was ? left_drop(l, was) : 0;
}

static int leave(struct left *l)
{
	int r = set_successor(l);

	if (r == 0)
		r = left_steps_correct(l);
	if (r == 0)
		r = left_people(l);
	if (r == 0)
		r = left_steps_plan(l);
	if (r == 0)
		r = set_gone(l);
	if (!civil_is_none(l->leaving.last_day))
		l->contact.left_on = l->leaving.last_day;
	else if (civil_is_none(l->contact.left_on))
		l->contact.left_on = l->leaving.today;
	return r;
}

static int come_back(struct left *l)
{
	int r;

	if (civil_is_none(l->contact.left_on))
		return call_fail(l->call, API_REFUSED, "contact",
			N_("%s has not left, and is not about to"),
			l->contact.name);
	r = left_steps_correct(l);
	if (r == 0)
		r = left_people(l);
	ROWS_EACH(struct departure, was, &l->was)
		if (r == 0 && was->deleted_at == 0)
			r = left_drop(l, was);
	l->contact.left_on = (struct civil_date){0};
	return r;
}

/* The successor as they stand now: who follows them may be the main contact. */
static int put_all(struct left *l)
{
	struct call *call = l->call;
	AUTO_CONTACT next = {0};
	int r = put_contact(call, "contact", &l->contact);

	if (r == 0 && l->successor.id)
		r = row_get(call->db, &contact_table, l->successor.id, &next,
			&call->err);
	if (r == 0 && next.id)
		r = put_contact(call, "successor", &next);
	if (r == 0 && !l->is_back && l->is_closed)
		r = call_put(call, "waits", json_true());
	return r < 0 ? r
		     : call_put(call, "account",
			       view_account_ref(call, &l->account));
}

static int run(struct call *call)
{
	CLEANUP(left_done) struct left l = {.call = call};
	int r = read_all(&l);

	if (r == 0)
		r = l.is_back ? come_back(&l) : leave(&l);
	if (r == 0)
		r = write_row(call, &l.contact);
	if (r == 0)
		r = left_chain(&l);
	return r < 0 ? r : put_all(&l);
}

const struct method contact_left_method = {
	.name = "contact.left",
	.flags = METHOD_WRITE,
	.doc = N_("somebody leaves a customer, or has left"),
	METHOD_PARAMS(params),
	.run = run,
};
