/* touchpoint.show: one touchpoint, what was done for it, what came of it. */
#include "api/know.h"
#include "api/methods.h"
#include "api/resolve.h"
#include "api/view.h"

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
	if (r == 0)
		r = put_activities(call, tp.id);
	return r < 0 ? r : put_children(call, &tp);
}

const struct method touchpoint_show_method = {
	.name = "touchpoint.show",
	.flags = METHOD_NO_ACTOR,
	.doc = N_("one touchpoint with all that belongs to it"),
	METHOD_PARAMS(params),
	.run = run,
};
