/* calendar.list: the working calendars. */
#include "api/methods.h"

#include "api/view.h"
#include "store/calendar.h"
#include "store/calendar_list.h"

#include <errno.h>

enum { NEXT_DAYS = 8 }; /* exceptions shown */

static const struct param params[] = {CALL_PAGE_PARAMS};

static int view_day(struct call *call, const void *row, json_t **ret)
{
	const struct calendar_day *day = row;

	(void)call;
	*ret = json_pack("{s:o, s:s, s:s?}", "date", view_date(day->on_date),
		"kind", workcal_kind[day->kind], "name", day->name);
	return *ret ? 0 : -ENOMEM;
}

static int view_next(
	struct call *call, const struct calendar *calendar, json_t **ret)
{
	AUTO_ROWS rows = {0};
	int r = calendar_next_days(call->db,
		&(struct calendar_next){.calendar_id = calendar->id,
			.from = call->today,
			.limit = NEXT_DAYS},
		&rows, &call->err);

	return r < 0 ? r : view_rows(call, &rows, view_day, ret);
}

static int view_one(struct call *call, const void *row, json_t **ret)
{
	const struct calendar *calendar = row;
	json_t *next = NULL;
	int r = view_next(call, calendar, &next);

	if (r < 0)
		return r;
	*ret = json_pack("{s:s, s:s, s:s?, s:s, s:[I, I], s:o}", "name",
		calendar->name, "title", calendar->title, "source",
		calendar->source, "week", calendar->week, "years",
		(json_int_t)calendar->year_from, (json_int_t)calendar->year_to,
		"next", next);
	return *ret ? 0 : -ENOMEM;
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
