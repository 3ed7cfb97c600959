/*
 * brief.get: a person's day, in the order in which it is to be read.  Looking
 * never writes.  Source: DESIGN.md "Telling people".
 */
#include "api/brief.h"

#include "api/brief_due.h"
#include "api/call_hours.h"
#include "api/greet.h"
#include "api/help_wanted.h"
#include "api/know.h"
#include "api/merge.h"
#include "api/methods.h"
#include "api/missed.h"
#include "api/reader.h"
#include "api/resolve.h"
#include "api/view.h"
#include "store/agenda.h"

#include <errno.h>

enum section {
	SECTION_FIXED,   /* a time today: never cut */
	SECTION_ANSWERS, /* answers and promises: never cut */
	SECTION_HELP,    /* asked of the rep, or answered to him */
	SECTION_LATE,
	SECTION_DUE,
	SECTION_ARRANGE,
	SECTION_GREET,  /* before a long holiday */
	SECTION_MISSED, /* by those whom the rep manages */
	SECTION_N
};

static const char *const section_name[SECTION_N] = {
	[SECTION_FIXED] = "fixed",
	[SECTION_ANSWERS] = "answers",
	[SECTION_HELP] = "help",
	[SECTION_LATE] = "late",
	[SECTION_DUE] = "due",
	[SECTION_ARRANGE] = "arrange",
	[SECTION_GREET] = "greet",
	[SECTION_MISSED] = "missed",
};

/* A brief is read standing: twenty lines, but always five that are due. */
enum {
	BRIEF_LINES = 20,
	BRIEF_HELP_MAX = 10,
	BRIEF_LATE_MAX = 5,
	BRIEF_DUE_MIN = 5,
	BRIEF_GREET_MAX = 5,
	BRIEF_MISSED_MAX = 5
};

struct brief {
	struct call *call;
	const struct rep *rep;
	const struct zone *zone; /* the rep's */
	struct civil_date date;
	struct rows due, arrange, greet, missed; /* struct touchpoint */
	struct rows help;                        /* struct request */
	struct agenda_ahead ahead;
	size_t count[SECTION_N], shown[SECTION_N];
	int64_t promises;
	json_t *items[SECTION_N];
	json_t *next; /* where nothing is due; else NULL */
};

static void brief_done(struct brief *b)
{
	rows_done(&b->due);
	rows_done(&b->arrange);
	rows_done(&b->greet);
	rows_done(&b->missed);
	rows_done(&b->help);
	for (size_t i = 0; i < SECTION_N; i++)
		json_decref(b->items[i]);
	json_decref(b->next);
}

static enum section section_of(
	const struct brief *b, const struct touchpoint *tp)
{
	if (tp->due_minute >= 0 &&
		civil_cmp(reader_day(b->zone, tp), b->date) == 0)
		return SECTION_FIXED;
	if (tp->kind == KIND_ANSWER || tp->kind == KIND_PROMISE)
		return SECTION_ANSWERS;
	return touchpoint_is_late(tp, b->date) ? SECTION_LATE : SECTION_DUE;
}

static void count(struct brief *b)
{
	ROWS_EACH(const struct touchpoint, tp, &b->due) {
		b->count[section_of(b, tp)]++;
		b->promises += tp->kind == KIND_PROMISE;
	}
	b->count[SECTION_HELP] = b->help.n;
	b->count[SECTION_ARRANGE] = b->arrange.n;
	b->count[SECTION_GREET] = b->greet.n;
	b->count[SECTION_MISSED] = b->missed.n;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many lines each section may have. */
static void limit(struct brief *b)
{
	size_t above, room;

	b->shown[SECTION_FIXED] = b->count[SECTION_FIXED];
	b->shown[SECTION_ANSWERS] = b->count[SECTION_ANSWERS];
	b->shown[SECTION_HELP] = least(b->count[SECTION_HELP], BRIEF_HELP_MAX);
	b->shown[SECTION_LATE] = least(b->count[SECTION_LATE], BRIEF_LATE_MAX);
	above = b->shown[SECTION_FIXED] + b->shown[SECTION_ANSWERS] +
		b->shown[SECTION_HELP] + b->shown[SECTION_LATE];
	room = above < BRIEF_LINES ? BRIEF_LINES - above : 0;
	if (room < BRIEF_DUE_MIN)
		room = BRIEF_DUE_MIN;
	b->shown[SECTION_DUE] = least(b->count[SECTION_DUE], room);
	room -= b->shown[SECTION_DUE];
	if (room < BRIEF_DUE_MIN)
		room = BRIEF_DUE_MIN;
	b->shown[SECTION_ARRANGE] = least(b->count[SECTION_ARRANGE], room);
	b->shown[SECTION_GREET] =
		least(b->count[SECTION_GREET], BRIEF_GREET_MAX);
	b->shown[SECTION_MISSED] =
		least(b->count[SECTION_MISSED], BRIEF_MISSED_MAX);
}

static int add(
	struct brief *b, enum section section, const struct touchpoint *tp)
{
	json_auto_t *item = NULL;
	int r;

	if (json_array_size(b->items[section]) >= b->shown[section])
		return 0;
	r = view_touchpoint(b->call, tp, &item);
	if (r == 0)
		r = call_hours_add(b->call, b->rep, tp, b->date, item);
	if (r == 0)
		r = know_item(b->call, tp, item);
	if (r == 0 && section == SECTION_LATE)
		r = merge_offer(tp, &b->due, item);
	if (r == 0)
		r = reader_add(b->call, b->rep, tp, item);
	if (r == 0 && section == SECTION_GREET)
		r = greet_add(b->call, b->rep, tp, item);
	if (r < 0)
		return r;
	return json_array_append_new(b->items[section], TAKE(item)) < 0
		       ? -ENOMEM
		       : 0;
}

static int add_all(
	struct brief *b, enum section section, const struct rows *rows)
{
	int r = 0;

	ROWS_EACH(const struct touchpoint, tp, rows) {
		r = add(b, section, tp);
		if (r < 0)
			break;
	}
	return r;
}

static int add_help(struct brief *b)
{
	ROWS_EACH(const struct request, request, &b->help) {
		json_t *item;
		int r;

		if (json_array_size(b->items[SECTION_HELP]) >=
			b->shown[SECTION_HELP])
			break;
		r = help_wanted_item(b->call, request, &item);
		if (r < 0)
			return r;
		if (json_array_append_new(b->items[SECTION_HELP], item) < 0)
			return -ENOMEM;
	}
	return 0;
}

/* By the instant of the time; where it is snoozed, by that. */
static int by_minute(const void *a, const void *b)
{
	const struct touchpoint *x = a, *y = b;
	int64_t at = x->nudge_at + x->lead * 60 - y->nudge_at - y->lead * 60;

	if (at != 0)
		return at < 0 ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static int fill(struct brief *b)
{
	int r = 0;

	for (size_t i = 0; i < SECTION_N; i++) {
		b->items[i] = json_array();
		if (!b->items[i])
			return -ENOMEM;
	}
	ROWS_EACH(const struct touchpoint, tp, &b->due) {
		enum section section = section_of(b, tp);

		if (section != SECTION_FIXED)
			r = add(b, section, tp);
		if (r < 0)
			return r;
	}
	/* Last, because this changes the order of the rows. */
	if (b->due.n > 1)
		qsort(b->due.data, b->due.n, sizeof(struct touchpoint),
			by_minute);
	ROWS_EACH(const struct touchpoint, tp, &b->due) {
		if (section_of(b, tp) == SECTION_FIXED)
			r = add(b, SECTION_FIXED, tp);
		if (r < 0)
			return r;
	}
	r = add_help(b);
	if (r == 0)
		r = add_all(b, SECTION_ARRANGE, &b->arrange);
	if (r == 0)
		r = add_all(b, SECTION_GREET, &b->greet);
	return r < 0 ? r : add_all(b, SECTION_MISSED, &b->missed);
}

static bool is_empty(const struct brief *b)
{
	return b->due.n == 0 && b->arrange.n == 0 && b->greet.n == 0 &&
	       b->missed.n == 0 && b->help.n == 0;
}

/* What comes next, for a day on which nothing is due. */
static int look_ahead(struct brief *b, const struct agenda_day *day)
{
	AUTO_TOUCHPOINT tp = {0};
	int r;

	if (!is_empty(b))
		return 0;
	r = agenda_next(b->call->db, day, &tp, &b->call->err);
	if (r == -ENOENT)
		return 0;
	return r < 0 ? r : view_touchpoint(b->call, &tp, &b->next);
}

static int load(struct brief *b, const struct brief_day *when)
{
	struct db *db = b->call->db;
	struct err *err = &b->call->err;
	struct agenda_day day = {b->rep->id, b->date, when->at};
	int r = brief_due_load(b->call, b->zone, &day, &b->due);

	if (r == 0)
		r = agenda_arrange(db, &day, &b->arrange, err);
	if (r == 0)
		r = greet_load(b->call, b->rep, &day, &b->greet);
	if (r == 0)
		r = missed_load(
			b->call, b->rep, b->date, when->since, &b->missed);
	if (r == 0)
		r = help_wanted_load(b->call, b->rep, &day, &b->help);
	if (r == 0)
		r = agenda_ahead(db, &day, &b->ahead, err);
	if (r == 0)
		r = look_ahead(b, &day);
	if (r < 0)
		return r;
	count(b);
	limit(b);
	return fill(b);
}

static json_t *view_sections(struct brief *b)
{
	json_auto_t *sections = json_array(), *told = json_object();

	for (size_t i = 0; sections && told && i < SECTION_N; i++) {
		json_int_t more = (json_int_t)(b->count[i] - b->shown[i]);

		if (b->count[i] == 0)
			continue;
		if (know_once(told, b->items[i]) < 0)
			return NULL;
		if (json_array_append_new(
			    sections, json_pack("{s:s, s:O, s:I}", "section",
					      section_name[i], "items",
					      b->items[i], "more", more)) < 0)
			return NULL;
	}
	return told ? TAKE(sections) : NULL;
}

static json_t *view_counts(const struct brief *b)
{
	return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}",
		"fixed", (json_int_t)b->count[SECTION_FIXED], "answers",
		(json_int_t)b->count[SECTION_ANSWERS] - b->promises, "promises",
		(json_int_t)b->promises, "help",
		(json_int_t)b->count[SECTION_HELP], "late",
		(json_int_t)b->count[SECTION_LATE], "due",
		(json_int_t)b->count[SECTION_DUE], "arrange",
		(json_int_t)b->count[SECTION_ARRANGE], "greet",
		(json_int_t)b->count[SECTION_GREET], "missed",
		(json_int_t)b->count[SECTION_MISSED]);
}

static json_t *view_brief(struct brief *b)
{
	const struct rep *rep = b->rep;

	return json_pack("{s:{s:o, s:s, s:s, s:s, s:s}, s:o, s:o, s:o, s:I,"
			 " s:I, s:I, s:O?, s:b}",
		"rep", "id", view_id(b->call, &rep_table, rep->id), "slug",
		rep->slug, "name", rep->name, "locale", rep->locale, "zone",
		rep->zone, "date", view_date(b->date), "counts", view_counts(b),
		"sections", view_sections(b), "opening",
		(json_int_t)b->ahead.opening, "awaited",
		(json_int_t)b->ahead.awaited, "team_late",
		(json_int_t)b->ahead.team_late, "next", b->next, "empty",
		is_empty(b));
}

int brief_build(struct call *call, const struct rep *rep,
	const struct brief_day *day, json_t **ret)
{
	CLEANUP(brief_done)
	struct brief b = {.call = call, .rep = rep, .date = day->date};
	struct civil_date today = call->today;
	int r = zone_find(rep->zone, &b.zone, &call->err);

	if (r < 0)
		return r;
	/* Ages count up to the day that is looked at. */
	call->today = day->date;
	r = load(&b, day);
	call->today = today;
	if (r < 0)
		return r;
	*ret = view_brief(&b);
	return *ret ? 0 : -ENOMEM;
}

static const struct param params[] = {
	{"rep", PARAM_TEXT, 0, N_("whose day; yours if not said")},
};

/* Today: now.  Another day: its brief hour, in his own zone. */
static int instant_of(
	struct call *call, const struct rep *rep, struct brief_day *ret)
{
	const struct zone *zone;
	int r = zone_find(rep->zone, &zone, &call->err);

	if (r < 0)
		return r;
	ret->date = call_has(call, "at") ? call->today
					 : zone_date_at(zone, call->api->now);
	ret->at = call->seen ? zone_instant(
				       zone, ret->date, (int)rep->brief_minute)
			     : call->api->now;
	return 0;
}

static int run(struct call *call)
{
	AUTO_REP rep = {0};
	struct brief_day day = {0};
	json_t *brief;
	int r = resolve_rep(call, "rep", &rep);

	if (r == 0)
		r = instant_of(call, &rep, &day);
	if (r == 0)
		r = brief_build(call, &rep, &day, &brief);
	if (r < 0)
		return r;
	json_decref(call->result);
	call->result = brief;
	return 0;
}

const struct method brief_get_method = {
	.name = "brief.get",
	.flags = METHOD_NO_ACTOR | METHOD_AT,
	.doc = N_("a person's day: what to do, for whom and why"),
	METHOD_PARAMS(params),
	.run = run,
};
