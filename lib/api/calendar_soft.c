/* calendar.soft: days on which customers are better left alone. */
#include "api/calendar_view.h"
#include "api/methods.h"
#include "api/replan.h"
#include "api/view.h"
#include "base/str.h"

#include <errno.h>

enum { SOFT_DAYS_MAX = 366 };

static const struct param params[] = {
	{"name", PARAM_TEXT, PARAM_REQUIRED, N_("the calendar")},
	{"from", PARAM_DAY, PARAM_REQUIRED, N_("the first day")},
	{"to", PARAM_DAY, 0, N_("the last day; the first if not said")},
	{"title", PARAM_TEXT, 0, N_("why, such as bridge day")},
	{"remove", PARAM_BOOL, 0, N_("they are ordinary days again")},
	{"move", PARAM_BOOL, 0, N_("move the follow-ups that it moves")},
};

struct soft {
	struct call *call;
	struct calendar calendar;
	struct civil_date from, to;
	struct rows rows; /* the exceptions that are there */
	int64_t added, removed;
};

static void soft_done(struct soft *s)
{
	calendar_done(&s->calendar);
	rows_done(&s->rows);
}

static int read_span(struct soft *s)
{
	struct call *call = s->call;
	int r = call_day(call, "from", NULL, call->today, &s->from);

	if (r == 0)
		r = call_day(call, "to", NULL, s->from, &s->to);
	if (r < 0)
		return r;
	if (civil_cmp(s->to, s->from) < 0)
		return call_fail(call, API_BAD_PARAM, "to",
			N_("the last day, %s, is before the first, %s"),
			CIVIL_STR(s->to), CIVIL_STR(s->from));
	if (civil_between(s->from, s->to) >= SOFT_DAYS_MAX)
		return call_fail(call, API_BAD_PARAM, "to",
			N_("more than %s days at once"),
			STR_INT(SOFT_DAYS_MAX));
	return 0;
}

static bool is_soft(const struct soft *s, struct civil_date date)
{
	ROWS_EACH(const struct calendar_day, row, &s->rows)
		if (row->kind == DAY_SOFT && civil_cmp(row->on_date, date) == 0)
			return true;
	return false;
}

static int add_days(struct soft *s)
{
	struct call *call = s->call;
	const char *title = call_text(call, "title");
	int r = 0;

	for (int i = 0; r == 0 && i <= civil_between(s->from, s->to); i++) {
		AUTO_CALENDAR_DAY day = {
			.calendar_id = s->calendar.id,
			.on_date = civil_add_days(s->from, i),
			.kind = DAY_SOFT,
		};

		if (is_soft(s, day.on_date))
			continue;
		r = str_dup(title, &day.name);
		if (r == 0)
			r = row_insert(call->db, &call->change,
				&calendar_day_table, &day, &call->err);
		s->added++;
	}
	return r;
}

static int remove_days(struct soft *s)
{
	struct call *call = s->call;
	int r = 0;

	ROWS_EACH(struct calendar_day, row, &s->rows) {
		if (r < 0 || row->kind != DAY_SOFT)
			continue;
		r = row_delete(call->db, &call->change, &calendar_day_table,
			row, &call->err);
		s->removed++;
	}
	return r;
}

static int put(struct soft *s)
{
	struct call *call = s->call;
	json_t *object;
	int r = calendar_view(call, &s->calendar, &object);

	if (r == 0)
		r = call_put(call, "calendar", object);
	if (r == 0)
		r = call_put(call, "from", view_date(s->from));
	if (r == 0)
		r = call_put(call, "to", view_date(s->to));
	if (r == 0)
		r = call_put(call, "added", json_integer(s->added));
	return r < 0 ? r : call_put(call, "removed", json_integer(s->removed));
}

static int change_days(struct soft *s)
{
	struct call *call = s->call;
	AUTO_REPLAN replan = {0};
	int r = replan_begin(&replan, call, s->calendar.name, s->to);

	if (r == 0)
		r = calendar_days(call->db, s->calendar.id, s->from, s->to,
			&s->rows, &call->err);
	if (r == 0)
		r = call_bool(call, "remove") ? remove_days(s) : add_days(s);
	if (r == 0)
		r = put(s);
	return r < 0 ? r : replan_end(&replan, call_bool(call, "move"));
}

static int run(struct call *call)
{
	CLEANUP(soft_done) struct soft s = {.call = call};
	int r = calendar_resolve(call, "name", &s.calendar);

	if (r == 0)
		r = read_span(&s);
	return r < 0 ? r : change_days(&s);
}

const struct method calendar_soft_method = {
	.name = "calendar.soft",
	.flags = METHOD_WRITE | METHOD_NO_ACTOR,
	.doc = N_("days without meetings, visits and first calls"),
	METHOD_PARAMS(params),
	.run = run,
};
