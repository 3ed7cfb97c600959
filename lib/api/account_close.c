/* account.close and account.reopen. */
#include "api/account_scene.h"
#include "api/course.h"
#include "api/field.h"
#include "api/left.h"
#include "api/methods.h"
#include "api/wake.h"
#include "store/departure.h"
#include "store/history.h"
#include "text/words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int run_close(struct call *call)
{
	AUTO_ACCOUNT_SCENE s = {0};
	const char *reason = call_text(call, "reason");
	const char *word = text_get(call->api->lang, N_("account closed"));
	int r = account_scene_load(&s, call);

	if (r < 0)
		return r;
	if (s.account.course == COURSE_CLOSED) {
		r = call_fail(call, API_REFUSED, "account",
			N_("%s is closed already"), s.account.name);
		call_hint(call, N_("nudge reopen %s takes it up again"),
			s.account.slug);
		return r;
	}
	r = course_cancel(&s.plan, reason ? reason : word, false);
	if (r == 0 && reason)
		r = field_set(&s.account.closed_reason, reason);
	if (r < 0)
		return r;
	s.account.course = COURSE_CLOSED;
	r = account_scene_write(&s);
	return r < 0 ? r : account_scene_put(&s);
}

static int refuse_reopen(struct account_scene *s)
{
	struct call *call = s->plan.call;
	bool paused = s->account.course == COURSE_PAUSED;
	int r;

	if (account_is_over(&s->account))
		return 0;
	r = call_fail(call, API_REFUSED, "account",
		paused ? N_("%s is paused, not closed")
		       : N_("%s is open already"),
		s->account.name);
	if (paused)
		call_hint(call, N_("nudge resume %s lets it go on"),
			s->account.slug);
	return r;
}

/* A row that the closing wrote comes back. */
static int wake_row(struct account_scene *s, const struct history_row *row,
	enum wake_turn turn)
{
	struct planning *p = &s->plan;
	struct call *call = p->call;
	AUTO_TOUCHPOINT tp = {0};
	AUTO_PLAN plan = {0};
	int r = 0;

	if (strcmp(row->table, "plan") == 0) {
		r = row_get(call->db, &plan_table, row->id, &plan, &call->err);
		if (r < 0 || plan.state != PLAN_CANCELLED)
			return r;
		plan.state = PLAN_RUNNING;
		plan.ended_on = (struct civil_date){0};
		return row_update(call->db, &call->change, &plan_table, &plan,
			&call->err);
	}
	if (strcmp(row->table, "touchpoint") != 0)
		return 0;
	r = row_get(call->db, &touchpoint_table, row->id, &tp, &call->err);
	if (r < 0 || tp.state != STATE_CANCELLED ||
		course_is_parked_question(&tp) || !wake_is_turn(turn, &tp))
		return r;
	/* Who was to leave stays, as was said meanwhile. */
	r = departure_is_over(call->db, tp.id, &call->err);
	if (r != 0)
		return r < 0 ? r : 0;
	r = wake_touchpoint(p, &tp,
		text_get(call->api->lang,
			N_("past while the account was closed")));
	return r < 0 ? r : 0;
}

static int wake_rows(struct account_scene *s, int64_t change_id)
{
	struct call *call = s->plan.call;
	AUTO_HISTORY_ROWS rows = {0};
	AUTO_ROWS plans = {0};
	int r = history_rows(call->db, change_id, &rows, &call->err);

	for (int turn = 0; turn < WAKE_N; turn++)
		for (size_t i = 0; r == 0 && i < rows.n; i++)
			r = wake_row(s, &rows.items[i], (enum wake_turn)turn);
	if (r == 0)
		r = plan_running(call->db, s->account.id, &plans, &call->err);
	ROWS_EACH(struct plan, plan, &plans)
		if (r == 0)
			r = wake_plan(&s->plan, plan);
	return r;
}

/* The account as it was before it was closed, lost or parked, and what that
 * put an end to. */
static int go_back(struct account_scene *s)
{
	struct call *call = s->plan.call;
	int64_t change_id = INT64_MAX;
	int r = left_reopen_before(call, s->account.id);

	while (r == 0 && account_is_over(&s->account)) {
		r = history_ending(
			call->db, &s->account, &change_id, &call->err);
		if (r == 0)
			r = wake_rows(s, change_id);
	}
	if (r < 0 && r != -ENOENT)
		return r;
	s->account.course = COURSE_ACTIVE;
	/* It came in like that: nobody knows what it was before. */
	if (account_is_over(&s->account))
		s->account.stage = STAGE_PROSPECT;
	s->account.parked_until = (struct civil_date){0};
	free(TAKE(s->account.closed_reason));
	return account_scene_write(s);
}

static int run_reopen(struct call *call)
{
	AUTO_ACCOUNT_SCENE s = {0};
	int r = account_scene_load(&s, call);

	if (r == 0)
		r = refuse_reopen(&s);
	if (r == 0)
		r = course_answered(&s.plan,
			text_get(call->api->lang, N_("taken up again")));
	if (r == 0)
		r = go_back(&s);
	if (r == 0)
		r = left_reopen_after(call, s.account.id);
	if (r == 0)
		r = wake_put_next(&s.plan);
	/* Nobody is forgotten. */
	if (r == 0 && json_array_size(s.plan.next) == 0)
		r = course_take_up_on(&s.plan, s.plan.today,
			N_("reopened: take up the contact again"));
	return r < 0 ? r : account_scene_put(&s);
}

static const struct param close_params[] = {
	{"account", PARAM_TEXT, PARAM_REQUIRED, N_("the customer")},
	{"reason", PARAM_TEXT, 0, N_("why nothing more is to be done")},
};

const struct method account_close_method = {
	.name = "account.close",
	.flags = METHOD_WRITE,
	.doc = N_("nothing more is to be done; what is open is cancelled"),
	METHOD_PARAMS(close_params),
	.run = run_close,
};

static const struct param reopen_params[] = {
	{"account", PARAM_TEXT, PARAM_REQUIRED, N_("the customer")},
};

const struct method account_reopen_method = {
	.name = "account.reopen",
	.flags = METHOD_WRITE,
	.doc = N_("take up a closed, lost or parked account again"),
	METHOD_PARAMS(reopen_params),
	.run = run_reopen,
};
