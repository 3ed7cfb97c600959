/* What somebody's leaving asks for; the contract is in left.h. */
#include "api/left.h"

#include "api/after.h"
#include "api/field.h"
#include "api/save.h"
#include "base/str.h"
#include "text/words.h"

#include <string.h>

_Static_assert(
	(int)DEPARTURE_FIND == LEAVING_FIND && (int)DEPARTURE_WITH == LEAVING_N,
	"the steps come first, in the same order");

/* The words of a step, in the actor's language. */
static int word(const struct left *l, enum leaving_step step, struct str *out)
{
	enum text_lang lang = l->call->api->lang;
	const char *who = l->contact.name, *next = l->successor.name;
	char day[WORDS_DATE];

	words_date_full(day, lang, l->leaving.last_day);
	switch (step) {
	case LEAVING_FIND:
		text_add(out, lang, N_("find out who follows %s"), who);
		break;
	case LEAVING_ASK:
		text_add(out, lang,
			N_("%s leaves on %s: who takes over? Ask to be "
			   "introduced"),
			who, day);
		break;
	case LEAVING_FAREWELL:
		text_add(out, lang, N_("say farewell to %s, last day %s"), who,
			day);
		break;
	case LEAVING_TALK:
		text_add(out, lang, N_("first talk with %s, who follows %s"),
			next, who);
		break;
	case LEAVING_MANAGER:
		text_add(out, lang, N_("bring our manager and %s together"),
			next);
		break;
	case LEAVING_N:
		break;
	}
	return str_error(out);
}

/* A successor does not end the wish to be introduced, only the search. */
static struct civil_date due_of(const struct left *l, enum leaving_step step)
{
	struct leaving leaving = l->leaving;
	struct civil_date due[LEAVING_N] = {{0}};

	leaving.has_successor = l->successor.id && step != LEAVING_ASK;
	if (!l->is_back)
		leaving_plan(&leaving, due);
	return due[step];
}

/* A day that was chosen by hand stays; until when it was put off goes with
 * the day it was put off from. */
static int move(struct left *l, struct touchpoint *tp, struct civil_date due)
{
	if (tp->pinned || l->is_same_day)
		return 0;
	tp->nominal = tp->earliest = tp->due = tp->latest = tp->first_latest =
		due;
	tp->snoozed_until = 0;
	return save_nudge_at(tp, &tp->nudge_at, &l->call->err);
}

/* TALK and MANAGER are with the successor, who may leave, too. */
static bool is_next_there(
	const struct left *l, enum leaving_step step, struct civil_date due)
{
	return step < LEAVING_TALK || !l->is_next_leaving ||
	       (!leaving_is_gone(&l->next) &&
		       civil_cmp(due, l->next.last_day) <= 0);
}

static int reword(struct left *l, struct touchpoint *tp, struct departure *was,
	struct civil_date due)
{
	struct call *call = l->call;
	AUTO_STR purpose = {0};
	int r = word(l, (enum leaving_step)was->part, &purpose);

	if (r == 0)
		r = field_set(&tp->purpose, str_get(&purpose));
	if (r == 0)
		r = move(l, tp, due);
	if (r == 0)
		r = touchpoint_is_live(tp) ? save_again(call, tp)
					   : save_changed(call, tp);
	if (r == 0 && was->successor_id &&
		was->successor_id != l->successor.id) {
		r = left_replace(l, tp, was->successor_id, &l->successor);
		was->successor_id = l->successor.id;
	}
	if (r >= 0)
		r = row_update(call->db, &call->change, &departure_table, was,
			&call->err);
	return r < 0 ? r : left_list(l, tp, "moved");
}

static const char *why_cancelled(
	const struct left *l, const struct departure *was)
{
	if (was->part >= DEPARTURE_TALK && l->successor.id)
		return N_("the successor leaves, too");
	if (l->is_gone && !l->is_back && l->successor.id &&
		was->part != DEPARTURE_FAREWELL)
		return N_("the successor is known");
	return l->is_gone && l->is_same_day && !l->is_back
		       ? N_("the last day is over")
		       : N_("the last day is another");
}

/* What was cancelled with the account only must not come back. */
static int cancel(struct left *l, struct touchpoint *tp, struct departure *was)
{
	int r = 0;

	if (touchpoint_is_live(tp))
		r = save_cancelled(l->call, tp,
			text_get(l->call->api->lang, why_cancelled(l, was)));
	return r < 0 ? r : left_drop(l, was);
}

/* It is not planned yet. */
static int correct_waiting(
	struct left *l, struct departure *was, struct civil_date due)
{
	if (civil_is_none(due))
		return left_drop(l, was);
	if (was->successor_id)
		was->successor_id = l->successor.id;
	return row_update(l->call->db, &l->call->change, &departure_table, was,
		&l->call->err);
}

static int correct(struct left *l, struct departure *was)
{
	struct call *call = l->call;
	enum leaving_step step = (enum leaving_step)was->part;
	AUTO_TOUCHPOINT tp = {0};
	struct civil_date due = due_of(l, step);
	bool is_same =
		l->is_same_day &&
		(!was->successor_id || was->successor_id == l->successor.id);
	int r;

	if (!was->touchpoint_id)
		return correct_waiting(l, was, due);
	r = row_get(call->db, &touchpoint_table, was->touchpoint_id, &tp,
		&call->err);
	if (r < 0)
		return r;
	/* Cancelled with the account, and not brought back: what makes sense
	 * is planned anew. */
	if (!left_is_waiting(l, &tp))
		return tp.state == STATE_CANCELLED ? left_drop(l, was) : 0;
	if (civil_is_none(due) ||
		!is_next_there(
			l, step, l->is_same_day || tp.pinned ? tp.due : due))
		return cancel(l, &tp, was);
	return is_same ? 0 : reword(l, &tp, was, due);
}

int left_steps_correct(struct left *l)
{
	int r = 0;

	ROWS_EACH(struct departure, was, &l->was)
		if (r == 0 && was->part < DEPARTURE_WITH)
			r = correct(l, was);
	return r;
}

static int new_step(struct left *l, enum leaving_step step,
	struct civil_date due, struct touchpoint *tp)
{
	AUTO_STR purpose = {0};
	bool is_old = step == LEAVING_ASK || step == LEAVING_FAREWELL;
	struct contact with = {.id = is_old ? l->contact.id : l->successor.id};
	const struct rows one = {
		.table = &contact_table, .data = &with, .n = with.id ? 1 : 0};
	int r = word(l, step, &purpose);

	if (r == 0)
		r = planning_draft(
			&l->plan, KIND_TASK, str_get(&purpose), due, tp);
	if (r < 0)
		return r;
	tp->via = step == LEAVING_MANAGER ? VIA_MEETING : VIA_CALL;
	r = save_new(l->call, tp);
	if (r == 0)
		r = after_link(l->call, tp->id, &one);
	return r < 0 ? r : left_list(l, tp, "created");
}

/* was: NULL, or the step that has waited. */
static int plan_step(struct left *l, enum leaving_step step,
	struct civil_date due, struct departure *was)
{
	struct call *call = l->call;
	AUTO_TOUCHPOINT tp = {0};
	int r;

	if (l->is_closed || !is_next_there(l, step, due))
		return was ? 0 : left_note(l, (enum departure_part)step, NULL);
	r = new_step(l, step, due, &tp);
	if (r < 0 || !was)
		return r < 0 ? r : left_note(l, (enum departure_part)step, &tp);
	was->touchpoint_id = tp.id;
	return row_update(
		call->db, &call->change, &departure_table, was, &call->err);
}

/* Planned before, for this successor if it is about one?  The search goes on
 * from the question who takes over. */
static struct departure *find_step(const struct left *l, enum leaving_step step)
{
	ROWS_EACH(struct departure, was, &l->was)
		if (was->deleted_at == 0 &&
			((int)was->part == (int)step ||
				(step == LEAVING_FIND &&
					was->part == DEPARTURE_ASK)) &&
			(step < LEAVING_TALK ||
				was->successor_id == l->successor.id))
			return was;
	return NULL;
}

int left_steps_plan(struct left *l)
{
	struct civil_date due[LEAVING_N];
	int r = 0;

	l->leaving.has_successor = l->successor.id != 0;
	leaving_plan(&l->leaving, due);
	for (int i = 0; r == 0 && i < LEAVING_N; i++) {
		enum leaving_step step = (enum leaving_step)i;
		struct departure *was = find_step(l, step);
		bool waits = was && !was->touchpoint_id;

		if (!civil_is_none(due[i]) && (!was || waits) &&
			(l->is_news || l->was.n > 0 || step >= LEAVING_TALK))
			r = plan_step(l, step, due[i], was);
	}
	return r;
}

static int rename_step(struct call *call, const struct departure *step)
{
	CLEANUP(left_done) struct left l = {.call = call};
	AUTO_TOUCHPOINT tp = {0};
	AUTO_STR purpose = {0};
	int r = 0;

	if (step->touchpoint_id)
		r = row_get(call->db, &touchpoint_table, step->touchpoint_id,
			&tp, &call->err);
	if (r < 0 || tp.id == 0 || !touchpoint_is_live(&tp))
		return r;
	r = row_get(call->db, &contact_table, step->contact_id, &l.contact,
		&call->err);
	if (r == 0 && step->successor_id)
		r = row_get(call->db, &contact_table, step->successor_id,
			&l.successor, &call->err);
	l.leaving.last_day = l.contact.left_on;
	if (r == 0)
		r = word(&l, (enum leaving_step)step->part, &purpose);
	if (r < 0 || !strcmp(tp.purpose, str_get(&purpose)))
		return r;
	r = field_set(&tp.purpose, str_get(&purpose));
	return r < 0 ? r : save_changed(call, &tp);
}

int left_steps_rename(struct call *call, int64_t contact_id)
{
	AUTO_ROWS steps = {0};
	int r = departure_naming(call->db, contact_id, &steps, &call->err);

	ROWS_EACH(const struct departure, step, &steps)
		if (r == 0 && step->part < DEPARTURE_WITH)
			r = rename_step(call, step);
	return r;
}
