/* calendar.check: is a calendar complete, and does it agree with the others
 * that count beside it? */
#include "api/calendar_view.h"
#include "api/methods.h"
#include "api/view.h"
#include "base/str.h"
#include "store/calendar_list.h"

#include <errno.h>
#include <string.h>

enum { FINDINGS_MAX = 60 };

static const struct param params[] = {
	{"name", PARAM_TEXT, 0,
		N_("one calendar; all that are used if not "
		   "said")},
	{"year", PARAM_INT, 0, N_("one year; this and the next if not said")},
};

struct check {
	struct call *call;
	const struct calendar *calendar;
	int year_from, year_to;
	struct rows days;
	json_t *findings;
};

static void check_done(struct check *c)
{
	rows_done(&c->days);
	json_decref(c->findings);
}

/* take_details may be NULL. */
static int find(struct check *c, const char *code, json_t *take_details)
{
	json_auto_t *finding = take_details ? take_details : json_object();

	if (!finding || json_object_set_new(finding, "code", json_string(code)))
		return -ENOMEM;
	if (json_array_size(c->findings) == FINDINGS_MAX)
		return 0;
	return json_array_append(c->findings, finding) < 0 ? -ENOMEM : 0;
}

static bool has_days(const struct check *c, int year)
{
	ROWS_EACH(const struct calendar_day, day, &c->days)
		if (day->on_date.year == year && day->kind != DAY_SOFT)
			return true;
	return false;
}

/* National lists have to be there year by year. */
static int check_years(struct check *c)
{
	int r = 0;

	if (c->calendar->layer != LAYER_NATIONAL)
		return 0;
	for (int year = c->year_from; r == 0 && year <= c->year_to; year++)
		if (year < c->calendar->year_from ||
			year > c->calendar->year_to)
			r = find(c,
				has_days(c, year) ? "year-provisional"
						  : "year-missing",
				json_pack("{s:i}", "year", year));
	return r;
}

static bool open_by_week(const struct check *c, struct civil_date date)
{
	return c->calendar->week[civil_weekday(date)] == 'o';
}

static int find_day(
	struct check *c, const char *code, const struct calendar_day *day)
{
	return find(c, code,
		json_pack("{s:o, s:s, s:s?}", "date", view_date(day->on_date),
			"kind", workcal_kind[day->kind], "name", day->name));
}

/* Entries that say nothing, or two things at once. */
static int check_days(struct check *c)
{
	const struct calendar_day *last = NULL;
	int r = 0;

	ROWS_EACH(const struct calendar_day, day, &c->days) {
		bool again =
			last && civil_cmp(last->on_date, day->on_date) == 0;

		if (r < 0)
			return r;
		if (again && day->kind == DAY_SOFT && last->kind == DAY_CLOSED)
			r = find_day(c, "soft-closed", day);
		else if (again && last->kind != DAY_SOFT &&
			 day->kind != DAY_SOFT)
			r = find_day(c, "twice", day);
		else if (day->kind == DAY_MAKEUP &&
			 open_by_week(c, day->on_date) &&
			 c->calendar->layer == LAYER_NATIONAL)
			r = find_day(c, "makeup-open", day);
		last = day;
	}
	return r;
}

/* A day of another calendar that decides differently. */
static int check_against(struct check *c, const struct calendar *other)
{
	AUTO_ROWS rows = {0};
	const struct calendar_day *mine = c->days.data;
	size_t at = 0;
	int r = calendar_days(c->call->db, other->id,
		(struct civil_date){(int16_t)c->year_from, 1, 1},
		(struct civil_date){(int16_t)c->year_to, 12, 31}, &rows,
		&c->call->err);

	ROWS_EACH(const struct calendar_day, day, &rows) {
		while (at < c->days.n &&
			civil_cmp(mine[at].on_date, day->on_date) < 0)
			at++;
		if (r < 0 || at == c->days.n)
			return r;
		if (civil_cmp(mine[at].on_date, day->on_date) != 0 ||
			mine[at].kind == day->kind || day->kind == DAY_SOFT ||
			mine[at].kind == DAY_SOFT)
			continue;
		r = find(c, "overlap",
			json_pack("{s:o, s:s, s:s, s:s, s:b}", "date",
				view_date(day->on_date), "kind",
				workcal_kind[mine[at].kind], "other",
				other->name, "other_kind",
				workcal_kind[day->kind], "wins",
				c->calendar->layer < other->layer));
	}
	return r;
}

/* The calendars that stand in one list with this one. */
static int check_overlaps(struct check *c)
{
	AUTO_ROWS all = {0};
	struct call *call = c->call;
	int r = calendar_all(call->db, 0, CALL_PAGE_MAX, &all, &call->err);

	ROWS_EACH(const struct calendar, other, &all) {
		if (r < 0)
			return r;
		if (other->id == c->calendar->id ||
			other->layer == c->calendar->layer)
			continue;
		r = calendar_is_beside(
			call->db, c->calendar->name, other->name, &call->err);
		if (r > 0)
			r = check_against(c, other);
	}
	return r;
}

static int put_years(struct check *c, json_t *object)
{
	json_t *days;
	int r = calendar_view_days(c->call, c->calendar,
		(struct civil_date){(int16_t)c->year_from, 1, 1},
		(struct civil_date){(int16_t)c->year_to, 12, 31}, &days);

	if (r < 0)
		return r;
	return json_object_set_new(object, "days", days) < 0 ||
			       json_object_set(
				       object, "findings", c->findings) < 0
		       ? -ENOMEM
		       : 0;
}

static int check_one(
	struct call *call, const struct calendar *calendar, json_t *array)
{
	int64_t year = call_int(call, "year", 0);
	CLEANUP(check_done)
	struct check c = {.call = call,
		.calendar = calendar,
		.year_from = year ? (int)year : call->today.year,
		.year_to = year ? (int)year : call->today.year + 1,
		.findings = json_array()};
	json_auto_t *object = NULL;
	int r = calendar_view(call, calendar, &object);

	if (r == 0)
		r = calendar_days(call->db, calendar->id,
			(struct civil_date){(int16_t)c.year_from, 1, 1},
			(struct civil_date){(int16_t)c.year_to, 12, 31},
			&c.days, &call->err);
	if (r == 0)
		r = check_years(&c);
	if (r == 0)
		r = check_days(&c);
	if (r == 0)
		r = check_overlaps(&c);
	if (r == 0)
		r = put_years(&c, object);
	if (r < 0)
		return r;
	return json_array_append_new(array, TAKE(object)) < 0 ? -ENOMEM : 0;
}

static int check_used(struct call *call, json_t *array)
{
	AUTO_ROWS rows = {0};
	int r = calendar_all(call->db, 0, CALL_PAGE_MAX, &rows, &call->err);

	ROWS_EACH(const struct calendar, calendar, &rows) {
		if (r < 0)
			return r;
		r = calendar_is_used(call->db, calendar->name, &call->err);
		if (r > 0)
			r = check_one(call, calendar, array);
	}
	return r;
}

static int run(struct call *call)
{
	json_auto_t *array = json_array();
	AUTO_CALENDAR calendar = {0};
	int64_t year = call_int(call, "year", 2000);
	int r;

	if (year < 1 || year > 9998)
		return call_fail(call, API_BAD_PARAM, "year",
			N_("%s is not a year"), STR_INT(year));
	if (!array)
		return -ENOMEM;
	if (!call_has(call, "name")) {
		r = check_used(call, array);
	} else {
		r = calendar_resolve(call, "name", &calendar);
		if (r == 0)
			r = check_one(call, &calendar, array);
	}
	return r < 0 ? r : call_put(call, "calendars", TAKE(array));
}

const struct method calendar_check_method = {
	.name = "calendar.check",
	.flags = METHOD_NO_ACTOR,
	.doc = N_("are the working calendars complete and of one mind?"),
	METHOD_PARAMS(params),
	.run = run,
};
