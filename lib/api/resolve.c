/* From what people write to a row; the contract is in resolve.h. */
#include "api/resolve.h"

#include "api/near.h"
#include "api/view.h"
#include "base/str.h"
#include "base/utf8.h"

#include <errno.h>
#include <string.h>

/* The number that s is; 0 if it is none. */
static int64_t id_of(const char *s)
{
	int64_t id = 0;

	if (!*s || strlen(s) > 18 || s[strspn(s, "0123456789")])
		return 0;
	for (; *s; s++)
		id = id * 10 + (*s - '0');
	return id;
}

/* -ENOENT also where the row is a tombstone. */
static int get_live(
	struct call *call, const struct table *table, int64_t id, void *row)
{
	int r = row_get(call->db, table, id, row, &call->err);

	if (r == 0 && ((struct row_head *)row)->deleted_at != 0) {
		row_done(table, row);
		r = -ENOENT;
	}
	return r;
}

/* "did you mean …?" and a candidate, for what is near to word. */
static void offer(struct call *call, const char *slug, json_t *item)
{
	call_hint(call, N_("did you mean %s?"), slug);
	call_candidate(call, item);
}

static int no_account(struct call *call, const char *param, const char *word,
	const char *fold)
{
	AUTO_ROWS all = {0};
	struct account_filter filter = {.limit = RESOLVE_NEAR_SCAN};
	size_t found = 0;
	int r = account_all(call->db, &filter, &all, &call->err);

	if (r < 0)
		return r;
	r = call_fail(call, API_NOT_FOUND, param,
		N_("there is no account \"%s\""), word);
	ROWS_EACH(const struct account, a, &all) {
		if (!near_enough(fold, a->slug) &&
			!near_enough(fold, a->name_fold))
			continue;
		offer(call, a->slug, view_account_ref(call, a));
		if (++found == RESOLVE_CANDIDATES)
			break;
	}
	call_hint(call, N_("nudge account list shows all accounts"));
	return r;
}

static int several_accounts(struct call *call, const char *param,
	const char *word, const struct rows *rows)
{
	int r = call_fail(call, API_AMBIGUOUS, param,
		N_("several accounts match \"%s\""), word);

	ROWS_EACH(const struct account, a, rows)
		call_candidate(call, view_account_ref(call, a));
	call_hint(call, N_("write the short name or the id of one of them"));
	return r;
}

/* By folded name, then by a beginning. */
static int account_by_words(struct call *call, const char *param,
	const char *word, struct account *ret)
{
	AUTO_ROWS rows = {0};
	AUTO_FREE char *fold = NULL;
	int r = utf8_fold(word, &fold);

	if (r == 0)
		r = account_by_name(
			call->db, fold, RESOLVE_CANDIDATES, &rows, &call->err);
	if (r == 0 && rows.n == 0 && *fold)
		r = account_by_prefix(
			call->db, fold, RESOLVE_CANDIDATES, &rows, &call->err);
	if (r < 0)
		return r;
	if (rows.n == 0)
		return no_account(call, param, word, fold);
	if (rows.n > 1)
		return several_accounts(call, param, word, &rows);
	rows_take(&rows, 0, ret);
	return 0;
}

static int account_of(struct call *call, const char *param, const char *word,
	struct account *ret)
{
	int64_t id = id_of(word);
	int r = account_by_slug(call->db, word, ret, &call->err);

	if (r == -ENOENT && id != 0)
		r = get_live(call, &account_table, id, ret);
	if (r == -ENOENT)
		r = account_by_words(call, param, word, ret);
	return r;
}

int resolve_account(struct call *call, const char *param, struct account *ret)
{
	const char *word = call_text(call, param);

	return account_of(call, param, word ? word : "", ret);
}

static int several_touchpoints(struct call *call, const char *param,
	const char *word, const struct rows *rows)
{
	size_t shown = 0;
	int r = call_fail(call, API_AMBIGUOUS, param,
		N_("%s touchpoints could be meant by \"%s\""),
		STR_INT((int64_t)rows->n), word);

	ROWS_EACH(const struct touchpoint, tp, rows) {
		json_t *object = NULL;
		int failed = view_touchpoint(call, tp, &object);

		if (failed < 0)
			return failed;
		call_candidate(call, object);
		if (++shown == RESOLVE_CANDIDATES)
			break;
	}
	call_hint(call, N_("write the id of one of them"));
	return r;
}

/* The only one that is open and due. */
static int touchpoint_due(struct call *call, const char *param,
	const struct account *account, struct touchpoint *ret)
{
	AUTO_ROWS open = {0};
	size_t due = 0;
	int r = touchpoint_open_of_account(
		call->db, account->id, &open, &call->err);

	if (r < 0)
		return r;
	ROWS_EACH(const struct touchpoint, tp, &open)
		due += civil_cmp(tp->due, call->today) <= 0;
	if (open.n == 0)
		return call_fail(call, API_NOT_FOUND, param,
			N_("nothing is open for %s"), account->name);
	if (due != 1) {
		/* By due: what is due comes first. */
		struct rows some = open;

		some.n = due > 0 ? due : open.n;
		return several_touchpoints(call, param, account->slug, &some);
	}
	rows_take(&open, 0, ret);
	return 0;
}

static int no_step(struct call *call, const char *param,
	const struct account *account, const char *step)
{
	AUTO_ROWS open = {0};
	int r = touchpoint_open_of_account(
		call->db, account->id, &open, &call->err);

	if (r < 0)
		return r;
	r = call_fail(call, API_NOT_FOUND, param, N_("%s has no step \"%s\""),
		account->name, step);
	ROWS_EACH(const struct touchpoint, tp, &open)
		if (tp->step)
			call_candidate(call,
				json_sprintf("%s/%s", account->slug, tp->step));
	return r;
}

/* "acme/d7", or an account's name that holds a slash. */
static int touchpoint_of_step(struct call *call, const char *param,
	const char *word, const char *slash, struct touchpoint *ret)
{
	AUTO_ACCOUNT account = {0};
	AUTO_STR name = {0};
	int r;

	str_add_n(&name, word, (size_t)(slash - word));
	r = str_error(&name);
	if (r == 0)
		r = account_of(call, param, str_get(&name), &account);
	if (r < 0)
		return r;
	r = touchpoint_by_step(
		call->db, account.id, slash + 1, ret, &call->err);
	return r == -ENOENT ? no_step(call, param, &account, slash + 1) : r;
}

int resolve_touchpoint(
	struct call *call, const char *param, struct touchpoint *ret)
{
	const char *word = call_text(call, param);
	const char *slash = word ? strrchr(word, '/') : NULL;
	AUTO_ACCOUNT account = {0};
	int r;

	if (!word)
		word = "";
	if (id_of(word) != 0) {
		r = get_live(call, &touchpoint_table, id_of(word), ret);
		if (r == -ENOENT)
			return call_fail(call, API_NOT_FOUND, param,
				N_("there is no touchpoint %s"), word);
		return r;
	}
	if (slash && slash[1])
		return touchpoint_of_step(call, param, word, slash, ret);
	r = account_of(call, param, word, &account);
	return r < 0 ? r : touchpoint_due(call, param, &account, ret);
}

/* How well a contact fits: 0 not, 1 by a beginning, 2 exactly. */
static int fit(const struct contact *c, const char *word, const char *fold)
{
	size_t n = strlen(fold);

	if (strcmp(c->slug, fold) == 0 || strcmp(c->name_fold, fold) == 0 ||
		id_of(word) == c->id)
		return 2;
	return n > 0 && (strncmp(c->slug, fold, n) == 0 ||
				strncmp(c->name_fold, fold, n) == 0);
}

static int no_contact(struct call *call, const char *param, const char *word,
	const char *fold, const struct rows *all)
{
	int r = call_fail(call, API_NOT_FOUND, param,
		N_("there is no contact \"%s\" at this account"), word);

	ROWS_EACH(const struct contact, c, all)
		if (near_enough(fold, c->slug) ||
			near_enough(fold, c->name_fold))
			offer(call, c->slug, view_contact_ref(call, c));
	call_hint(call, N_("add one: nudge contact add ACCOUNT NAME"));
	return r;
}

static int several_contacts(struct call *call, const char *param,
	const char *word, const char *fold, const struct rows *all)
{
	int r = call_fail(call, API_AMBIGUOUS, param,
		N_("several contacts match \"%s\""), word);

	ROWS_EACH(const struct contact, c, all)
		if (fit(c, word, fold) > 0)
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
	if (best[2] + best[1] == 0)
		return no_contact(call, param, word, fold, &all);
	return several_contacts(call, param, word, fold, &all);
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

static int no_rep(struct call *call, const char *param, const char *word,
	const char *fold, const struct rows *all)
{
	int r = call_fail(
		call, API_NOT_FOUND, param, N_("there is no rep \"%s\""), word);

	ROWS_EACH(const struct rep, rep, all)
		if (near_enough(fold, rep->slug) ||
			near_enough(fold, rep->name_fold))
			offer(call, rep->slug, json_string(rep->slug));
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

int resolve_rep(struct call *call, const char *param, struct rep *ret)
{
	const char *word = call_text(call, param);
	int64_t id = word ? id_of(word) : call->actor.id;
	int r = -ENOENT;

	if (word)
		r = rep_by_slug(call->db, word, ret, &call->err);
	else if (id == 0)
		return call_fail(
			call, API_BAD_PARAM, param, N_("%s is missing"), param);
	if (r == -ENOENT && id != 0)
		r = get_live(call, &rep_table, id, ret);
	if (r == -ENOENT)
		r = rep_by_words(call, param, word ? word : "", ret);
	return r;
}
