/* touchpoint.merge: several touchpoints of an account become one contact. */
#include "api/after.h"
#include "api/field.h"
#include "api/held.h"
#include "api/ladder.h"
#include "api/merge.h"
#include "api/methods.h"
#include "api/resolve.h"
#include "api/save.h"
#include "store/contact.h"
#include "text/words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MERGE_MAX = 10 }; /* one conversation, not a day's work */

static const struct param params[] = {
	{"ids", PARAM_LIST, PARAM_REQUIRED,
		N_("two or more: ids, or account/step")},
};

/* A question to ourselves is answered, not merged. */
static int refuse_question(struct call *call, const struct touchpoint *tp)
{
	if (tp->kind != KIND_DECISION && tp->kind != KIND_SIGNING)
		return 0;
	return call_fail(call, API_REFUSED, "ids",
		N_("follow-up %s is a question to you, not a contact"),
		STR_INT(tp->id));
}

/* Only its own "ok" confirms a meeting. */
static int refuse_confirm(struct call *call, const struct touchpoint *tp)
{
	if (tp->kind != KIND_CONFIRM)
		return 0;
	return call_fail(call, API_REFUSED, "ids",
		N_("follow-up %s asks whether a meeting stands; close it by "
		   "itself"),
		STR_INT(tp->id));
}

/* The meeting that is held for it closes it. */
static int refuse_held(struct planning *p, const struct rows *rows)
{
	struct call *call = p->call;
	int r = 0;

	ROWS_EACH(const struct touchpoint, tp, rows) {
		AUTO_TOUCHPOINT meeting = {0};

		r = tp->id ? held_by(p, tp, &meeting) : 0;
		if (r == 0)
			continue;
		if (r < 0)
			return r;
		r = call_fail(call, API_REFUSED, "ids",
			N_("meeting %s is held for follow-up %s and closes "
			   "it"),
			STR_INT(meeting.id), STR_INT(tp->id));
		call_hint(call, N_("merge others with the meeting"));
		return r;
	}
	return r;
}

static int refuse_double(
	struct call *call, const struct rows *rows, const struct touchpoint *tp)
{
	ROWS_EACH(const struct touchpoint, other, rows) {
		if (other->id == tp->id)
			return call_fail(call, API_BAD_PARAM, "ids",
				N_("follow-up %s is named twice"),
				STR_INT(tp->id));
		if (other->account_id != tp->account_id)
			return call_fail(call, API_REFUSED, "ids",
				N_("follow-ups %s and %s belong to different "
				   "accounts"),
				STR_INT(other->id), STR_INT(tp->id));
		if (other->due_minute >= 0 && tp->due_minute >= 0 &&
			other->nudge_at != tp->nudge_at)
			return call_fail(call, API_REFUSED, "ids",
				N_("%s and %s are at different times; move one "
				   "of them first"),
				STR_INT(other->id), STR_INT(tp->id));
	}
	return 0;
}

static int load_all(struct call *call, struct rows *rows)
{
	json_t *list = call_list(call, "ids"), *word;
	size_t i, n = json_array_size(list);

	if (n < 2 || n > MERGE_MAX)
		return call_fail(call, API_BAD_PARAM, "ids",
			N_("give two follow-ups or more, at most %s"),
			STR_INT(MERGE_MAX));
	rows->table = &touchpoint_table;
	json_array_foreach(list, i, word) {
		AUTO_TOUCHPOINT tp = {0};
		int r = resolve_touchpoint_word(
			call, "ids", json_string_value(word), &tp);

		if (r == 0)
			r = planning_check_open(call, &tp);
		if (r == 0)
			r = refuse_question(call, &tp);
		if (r == 0)
			r = refuse_confirm(call, &tp);
		if (r == 0)
			r = refuse_double(call, rows, &tp);
		if (r == 0)
			r = rows_add(rows, &tp);
		if (r < 0)
			return r;
	}
	return 0;
}

/* Which of two stays: what has its time agreed, then whose window ends first,
 * then what others count on.  < 0: a. */
static int stricter(struct call *call, const struct touchpoint *a,
	const struct touchpoint *b)
{
	int r, on_a, on_b;

	if ((a->due_minute >= 0) != (b->due_minute >= 0))
		return a->due_minute >= 0 ? -1 : 1;
	r = civil_cmp(a->latest, b->latest);
	if (r != 0)
		return r;
	on_a = ladder_stands_on(call, a);
	on_b = ladder_stands_on(call, b);
	if (on_a != on_b)
		return on_b - on_a;
	return a->id < b->id ? -1 : 1;
}

static size_t choose(struct call *call, const struct rows *rows)
{
	const struct touchpoint *tp = rows->data;
	size_t best = 0;

	for (size_t i = 1; i < rows->n; i++)
		if (stricter(call, &tp[i], &tp[best]) < 0)
			best = i;
	return best;
}

static bool has_line(const char *lines, const char *line, size_t n)
{
	for (const char *p = lines; *p;) {
		size_t len = strcspn(p, "\n");

		if (len == n && memcmp(p, line, n) == 0)
			return true;
		p += len + (p[len] == '\n');
	}
	return false;
}

/* The purposes of both, each once, a line each; what is covered ends with a
 * line break, so that one shared purpose is seen as merged too. */
static int join_purposes(
	struct touchpoint *tp, const struct touchpoint *covered)
{
	AUTO_STR all = {0};
	int r;

	str_add(&all, tp->purpose);
	if (!touchpoint_is_merged(tp))
		str_add_char(&all, '\n');
	for (const char *p = covered->purpose; *p;) {
		size_t n = strcspn(p, "\n");

		if (!has_line(str_get(&all), p, n)) {
			str_add_n(&all, p, n);
			str_add_char(&all, '\n');
		}
		p += n + (p[n] == '\n');
	}
	r = str_error(&all);
	return r < 0 ? r : field_set(&tp->purpose, str_get(&all));
}

/* What the covered one covered already, and whom it was to reach. */
static int take_over(struct call *call, const struct touchpoint *tp,
	const struct touchpoint *covered)
{
	AUTO_ROWS contacts = {0}, below = {0};
	int r = contact_of_touchpoint(
		call->db, covered->id, &contacts, &call->err);

	if (r == 0)
		r = after_link_new(call, tp->id, &contacts);
	if (r == 0 && touchpoint_is_merged(covered))
		r = touchpoint_covered(call->db, covered, &below, &call->err);
	ROWS_EACH(struct touchpoint, row, &below) {
		row->covered_by = tp->id;
		if (r == 0)
			r = save_changed(call, row);
	}
	return r;
}

/* Hidden only as long as all of them were. */
static int set_hidden(
	struct call *call, struct touchpoint *tp, const struct rows *rows)
{
	ROWS_EACH(const struct touchpoint, other, rows)
		if (other->id != 0 && other->snoozed_until < tp->snoozed_until)
			tp->snoozed_until = other->snoozed_until;
	return save_nudge_at(tp, &tp->nudge_at, &call->err);
}

static int merge(struct planning *p, struct rows *rows, struct touchpoint *tp)
{
	struct call *call = p->call;
	int r = set_hidden(call, tp, rows);

	ROWS_EACH(struct touchpoint, covered, rows) {
		if (r < 0)
			break;
		if (covered->id == 0)
			continue; /* the one that stays was taken out */
		r = join_purposes(tp, covered);
		if (r == 0)
			r = take_over(call, tp, covered);
		if (r == 0)
			r = save_covered(call, covered, tp);
	}
	if (r == 0)
		r = save_again(call, tp);
	return r < 0 ? r : planning_put(p, tp);
}

static int run(struct call *call)
{
	AUTO_PLANNING p = {0};
	AUTO_ACCOUNT account = {0};
	AUTO_TOUCHPOINT tp = {0};
	AUTO_ROWS rows = {0};
	int r = load_all(call, &rows);

	if (r < 0)
		return r;
	rows_take(&rows, choose(call, &rows), &tp);
	r = row_get(
		call->db, &account_table, tp.account_id, &account, &call->err);
	if (r == 0)
		r = planning_owner(&p, call, &account);
	if (r == 0)
		r = refuse_held(&p, &rows);
	return r < 0 ? r : merge(&p, &rows, &tp);
}

const struct method touchpoint_merge_method = {
	.name = "touchpoint.merge",
	.flags = METHOD_WRITE,
	.doc = N_("make several touchpoints of an account one contact"),
	METHOD_PARAMS(params),
	.run = run,
};
