/* rep.list: our own people. */
#include "api/methods.h"

#include "api/view.h"

#include <errno.h>

static const struct param params[] = {CALL_PAGE_PARAMS};

static int run(struct call *call)
{
	AUTO_ROWS rows = {0};
	json_auto_t *array = json_array();
	struct call_page page;
	int r = call_page(call, &page);

	if (r == 0)
		r = rep_all(call->db, page.cursor, page.limit + 1, &rows,
			&call->err);
	if (r == 0)
		r = call_page_cut(call, &page, &rows);
	ROWS_EACH(const struct rep, rep, &rows) {
		json_t *object = NULL;

		if (r == 0)
			r = view_rep(call, rep, &object);
		if (r == 0 && json_array_append_new(array, object) < 0)
			r = -ENOMEM;
	}
	return r < 0 ? r : call_put(call, "reps", TAKE(array));
}

const struct method rep_list_method = {
	.name = "rep.list",
	.flags = METHOD_NO_ACTOR,
	.doc = N_("list our people"),
	METHOD_PARAMS(params),
	.run = run,
};
