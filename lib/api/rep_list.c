/* rep.list: our own people. */
#include "api/methods.h"

#include "api/view.h"

static const struct param params[] = {CALL_PAGE_PARAMS};

static int run(struct call *call)
{
	AUTO_ROWS rows = {0};
	struct call_page page;
	int r = call_page(call, &page);

	if (r == 0)
		r = rep_all(call->db, page.cursor, page.limit + 1, &rows,
			&call->err);
	return r < 0 ? r : view_rows_page(call, &page, "reps", &rows, NULL);
}

const struct method rep_list_method = {
	.name = "rep.list",
	.flags = METHOD_NO_ACTOR,
	.doc = N_("list our people"),
	METHOD_PARAMS(params),
	.run = run,
};
