/* calendar.month: a rep's month, day by day. */
#include "api/methods.h"
#include "api/resolve.h"
#include "api/view.h"
#include "store/agenda.h"
#include "text/when.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

enum { MONTH_ITEMS_MAX = 2000 };

static const struct param params[] = {
	{"month", PARAM_TEXT, 0,
		N_("2026-12, 12, or a day in it; this month if not said")},
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

/* "12" or "2026-12"; false: another form. */
static bool read_number(struct month *m, const char *s)
{
	int year = m->call->today.year, month = 0;
	const char *hyphen = strchr(s, '-');

	if (hyphen) {
		if (hyphen - s != 4 || strspn(s, "0123456789") != 4)
			return false;
		year = 0;
		for (; s < hyphen; s++)
			year = year * 10 + (*s - '0');
		s = hyphen + 1;
	}
	if (strlen(s) > 2 || strlen(s) != strspn(s, "0123456789"))
		return false;
	for (; *s; s++)
		month = month * 10 + (*s - '0');
	if (!civil_is_valid(year, month, 1))
		return false;
	m->first = (struct civil_date){(int16_t)year, (uint8_t)month, 1};
	return true;
}

/* "12月", "2026年12月" as the numbers they are. */
static bool read_chinese(struct month *m, const char *s)
{
	static const char unit[] = "月";
	AUTO_STR number = {0};
	const char *year = strstr(s, "年");
	size_t n = strlen(s), tail = strlen(unit);

	if (n <= tail || strcmp(s + n - tail, unit) != 0)
		return false;
	n -= tail;
	if (year) {
		str_add_n(&number, s, (size_t)(year - s));
		str_add_char(&number, '-');
		n -= (size_t)(year - s) + strlen("年");
		s = year + strlen("年");
	}
	str_add_n(&number, s, n);
	return str_error(&number) == 0 && read_number(m, str_get(&number));
}

/* "dec", "December": of this year, as a number is. */
static bool read_name(struct month *m, const char *s)
{
	static const char *const names[] = {"january", "february", "march",
		"april", "may", "june", "july", "august", "september",
		"october", "november", "december"};
	size_t n = strlen(s);

	for (size_t i = 0; n >= 3 && i < ARRAY_LEN(names); i++)
		if (strncasecmp(s, names[i], n) == 0) {
			m->first.month = (uint8_t)(i + 1);
			return true;
		}
	return false;
}

static bool read_beside(struct month *m, const char *s)
{
	static const struct {
		const char *word;
		int months;
	} words[] = {{"next month", 1}, {"下个月", 1}, {"下月", 1},
		{"last month", -1}, {"上个月", -1}, {"上月", -1},
		{"this month", 0}, {"这个月", 0}, {"本月", 0}};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (strcasecmp(s, words[i].word) == 0) {
			m->first = civil_add_months(m->first, words[i].months);
			return true;
		}
	return false;
}

static bool read_word(struct month *m, const char *s)
{
	return read_number(m, s) || read_beside(m, s) || read_chinese(m, s) ||
	       read_name(m, s);
}

static int refuse_month(struct month *m, int r, const char *typed)
{
	struct civil_date today = m->call->today;
	AUTO_STR month = {0};

	if (r != -EINVAL)
		return call_fail_err(m->call, r, "month");
	str_addf(&month, "%04d-%02d", today.year, today.month);
	return call_fail(m->call, API_BAD_PARAM, "month",
		N_("\"%s\" is no month; write for example %s, %s for that of "
		   "this year, or a day in it"),
		typed, str_get(&month), STR_INT(today.month));
}

static int read_month(struct month *m)
{
	const char *s = call_text(m->call, "month");
	struct when_context context = {m->call->today, &m->days};
	int r = 0;

	m->first = m->call->today;
	if (s && !read_word(m, s))
		r = when_parse_day(s, &context, &m->first, &m->call->err);
	if (r < 0)
		return refuse_month(m, r, s);
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
