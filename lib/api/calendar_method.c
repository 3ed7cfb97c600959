/* calendar.list: the working calendars. */
#include "api/methods.h"

#include "api/calendar_view.h"
#include "api/view.h"
#include "store/calendar_list.h"

static const struct param params[] = {CALL_PAGE_PARAMS};

static int view_one(struct call *call, const void *row, json_t **ret)
{
	return calendar_view(call, row, ret);
}

static int run(struct call *call)
{
	AUTO_ROWS rows = {0};
	struct call_page page;
	int r = call_page(call, &page);

	if (r == 0)
		r = calendar_all(call->db, page.cursor, page.limit + 1, &rows,
			&call->err);
	return r < 0 ? r
		     : view_rows_page(
			       call, &page, "calendars", &rows, view_one);
}

const struct method calendar_list_method = {
	.name = "calendar.list",
	.flags = METHOD_NO_ACTOR,
	.doc = N_("list the working calendars"),
	METHOD_PARAMS(params),
	.run = run,
};
