/* contact.left: somebody leaves a customer, or has left. */
#include "api/methods.h"

#include "api/after.h"
#include "api/field.h"
#include "api/planning.h"
#include "api/resolve.h"
#include "api/save.h"
#include "api/slugs.h"
#include "api/view.h"
#include "base/str.h"
#include "base/utf8.h"
#include "core/leaving.h"
#include "store/trace.h"
#include "text/words.h"

#include <errno.h>
#include <string.h>

static const struct param params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED,
		N_("the contact: its id, or ACCOUNT/NAME")},
	{"back", PARAM_BOOL, 0,
		N_("is there again: the last day is forgotten")},
	{"on", PARAM_DAY, 0, N_("the last day; not said: gone, or unknown")},
	{"successor", PARAM_TEXT, 0, N_("who follows; added if new")},
};

struct left {
	struct call *call;
	struct planning plan;
	struct account account;
	struct contact contact, successor; /* successor.id 0: none */
	struct leaving leaving;
	bool is_news; /* it was not known before */
};

static void left_done(struct left *l)
{
	planning_done(&l->plan);
	account_done(&l->account);
	contact_done(&l->contact);
	contact_done(&l->successor);
}

static int put_contact(
	struct call *call, const char *name, const struct contact *contact)
{
	json_t *object = NULL;
	int r = view_contact(call, contact, &object);

	return r < 0 ? r : call_put(call, name, object);
}

static int read_all(struct left *l)
{
	struct call *call = l->call;
	int r = resolve_person(call, "id", &l->contact);

	if (r == 0)
		r = put_contact(call, "was", &l->contact);
	if (r == 0)
		r = row_get(call->db, &account_table, l->contact.account_id,
			&l->account, &call->err);
	if (r == 0)
		r = planning_init(&l->plan, call, &l->account);
	if (r == 0)
		r = call_day(call, "on", &l->account, l->contact.left_on,
			&l->leaving.last_day);
	l->leaving.days = &l->plan.days;
	l->leaving.today = l->plan.today;
	l->leaving.has_successor = call_has(call, "successor");
	l->is_news = civil_is_none(l->contact.left_on);
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
	if (r < 0)
		return r;
	if (leaving_is_gone(&l->leaving) && l->contact.is_main) {
		l->contact.is_main = 0;
		l->successor.is_main = 1;
	}
	r = write_row(l->call, &l->successor);
	return r < 0 ? r : put_contact(l->call, "successor", &l->successor);
}

static int link_to(
	struct left *l, int64_t touchpoint_id, const struct contact *contact)
{
	struct contact one = {.id = contact->id};
	const struct rows rows = {
		.table = &contact_table, .data = &one, .n = 1};

	return contact->id ? after_link(l->call, touchpoint_id, &rows) : 0;
}

/* A planned contact after the last day has to be with somebody else. */
static int release(struct left *l, struct touchpoint_contact *link)
{
	struct call *call = l->call;
	AUTO_TOUCHPOINT tp = {0};
	int r = row_get(call->db, &touchpoint_table, link->touchpoint_id, &tp,
		&call->err);

	if (r < 0 || !touchpoint_is_live(&tp) || tp.deleted_at != 0 ||
		(!leaving_is_gone(&l->leaving) &&
			civil_cmp(tp.due, l->leaving.last_day) <= 0))
		return r;
	r = row_delete(call->db, &call->change, &touchpoint_contact_table, link,
		&call->err);
	if (r == 0)
		r = link_to(l, tp.id, &l->successor);
	if (r == 0)
		r = save_changed(call, &tp);
	return r < 0 ? r : save_list(call, &tp, "released");
}

static int release_all(struct left *l)
{
	AUTO_ROWS links = {0};
	int r = trace_links(l->call->db, l->contact.id, &links, &l->call->err);

	ROWS_EACH(struct touchpoint_contact, link, &links)
		if (r == 0)
			r = release(l, link);
	return r;
}

/* What the words of a step are made of. */
struct wording {
	enum text_lang lang;
	const char *who, *next;
	struct civil_date last_day;
};

static void word(
	const struct wording *w, enum leaving_step step, struct str *out)
{
	char day[WORDS_DATE];

	words_date_full(day, w->lang, w->last_day);
	switch (step) {
	case LEAVING_FIND:
		text_add(out, w->lang, N_("find out who follows %s"), w->who);
		return;
	case LEAVING_ASK:
		text_add(out, w->lang,
			N_("%s leaves on %s: who takes over? Ask to be "
			   "introduced"),
			w->who, day);
		return;
	case LEAVING_FAREWELL:
		text_add(out, w->lang, N_("say farewell to %s, last day %s"),
			w->who, day);
		return;
	case LEAVING_TALK:
		text_add(out, w->lang, N_("first talk with %s, who follows %s"),
			w->next, w->who);
		return;
	case LEAVING_MANAGER:
		text_add(out, w->lang, N_("bring our manager and %s together"),
			w->next);
		return;
	case LEAVING_N:
		return;
	}
}

static int plan_step(
	struct left *l, enum leaving_step step, struct civil_date due)
{
	AUTO_TOUCHPOINT tp = {0};
	AUTO_STR purpose = {0};
	bool is_old = step == LEAVING_ASK || step == LEAVING_FAREWELL;
	int r;

	word(&(struct wording){l->call->api->lang, l->contact.name,
		     l->successor.name, l->leaving.last_day},
		step, &purpose);
	r = str_error(&purpose);
	if (r == 0)
		r = planning_draft(
			&l->plan, KIND_TASK, str_get(&purpose), due, &tp);
	if (r < 0)
		return r;
	tp.via = step == LEAVING_MANAGER ? VIA_MEETING : VIA_CALL;
	r = save_new(l->call, &tp);
	if (r == 0)
		r = link_to(l, tp.id, is_old ? &l->contact : &l->successor);
	return r < 0 ? r : save_list(l->call, &tp, "created");
}

/* Which step tp was planned for when the last day was l->contact.left_on, by
 * its words, in whatever language; LEAVING_N: none. */
static enum leaving_step step_of(
	const struct left *l, const struct touchpoint *tp, const char *next)
{
	if (tp->kind != KIND_TASK || tp->purpose_is_id)
		return LEAVING_N;
	for (int i = 0; i < LEAVING_N * TEXT_LANG_N; i++) {
		enum leaving_step step = (enum leaving_step)(i / TEXT_LANG_N);
		struct wording w = {(enum text_lang)(i % TEXT_LANG_N),
			l->contact.name, next, l->contact.left_on};
		AUTO_STR words = {0};

		word(&w, step, &words);
		if (strcmp(str_get(&words), tp->purpose) == 0)
			return step;
	}
	return LEAVING_N;
}

/* A day that was chosen by hand stays; until when it was put off goes with
 * the day it was put off from. */
static int move_step(struct left *l, struct touchpoint *tp, const char *purpose,
	struct civil_date due)
{
	int r = field_set(&tp->purpose, purpose);

	if (r == 0 && !tp->pinned) {
		tp->nominal = tp->earliest = tp->due = tp->latest =
			tp->first_latest = due;
		tp->snoozed_until = 0;
		r = save_nudge_at(tp, &tp->nudge_at, &l->call->err);
	}
	if (r < 0)
		return r;
	r = save_again(l->call, tp);
	return r < 0 ? r : save_list(l->call, tp, "moved");
}

/* What was planned for another last day. */
static int correct(struct left *l, struct touchpoint *tp)
{
	struct call *call = l->call;
	struct leaving leaving = l->leaving;
	struct civil_date due[LEAVING_N] = {{0}};
	AUTO_ROWS with = {0};
	AUTO_STR purpose = {0};
	const struct contact *next;
	enum leaving_step step;
	int r = contact_of_touchpoint(call->db, tp->id, &with, &call->err);

	if (r < 0)
		return r;
	next = with.n ? with.data : &l->contact;
	step = step_of(l, tp, next->name);
	if (step == LEAVING_N)
		return 0;
	leaving.has_successor = step >= LEAVING_TALK;
	if (!call_bool(call, "back"))
		leaving_plan(&leaving, due);
	if (civil_is_none(due[step])) {
		l->is_news |= step < LEAVING_TALK && !call_bool(call, "back");
		return save_cancelled(call, tp,
			text_get(call->api->lang,
				N_("the last day is another")));
	}
	word(&(struct wording){call->api->lang, l->contact.name, next->name,
		     leaving.last_day},
		step, &purpose);
	r = str_error(&purpose);
	return r < 0 ? r : move_step(l, tp, str_get(&purpose), due[step]);
}

static int correct_all(struct left *l)
{
	struct call *call = l->call;
	AUTO_ROWS open = {0};
	int r;

	if (l->is_news ||
		(civil_cmp(l->contact.left_on, l->leaving.last_day) == 0 &&
			!call_bool(call, "back")))
		return 0;
	r = touchpoint_open_of_account(
		call->db, l->account.id, &open, &call->err);
	ROWS_EACH(struct touchpoint, tp, &open)
		if (r == 0)
			r = correct(l, tp);
	return r;
}

/* Said again, it brings in the successor and repeats nothing, unless what was
 * planned makes no sense for another last day. */
static int plan_all(struct left *l)
{
	struct civil_date due[LEAVING_N];
	int r = 0;

	leaving_plan(&l->leaving, due);
	for (int i = 0; r == 0 && i < LEAVING_N; i++)
		if (!civil_is_none(due[i]) && (l->is_news || i >= LEAVING_TALK))
			r = plan_step(l, (enum leaving_step)i, due[i]);
	return r;
}

static int leave(struct left *l)
{
	int r = set_successor(l);

	if (r == 0)
		r = correct_all(l);
	if (r == 0)
		r = release_all(l);
	if (r == 0)
		r = plan_all(l);
	l->contact.left_on = civil_is_none(l->leaving.last_day)
				     ? l->leaving.today
				     : l->leaving.last_day;
	return r;
}

static int run(struct call *call)
{
	CLEANUP(left_done) struct left l = {.call = call};
	int r = read_all(&l);

	if (r == 0 && call_bool(call, "back")) {
		r = correct_all(&l);
		l.contact.left_on = (struct civil_date){0};
	} else if (r == 0) {
		r = leave(&l);
	}
	if (r == 0)
		r = write_row(call, &l.contact);
	if (r == 0)
		r = put_contact(call, "contact", &l.contact);
	return r < 0 ? r
		     : call_put(call, "account",
			       view_account_ref(call, &l.account));
}

const struct method contact_left_method = {
	.name = "contact.left",
	.flags = METHOD_WRITE,
	.doc = N_("somebody leaves a customer, or has left"),
	METHOD_PARAMS(params),
	.run = run,
};
