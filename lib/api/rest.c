/* An account that rests; the contract is in rest.h. */
#include "api/rest.h"

#include "api/save.h"
#include "api/wake.h"

#include <errno.h>
#include <stdlib.h>

/* No clock is further ahead of UTC. */
enum { DAY_S = 86400, ZONE_MAX_S = 14 * 3600 };

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

static int end_all(struct call *call, struct rows *accounts)
{
	int r = 0;

	ROWS_EACH(struct account, account, accounts) {
		AUTO_PLANNING p = {0};

		r = planning_init(&p, call, account);
		if (r < 0)
			return r;
		planning_begin_day(&p, account->parked_until);
		r = rest_end(&p, account);
		if (r < 0)
			return r;
	}
	return 0;
}

int rest_end_all(struct call *call, struct rows *accounts)
{
	json_t *told = call->result; /* of another method, maybe */
	int r = -ENOMEM;

	if (accounts->n == 0)
		return 0;
	call->result = json_object();
	if (call->result)
		r = end_all(call, accounts);
	json_decref(call->result);
	call->result = told;
	return r;
}

/* The latest date that it can be for an owner. */
static struct civil_date latest(const struct call *call)
{
	int64_t days = (call->api->now + ZONE_MAX_S) / DAY_S;

	return call->seen ? call->today : civil_from_days((int32_t)days);
}

/* Whose clock is not known here rests on. */
static int has_come(struct call *call, const struct account *account)
{
	const struct zone *zone;
	AUTO_REP owner = {0};
	int r;

	r = row_get(
		call->db, &rep_table, account->owner_id, &owner, &call->err);
	if (r < 0)
		return r;
	r = zone_find(owner.zone, &zone, NULL);
	if (r < 0)
		return r == -ENOMEM ? r : 0;
	return call->seen || civil_cmp(account->parked_until,
				     zone_date_at(zone, call->api->now)) <= 0;
}

static int find_over(struct call *call, struct rows *ret)
{
	struct civil_date date = latest(call);
	AUTO_ROWS maybe = {0};
	int r = account_has_rested(call->db, date, &call->err);

	*ret = (struct rows){.table = &account_table};
	if (r > 0)
		r = account_rested(call->db, 0, date, &maybe, &call->err);
	ROWS_EACH(struct account, account, &maybe) {
		r = has_come(call, account);
		if (r > 0)
			r = rows_add(ret, account);
		if (r < 0)
			break;
	}
	return r;
}

int rest_is_over(struct call *call)
{
	AUTO_ROWS over = {0};
	int r = find_over(call, &over);

	return r < 0 ? r : over.n > 0;
}

int rest_end_over(struct call *call)
{
	AUTO_ROWS over = {0};
	int r = find_over(call, &over);

	return r < 0 ? r : rest_end_all(call, &over);
}
