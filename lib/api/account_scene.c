/* The account of a call; the contract is in account_scene.h. */
#include "api/account_scene.h"

#include "api/resolve.h"
#include "api/view.h"

void account_scene_done(struct account_scene *s)
{
	planning_done(&s->plan);
	account_done(&s->account);
}

int account_scene_load(struct account_scene *s, struct call *call)
{
	int r = resolve_account(call, "account", &s->account);

	return r < 0 ? r : planning_init(&s->plan, call, &s->account);
}

int account_scene_write(struct account_scene *s)
{
	struct call *call = s->plan.call;

	return row_update(call->db, &call->change, &account_table, &s->account,
		&call->err);
}

int account_scene_put(struct account_scene *s)
{
	struct call *call = s->plan.call;
	json_t *item;
	int r = view_account(call, &s->account, &item);

	if (r == 0)
		r = call_put(call, "account", item);
	return r < 0 ? r : planning_put_next(&s->plan);
}
