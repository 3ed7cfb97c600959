/* Working calendars as JSON; the contract is in calendar_view.h. */
#include "api/calendar_view.h"

#include "api/near.h"
#include "api/view.h"
#include "store/calendar_list.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

/* Exceptions shown, a range of days as one; days that are read for them. */
enum { NEXT_RANGES = 8, NEXT_DAYS = 200 };

/* Does day go on where last ends? */
static bool continues(
	const struct calendar_day *last, const struct calendar_day *day)
{
	return last && last->kind == day->kind &&
	       civil_between(last->on_date, day->on_date) == 1 &&
	       strcmp(last->name ? last->name : "",
		       day->name ? day->name : "") == 0;
}

static int append_range(json_t *array, const struct calendar_day *last,
	const struct calendar_day *day)
{
	json_t *range = json_array_get(array, json_array_size(array) - 1);

	if (continues(last, day))
		return json_object_set_new(
			range, "to", view_date(day->on_date));
	return json_array_append_new(array,
		json_pack("{s:o, s:o, s:s, s:s?}", "from",
			view_date(day->on_date), "to", view_date(day->on_date),
			"kind", workcal_kind[day->kind], "name", day->name));
}

static int view_next(
	struct call *call, const struct calendar *calendar, json_t **ret)
{
	AUTO_ROWS rows = {0};
	json_auto_t *array = json_array();
	const struct calendar_day *last = NULL;
	int r = calendar_next_days(call->db,
		&(struct calendar_next){.calendar_id = calendar->id,
			.from = call->today,
			.limit = NEXT_DAYS},
		&rows, &call->err);

	ROWS_EACH(const struct calendar_day, day, &rows) {
		if (!continues(last, day) &&
			json_array_size(array) == NEXT_RANGES)
			break;
		if (r == 0 && append_range(array, last, day) < 0)
			r = -ENOMEM;
		last = day;
	}
	if (r == 0)
		*ret = TAKE(array);
	return r;
}

int calendar_view(
	struct call *call, const struct calendar *calendar, json_t **ret)
{
	json_t *next = NULL;
	int used = calendar_is_used(call->db, calendar->name, &call->err);
	int r = used < 0 ? used : view_next(call, calendar, &next);

	if (r < 0)
		return r;
	*ret = json_pack("{s:s, s:s, s:s, s:s?, s:s, s:[I, I], s:b, s:o}",
		"name", calendar->name, "layer", workcal_layer[calendar->layer],
		"title", calendar->title, "source", calendar->source, "week",
		calendar->week, "years", (json_int_t)calendar->year_from,
		(json_int_t)calendar->year_to, "used", used > 0, "next", next);
	return *ret ? 0 : -ENOMEM;
}

int calendar_view_days(struct call *call, const struct calendar *calendar,
	struct civil_date from, struct civil_date to, json_t **ret)
{
	AUTO_ROWS rows = {0};
	json_auto_t *array = json_array();
	const struct calendar_day *last = NULL;
	int r = calendar_days(
		call->db, calendar->id, from, to, &rows, &call->err);

	ROWS_EACH(const struct calendar_day, day, &rows) {
		if (r == 0 && append_range(array, last, day) < 0)
			r = -ENOMEM;
		last = day;
	}
	if (r == 0)
		*ret = TAKE(array);
	return r;
}

int calendar_resolve(struct call *call, const char *param, struct calendar *ret)
{
	const char *name = call_text(call, param);
	AUTO_ROWS rows = {0};
	int r = calendar_by_name(call->db, name, ret, &call->err);

	if (r != -ENOENT)
		return r;
	r = calendar_all(call->db, 0, CALL_PAGE_MAX, &rows, &call->err);
	if (r < 0)
		return r;
	r = call_fail(call, API_NOT_FOUND, param,
		N_("there is no calendar \"%s\""), name);
	ROWS_EACH(const struct calendar, c, &rows)
		if (strcasecmp(c->name, name) == 0 ||
			near_enough(name, c->name))
			call_candidate(call, json_string(c->name));
	call_hint(call, N_("nudge calendar list shows all calendars"));
	return r;
}
