/* touchpoint.show: one touchpoint, what was done for it, what came of it. */
#include "api/help_wanted.h"
#include "api/know.h"
#include "api/ladder.h"
#include "api/methods.h"
#include "api/planning.h"
#include "api/reader.h"
#include "api/resolve.h"
#include "api/view.h"

#include <errno.h>

static const struct param params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("id, account, or account/step")},
};

static int put_activities(struct call *call, int64_t id)
{
	AUTO_ROWS rows = {0};
	int r = activity_of_touchpoint(call->db, id, &rows, &call->err);

	return r < 0 ? r : view_rows_put(call, "activities", &rows, NULL);
}

static int put_children(struct call *call, const struct touchpoint *tp)
{
	AUTO_ROWS rows = {0};
	int r = touchpoint_children(call->db, tp, &rows, &call->err);

	return r < 0 ? r : view_rows_put(call, "children", &rows, NULL);
}

static int one_request(struct call *call, const void *row, json_t **ret)
{
	return help_wanted_view(call, row, ret);
}

static int put_requests(struct call *call, int64_t id)
{
	AUTO_ROWS rows = {0};
	int r = request_of_touchpoint(call->db, id, &rows, &call->err);

	return r < 0 ? r : view_rows_put(call, "requests", &rows, one_request);
}

/* The next step is due too: both can be one contact. */
static int put_merge(struct call *call, const struct touchpoint *tp)
{
	AUTO_PLANNING p = {0};
	AUTO_ACCOUNT account = {0};
	AUTO_TOUCHPOINT after = {0};
	AUTO_PLAN plan = {0};
	json_t *item = NULL;
	int r;

	if (tp->state != STATE_OPEN || tp->plan_id == 0 ||
		civil_cmp(tp->due, call->today) > 0)
		return call_put(call, "merge_with", json_null());
	r = row_get(
		call->db, &account_table, tp->account_id, &account, &call->err);
	if (r == 0)
		r = planning_owner(&p, call, &account);
	if (r == 0)
		r = row_get(
			call->db, &plan_table, tp->plan_id, &plan, &call->err);
	if (r == 0)
		r = planning_successor(&p, &plan, tp, &after);
	if (r > 0)
		r = view_touchpoint(call, &after, &item);
	return r < 0 ? r
		     : call_put(call, "merge_with", item ? item : json_null());
}

struct snooze {
	struct civil_date last;     /* up to which it may be; none: to any */
	struct civil_date two_days; /* what "+2bd" is */
};

static int find_snooze(
	struct call *call, const struct touchpoint *tp, struct snooze *ret)
{
	AUTO_PLANNING p = {0};
	AUTO_ACCOUNT account = {0};
	int r = row_get(
		call->db, &account_table, tp->account_id, &account, &call->err);

	if (r == 0)
		r = planning_init(&p, call, &account);
	if (r < 0)
		return r;
	(void)workcal_add(&p.days, p.today, 2, true, &ret->two_days);
	return ladder_last_day(&p, tp, &ret->last);
}

static int put_snooze(
	struct call *call, const struct touchpoint *tp, json_t *item)
{
	struct snooze snooze = {0};
	int r = tp->state == STATE_OPEN ? find_snooze(call, tp, &snooze) : 0;

	if (r < 0)
		return r;
	return json_object_set_new(
		       item, "snooze_last", view_date(snooze.last)) < 0 ||
			       json_object_set_new(item, "in_two_workdays",
				       view_date(snooze.two_days)) < 0
		       ? -ENOMEM
		       : 0;
}

static int run(struct call *call)
{
	AUTO_TOUCHPOINT tp = {0};
	json_t *item;
	int r = resolve_touchpoint(call, "id", &tp);

	if (r == 0)
		r = view_touchpoint(call, &tp, &item);
	if (r == 0)
		r = call_put(call, "touchpoint", item);
	if (r == 0)
		r = know_item(call, &tp, item);
	if (r == 0 && call->actor.id)
		r = reader_add(call, &call->actor, &tp, item);
	if (r == 0)
		r = put_snooze(call, &tp, item);
	if (r == 0)
		r = put_activities(call, tp.id);
	if (r == 0)
		r = put_requests(call, tp.id);
	if (r == 0)
		r = put_merge(call, &tp);
	return r < 0 ? r : put_children(call, &tp);
}

const struct method touchpoint_show_method = {
	.name = "touchpoint.show",
	.flags = METHOD_NO_ACTOR | METHOD_AT,
	.doc = N_("one touchpoint with all that belongs to it"),
	METHOD_PARAMS(params),
	.run = run,
};
