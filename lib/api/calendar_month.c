/* calendar.month: a rep's month, day by day. */
#include "api/methods.h"
#include "api/resolve.h"
#include "api/view.h"
#include "store/agenda.h"
#include "text/when.h"

#include <errno.h>

enum { MONTH_ITEMS_MAX = 2000 };

static const struct param params[] = {
	{"month", PARAM_TEXT, 0,
		N_("2026-12, 12, \"dec 2026\", \"next month\", or a day in it; "
		   "this month if not said")},
	{"rep", PARAM_TEXT, 0, N_("a colleague's")},
};

struct month {
	struct call *call;
	const struct rep *rep;
	struct workcal_pair days;
	struct civil_date first, last;
	struct rows rows; /* struct touchpoint, by due */
	json_t *array;
};

static void month_done(struct month *m)
{
	rows_done(&m->rows);
	json_decref(m->array);
}

static int read_month(struct month *m)
{
	const char *s = call_text(m->call, "month");
	struct when_context context = {m->call->today, &m->days};
	int r = 0;

	m->first = m->call->today;
	if (s)
		r = when_parse_month(s, &context, &m->first, &m->call->err);
	if (r < 0)
		return call_fail_err(m->call, r, "month");
	m->first.day = 1;
	m->last = civil_end_of_month(m->first);
	return 0;
}

/* The exception that decides the day on the rep's side, with its name. */
static json_t *view_day(const struct month *m, struct civil_date date)
{
	const struct workcal_side *side = &m->days.rep;
	bool open = workcal_side_open(side, date, false);
	bool makeup = !open && workcal_side_open(side, date, true);
	const char *kind = open ? "open" : makeup ? "makeup" : "closed";

	return json_pack("{s:o, s:s, s:b, s:b, s:b, s:[]}", "date",
		view_date(date), "kind", kind, "weekend",
		!open && !workcal_side_exception(side, date), "soft",
		workcal_soft(&m->days, date), "provisional",
		workcal_provisional(&m->days, date), "touchpoints");
}

static int add_days(struct month *m)
{
	for (struct civil_date day = m->first; civil_cmp(day, m->last) <= 0;
		day = civil_add_days(day, 1)) {
		if (json_array_append_new(m->array, view_day(m, day)) < 0)
			return -ENOMEM;
		if (day.year == 9999 && day.month == 12 && day.day == 31)
			break;
	}
	return 0;
}

static int add_touchpoints(struct month *m)
{
	int r = 0;

	ROWS_EACH(const struct touchpoint, tp, &m->rows) {
		json_t *item, *day = json_array_get(
				      m->array, (size_t)tp->due.day - 1);

		if (tp->state != STATE_OPEN && tp->state != STATE_DONE)
			continue;
		r = view_touchpoint(m->call, tp, &item);
		if (r == 0 &&
			json_array_append_new(
				json_object_get(day, "touchpoints"), item) < 0)
			r = -ENOMEM;
		if (r < 0)
			break;
	}
	return r;
}

static int fill(struct month *m)
{
	struct call *call = m->call;
	struct agenda_filter filter = {.owner_id = m->rep->id,
		.after = civil_add_days(m->first, -1),
		.after_id = INT64_MAX,
		.due_by = m->last,
		.limit = MONTH_ITEMS_MAX};
	int r = agenda_list(call->db, &filter, &m->rows, &call->err);

	if (r == 0)
		r = add_days(m);
	if (r == 0)
		r = add_touchpoints(m);
	if (r == 0)
		r = call_put(call, "month", view_date(m->first));
	if (r == 0)
		r = call_put(call, "today", view_date(call->today));
	if (r == 0)
		r = call_put(call, "rep",
			json_pack("{s:s, s:s}", "slug", m->rep->slug, "name",
				m->rep->name));
	if (r == 0)
		r = call_put(call, "calendars", view_names(m->rep->calendar));
	return r < 0 ? r : call_put(call, "days", json_incref(m->array));
}

static int run(struct call *call)
{
	AUTO_REP rep = {0};
	CLEANUP(month_done)
	struct month m = {.call = call, .rep = &rep, .array = json_array()};
	int r = m.array ? resolve_rep(call, "rep", &rep) : -ENOMEM;

	if (r == 0)
		r = call_days(m.call, &rep, NULL, &m.days);
	if (r == 0)
		r = read_month(&m);
	return r < 0 ? r : fill(&m);
}

const struct method calendar_month_method = {
	.name = "calendar.month",
	.flags = METHOD_NO_ACTOR | METHOD_AT,
	.doc = N_("a month with its follow-ups, closed and soft days"),
	METHOD_PARAMS(params),
	.run = run,
};
