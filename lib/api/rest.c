/* An account that rests; the contract is in rest.h. */
#include "api/rest.h"

#include "api/save.h"
#include "api/wake.h"

#include <stdlib.h>

int rest_begin(struct planning *p)
{
	struct call *call = p->call;
	AUTO_ROWS open = {0};
	int r = touchpoint_open_of_account(
		call->db, p->account->id, &open, &call->err);

	ROWS_EACH(struct touchpoint, tp, &open) {
		if (r < 0)
			break;
		tp->state = STATE_PAUSED;
		tp->snoozed_until = 0;
		r = save_again(call, tp);
		if (r == 0)
			r = save_list(call, tp, "resting");
	}
	return r;
}

static int wake_all(struct planning *p, enum wake_turn turn)
{
	struct call *call = p->call;
	const char *past =
		text_get(call->api->lang, N_("past while the account rested"));
	AUTO_ROWS paused = {0};
	int r = touchpoint_paused_of_account(
		call->db, p->account->id, &paused, &call->err);

	ROWS_EACH(struct touchpoint, tp, &paused)
		if (r >= 0 && wake_is_turn(turn, tp))
			r = wake_touchpoint(p, tp, past);
	return r < 0 ? r : 0;
}

static int wake_plans(struct planning *p)
{
	struct call *call = p->call;
	AUTO_ROWS plans = {0};
	int r = plan_running(call->db, p->account->id, &plans, &call->err);

	ROWS_EACH(struct plan, plan, &plans)
		if (r == 0)
			r = wake_plan(p, plan);
	return r;
}

int rest_end(struct planning *p, struct account *account)
{
	struct call *call = p->call;
	int r;

	account->course = COURSE_ACTIVE;
	account->parked_until = (struct civil_date){0};
	free(TAKE(account->closed_reason));
	r = row_update(
		call->db, &call->change, &account_table, account, &call->err);
	for (int turn = 0; r == 0 && turn < WAKE_N; turn++)
		r = wake_all(p, (enum wake_turn)turn);
	if (r == 0)
		r = wake_plans(p);
	return r < 0 ? r : wake_put_next(p);
}
