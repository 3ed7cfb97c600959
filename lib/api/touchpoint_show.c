/* touchpoint.show: one touchpoint, what was done for it, what came of it. */
#include "api/methods.h"
#include "api/resolve.h"
#include "api/view.h"

#include <errno.h>

static const struct param params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("id, account, or account/step")},
};

static int put_activities(struct call *call, int64_t id)
{
	AUTO_ROWS rows = {0};
	json_t *array = json_array();
	int r = call_put(call, "activities", array);

	if (r == 0)
		r = activity_of_touchpoint(call->db, id, &rows, &call->err);
	ROWS_EACH(const struct activity, a, &rows) {
		json_t *item;

		if (r == 0)
			r = view_activity(call, a, &item);
		if (r == 0 && json_array_append_new(array, item) < 0)
			r = -ENOMEM;
	}
	return r;
}

static int put_children(struct call *call, const struct touchpoint *tp)
{
	AUTO_ROWS rows = {0};
	json_t *array;
	int r = touchpoint_children(call->db, tp, &rows, &call->err);

	if (r == 0)
		r = view_touchpoints(call, &rows, &array);
	return r < 0 ? r : call_put(call, "children", array);
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
