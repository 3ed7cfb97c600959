/* Incoming messages; the contract is in answer.h. */
#include "api/answer.h"

#include "api/after.h"
#include "api/field.h"
#include "api/save.h"
#include "api/view.h"
#include "compose/cut.h"

enum { QUOTE_MAX = 120 }; /* code points: the message itself is kept whole */

/* What is to be answered, on one line. */
static int set_purpose(struct touchpoint *tp, const struct report *report)
{
	AUTO_STR quote = {0};
	int r;

	tp->purpose_is_id = !report->text;
	if (!report->text)
		return field_set(&tp->purpose, N_("answer their message"));
	cut_add(&quote, report->text, QUOTE_MAX);
	r = str_error(&quote);
	return r < 0 ? r : field_set(&tp->purpose, str_get(&quote));
}

/* The owner's working day after the message; where that is past, the first
 * one from today on. */
static struct civil_date answer_by(
	const struct planning *p, const struct report *report)
{
	struct civil_date day;

	/* None within reach: the day reached will do. */
	(void)workcal_side_next(&p->days.rep, report->on, &day);
	if (civil_cmp(day, p->today) < 0)
		(void)workcal_side_add(&p->days.rep, p->today, 0, &day);
	return day;
}

static int create(
	struct planning *p, const struct report *report, struct touchpoint *ret)
{
	int r = planning_draft(p, KIND_ANSWER, "", answer_by(p, report), ret);

	if (r == 0)
		r = set_purpose(ret, report);
	if (r < 0)
		return r;
	ret->via = report->via;
	ret->earliest = civil_min(report->on, ret->due);
	return save_new(p->call, ret);
}

static int join(struct planning *p, const struct report *report,
	struct touchpoint *answer)
{
	int r = report->text ? set_purpose(answer, report) : 0;

	if (r < 0)
		return r;
	answer->via = report->via;
	answer->snoozed_until = 0;
	r = save_nudge_at(answer, &answer->nudge_at, &p->call->err);
	return r < 0 ? r : save_again(p->call, answer);
}

/* The customer has spoken: nothing is unanswered any more.  1 and *ret filled
 * where an answer is open. */
static int settle_open(struct planning *p, struct touchpoint *ret)
{
	struct call *call = p->call;
	AUTO_ROWS open = {0};
	int found = -1;
	int r = touchpoint_open_of_account(
		call->db, p->account->id, &open, &call->err);

	for (size_t i = 0; r == 0 && i < open.n; i++) {
		struct touchpoint *tp = (struct touchpoint *)open.data + i;

		if (tp->kind == KIND_ANSWER && found < 0)
			found = (int)i;
		if (tp->attempts == 0)
			continue;
		tp->attempts = 0;
		r = save_changed(call, tp);
	}
	if (r < 0 || found < 0)
		return r;
	rows_take(&open, (size_t)found, ret);
	return 1;
}

int answer_ask(
	struct planning *p, const struct report *report, struct touchpoint *ret)
{
	struct call *call = p->call;
	json_t *item;
	int joined = settle_open(p, ret);
	int r = joined;

	if (joined == 0)
		r = create(p, report, ret);
	else if (joined > 0)
		r = join(p, report, ret);
	if (r == 0)
		r = after_link_new(call, ret->id, &report->with);
	if (r == 0)
		r = call_put(call, "joined", json_boolean(joined));
	if (r == 0)
		r = view_touchpoint(call, ret, &item);
	return r < 0 ? r : call_put(call, "answer", item);
}
