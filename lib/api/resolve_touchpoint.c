/* From what people write to a touchpoint; the contract is in resolve.h. */
#include "api/resolve.h"

#include "api/resolve_id.h"
#include "api/view.h"
#include "base/str.h"

#include <errno.h>
#include <string.h>

static int several_touchpoints(struct call *call, const char *param,
	const char *word, const struct rows *rows, bool is_early)
{
	size_t shown = 0;
	int r = is_early ? call_fail(call, API_AMBIGUOUS, param,
				   N_("nothing is due for %s yet"), word)
			 : call_fail(call, API_AMBIGUOUS, param,
				   N_("%s follow-ups could be meant by "
				      "\"%s\""),
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
		return several_touchpoints(
			call, param, account->name, &some, due == 0);
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
static int step_of_account(struct call *call, const char *param,
	const char *word, const char *slash, struct touchpoint *ret)
{
	AUTO_ACCOUNT account = {0};
	AUTO_ROWS found = {0};
	AUTO_STR name = {0};
	size_t open = 0;
	int r;

	str_add_n(&name, word, (size_t)(slash - word));
	r = str_error(&name);
	if (r == 0)
		r = resolve_account_word(call, param, str_get(&name), &account);
	if (r < 0)
		return r;
	r = touchpoint_of_step(
		call->db, account.id, slash + 1, &found, &call->err);
	if (r < 0)
		return r;
	if (found.n == 0)
		return no_step(call, param, &account, slash + 1);
	ROWS_EACH(const struct touchpoint, tp, &found)
		open += tp->state == STATE_OPEN;
	if (open > 1) {
		struct rows some = found;

		some.n = open;
		return several_touchpoints(call, param, word, &some, false);
	}
	rows_take(&found, 0, ret);
	return 0;
}

static bool is_number(const char *word)
{
	word += *word == '-';
	return *word && !word[strspn(word, "0123456789")];
}

static int touchpoint_by_id(struct call *call, const char *param,
	const char *word, struct touchpoint *ret)
{
	int64_t id = resolve_id(word);
	int r = id ? resolve_live(call, &touchpoint_table, id, ret) : -ENOENT;

	if (r != -ENOENT)
		return r;
	r = call_fail(call, API_NOT_FOUND, param,
		N_("there is no follow-up %s"), word);
	if (!id)
		call_hint(call, N_("ids start at 1; nudge list shows them"));
	return r;
}

int resolve_touchpoint(
	struct call *call, const char *param, struct touchpoint *ret)
{
	const char *word = call_text(call, param);

	return resolve_touchpoint_word(call, param, word ? word : "", ret);
}

int resolve_touchpoint_word(struct call *call, const char *param,
	const char *word, struct touchpoint *ret)
{
	const char *slash = strrchr(word, '/');
	AUTO_ACCOUNT account = {0};
	int r;

	if (is_number(word))
		return touchpoint_by_id(call, param, word, ret);
	if (slash && slash[1])
		return step_of_account(call, param, word, slash, ret);
	r = resolve_account_word(call, param, word, &account);
	return r < 0 ? r : touchpoint_due(call, param, &account, ret);
}

static int no_meeting(
	struct call *call, const char *param, const struct account *account)
{
	int r = call_fail(call, API_NOT_FOUND, param,
		N_("no meeting is planned with %s"), account->name);

	call_hint(call, N_("to plan one: nudge meet %s PURPOSE --at WHEN"),
		account->slug);
	return r;
}

int resolve_meeting(
	struct call *call, const char *param, struct touchpoint *ret)
{
	const char *word = call_text(call, param);
	AUTO_ACCOUNT account = {0};
	AUTO_ROWS open = {0}, meetings = {.table = &touchpoint_table};
	int r;

	if (!word || is_number(word) || strchr(word, '/'))
		return resolve_touchpoint(call, param, ret);
	r = resolve_account_word(call, param, word, &account);
	if (r == 0)
		r = touchpoint_open_of_account(
			call->db, account.id, &open, &call->err);
	ROWS_EACH(struct touchpoint, tp, &open)
		if (r == 0 && tp->kind == KIND_MEETING)
			r = rows_add(&meetings, tp);
	if (r < 0)
		return r;
	if (meetings.n == 0)
		return no_meeting(call, param, &account);
	if (meetings.n > 1)
		return several_touchpoints(call, param, word, &meetings, false);
	rows_take(&meetings, 0, ret);
	return 0;
}
