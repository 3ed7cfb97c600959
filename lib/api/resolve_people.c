/* From what people write to a contact or a rep; the contract is in resolve.h.
 */
#include "api/resolve.h"

#include "api/near.h"
#include "api/resolve_id.h"
#include "api/view.h"
#include "base/str.h"
#include "base/utf8.h"
#include "store/contact.h"

#include <errno.h>
#include <string.h>

/* May fold have been meant for this name: a beginning, or nearly all of it? */
static bool is_like(const char *fold, const char *name)
{
	return near_enough(fold, name) ||
	       (*fold && strncmp(name, fold, strlen(fold)) == 0);
}

/* How well a contact fits: 0 not, 1 by a beginning, 2 exactly. */
static int fit(const struct contact *c, const char *word, const char *fold)
{
	size_t n = strlen(fold);

	if (strcmp(c->slug, fold) == 0 || strcmp(c->name_fold, fold) == 0 ||
		resolve_id(word) == c->id)
		return 2;
	return n > 0 && (strncmp(c->slug, fold, n) == 0 ||
				strncmp(c->name_fold, fold, n) == 0);
}

/* Who is looked for, and where. */
struct wanted {
	const char *param, *word, *fold;
	int64_t account_id;
};

static int no_contact(
	struct call *call, const struct wanted *wanted, const struct rows *all)
{
	const char *fold = wanted->fold;
	AUTO_ACCOUNT account = {0};
	int refused, r = row_get(call->db, &account_table, wanted->account_id,
			     &account, &call->err);

	if (r < 0)
		return r;
	refused = call_fail(call, API_NOT_FOUND, wanted->param,
		N_("there is no contact \"%s\" at %s"), wanted->word,
		account.name);
	ROWS_EACH(const struct contact, c, all)
		if (near_enough(fold, c->slug) ||
			near_enough(fold, c->name_fold))
			resolve_offer(call,
				near_enough(fold, c->slug) ? c->slug : c->name,
				view_contact_ref(call, c));
	call_hint(call,
		all->n ? N_("nudge contact list %s shows all; add one: nudge "
			    "contact add %s NAME")
		       : N_("nobody is known there; add one: nudge contact add "
			    "%s NAME"),
		account.slug, account.slug);
	return refused;
}

static int several_contacts(
	struct call *call, const struct wanted *wanted, const struct rows *all)
{
	int r = call_fail(call, API_AMBIGUOUS, wanted->param,
		N_("several contacts match \"%s\""), wanted->word);

	ROWS_EACH(const struct contact, c, all)
		if (fit(c, wanted->word, wanted->fold) > 0)
			call_candidate(call, view_contact_ref(call, c));
	return r;
}

int resolve_contact(struct call *call, const char *param, const char *word,
	int64_t account_id, struct contact *ret)
{
	AUTO_ROWS all = {0};
	AUTO_FREE char *fold = NULL;
	size_t best[3] = {0}, at[3] = {0}, i = 0;
	int r = contact_of_account(call->db, account_id, &all, &call->err);

	if (r == 0)
		r = utf8_fold(word, &fold);
	if (r < 0)
		return r;
	ROWS_EACH(const struct contact, c, &all) {
		int f = fit(c, word, fold);

		best[f]++;
		at[f] = i++;
	}
	if (best[2] == 1 || (best[2] == 0 && best[1] == 1)) {
		rows_take(&all, best[2] == 1 ? at[2] : at[1], ret);
		return 0;
	}
	const struct wanted wanted = {param, word, fold, account_id};

	return best[2] + best[1] == 0 ? no_contact(call, &wanted, &all)
				      : several_contacts(call, &wanted, &all);
}

static bool has_contact(const struct rows *rows, int64_t id)
{
	ROWS_EACH(const struct contact, c, rows)
		if (c->id == id)
			return true;
	return false;
}

int resolve_contacts(struct call *call, const char *param, int64_t account_id,
	struct rows *ret)
{
	AUTO_ROWS rows = {.table = &contact_table};
	json_t *word, *list = call_list(call, param);
	size_t i;

	json_array_foreach(list, i, word) {
		AUTO_CONTACT contact = {0};
		int r = resolve_contact(call, param, json_string_value(word),
			account_id, &contact);

		if (r == 0 && !has_contact(&rows, contact.id))
			r = rows_add(&rows, &contact);
		if (r < 0)
			return r;
	}
	*ret = rows;
	rows = (struct rows){0};
	return 0;
}

/* "did you mean acme/wang-fang?" for a name without its account. */
static int offer_person(struct call *call, const struct contact *contact)
{
	AUTO_ACCOUNT account = {0};
	AUTO_STR word = {0};
	int r = resolve_live(
		call, &account_table, contact->account_id, &account);

	if (r < 0)
		return r == -ENOENT ? 0 : r;
	str_add(&word, account.slug);
	str_add_char(&word, '/');
	str_add(&word, contact->slug);
	r = str_error(&word);
	if (r == 0)
		resolve_offer(
			call, str_get(&word), view_contact_ref(call, contact));
	return r;
}

static int no_person(struct call *call, const char *param, const char *word)
{
	AUTO_ROWS all = {0};
	AUTO_FREE char *fold = NULL;
	struct contact_filter filter = {.limit = RESOLVE_NEAR_SCAN};
	size_t found = 0;
	int refused, r = utf8_fold(word, &fold);

	if (r == 0)
		r = contact_all(call->db, &filter, &all, &call->err);
	if (r < 0)
		return r;
	refused = call_fail(call, API_NOT_FOUND, param,
		N_("there is no contact \"%s\""), word);
	ROWS_EACH(const struct contact, c, &all) {
		if (!is_like(fold, c->slug) && !is_like(fold, c->name_fold))
			continue;
		r = offer_person(call, c);
		if (r < 0)
			return r;
		if (++found == RESOLVE_CANDIDATES)
			break;
	}
	call_hint(call, N_("write ACCOUNT/NAME or an id; nudge contact list "
			   "shows all contacts"));
	return refused;
}

int resolve_person(struct call *call, const char *param, struct contact *ret)
{
	const char *word = call_text(call, param);
	const char *slash = word ? strrchr(word, '/') : NULL;
	AUTO_ACCOUNT account = {0};
	AUTO_STR name = {0};
	int r;

	if (!slash) {
		r = resolve_live(call, &contact_table,
			resolve_id(word ? word : ""), ret);
		return r == -ENOENT ? no_person(call, param, word ? word : "")
				    : r;
	}
	str_add_n(&name, word, (size_t)(slash - word));
	r = str_error(&name);
	if (r == 0)
		r = resolve_account_word(call, param, str_get(&name), &account);
	return r < 0 ? r
		     : resolve_contact(call, param, slash + 1, account.id, ret);
}

static int no_rep(struct call *call, const char *param, const char *word,
	const char *fold, const struct rows *all)
{
	int r = call_fail(
		call, API_NOT_FOUND, param, N_("there is no rep \"%s\""), word);

	ROWS_EACH(const struct rep, rep, all)
		if (is_like(fold, rep->slug) || is_like(fold, rep->name_fold))
			resolve_offer(call,
				is_like(fold, rep->slug) ? rep->slug
							 : rep->name,
				json_string(rep->slug));
	call_hint(call, N_("nudge rep list shows all reps"));
	return r;
}

static int rep_by_words(
	struct call *call, const char *param, const char *word, struct rep *ret)
{
	AUTO_ROWS all = {0};
	AUTO_FREE char *fold = NULL;
	int r = utf8_fold(word, &fold);

	if (r == 0)
		r = rep_all(call->db, 0, RESOLVE_NEAR_SCAN, &all, &call->err);
	if (r < 0)
		return r;
	for (size_t i = 0; i < all.n; i++) {
		const struct rep *rep = (const struct rep *)all.data + i;

		if (strcmp(rep->name_fold, fold) != 0 &&
			strcmp(rep->slug, fold) != 0)
			continue;
		rows_take(&all, i, ret);
		return 0;
	}
	return no_rep(call, param, word, fold, &all);
}

/* Neither a word nor an actor. */
static int no_one(struct call *call, const char *param)
{
	AUTO_REP only = {0};
	int r = rep_only(call->db, &only, &call->err);

	if (r == 0)
		return call_fail(
			call, API_BAD_PARAM, param, N_("%s is missing"), param);
	return r == -ENOENT || r == -ENOTUNIQ ? call_fail_nobody(call, r) : r;
}

static int rep_of_word(
	struct call *call, const char *param, const char *word, struct rep *ret)
{
	int r = rep_by_slug(call->db, word, ret, &call->err);

	if (r == -ENOENT && resolve_id(word) != 0)
		r = resolve_live(call, &rep_table, resolve_id(word), ret);
	return r == -ENOENT ? rep_by_words(call, param, word, ret) : r;
}

int resolve_rep(struct call *call, const char *param, struct rep *ret)
{
	const char *word = call_text(call, param);
	int r;

	if (word)
		return rep_of_word(call, param, word, ret);
	if (call->actor.id == 0)
		return no_one(call, param);
	r = resolve_live(call, &rep_table, call->actor.id, ret);
	return r == -ENOENT ? rep_by_words(call, param, "", ret) : r;
}

int resolve_reps(struct call *call, const char *param, struct rows *ret)
{
	AUTO_ROWS rows = {.table = &rep_table};
	json_t *word, *list = call_list(call, param);
	size_t i;

	json_array_foreach(list, i, word) {
		AUTO_REP rep = {0};
		int r = rep_of_word(call, param, json_string_value(word), &rep);
		bool twice = false;

		ROWS_EACH(const struct rep, other, &rows)
			twice |= other->id == rep.id;
		if (r == 0 && !twice)
			r = rows_add(&rows, &rep);
		if (r < 0)
			return r;
	}
	*ret = rows;
	rows = (struct rows){0};
	return 0;
}
