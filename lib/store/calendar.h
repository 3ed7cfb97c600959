/* Working calendars: the lists that ship and those that people import. */
#pragma once

#include "core/workcal.h"
#include "store/rows.h"

struct calendar {
	int64_t id, rev, created_at, deleted_at;
	char *name;
	enum workcal_layer layer;
	char *title;
	char *source;
	char *week; /* seven of o (open) and c (closed), Monday first */
	int64_t year_from, year_to;
};

struct calendar_day {
	int64_t id, rev, created_at, deleted_at;
	int64_t calendar_id;
	struct civil_date on_date;
	enum day_kind kind;
	char *name;
};

extern const struct table calendar_table, calendar_day_table;
void calendar_done(struct calendar *calendar);
#define AUTO_CALENDAR CLEANUP(calendar_done) struct calendar
void calendar_day_done(struct calendar_day *day);
#define AUTO_CALENDAR_DAY CLEANUP(calendar_day_done) struct calendar_day

/* The name of the shipped calendar that fits a zone; "mon-fri" elsewhere. */
const char *calendar_for_zone(const char *zone);

/* By name; -ENOENT without a sentence. */
NUDGE_CHECK int calendar_by_name(
	struct db *db, const char *name, struct calendar *ret, struct err *err);

/* All exceptions from one day to another, by date and kind. */
NUDGE_CHECK int calendar_days(struct db *db, int64_t calendar_id,
	struct civil_date from, struct civil_date to, struct rows *ret,
	struct err *err);

/*
 * calendar_load - a calendar for the planner, with its exceptions from one
 * day to another (both included; what lies outside counts by the week).
 *
 * layer  NULL, or receives whose it is.
 * ret    released with calendar_unload().
 *
 * -ENOENT with a sentence.
 */
struct calendar_span {
	const char *name;
	struct civil_date from, to;
};
NUDGE_CHECK int calendar_load(struct db *db, const struct calendar_span *span,
	enum workcal_layer *layer, struct workcal *ret, struct err *err);
void calendar_unload(struct workcal *workcal);
#define AUTO_WORKCAL CLEANUP(calendar_unload) struct workcal

/*
 * calendar_seed - bring the calendars that ship (data/calendars) into the
 * database.
 *
 * Missing ones are added; an existing one gets the years that its list does
 * not reach yet, and is otherwise left as people have made it.  Running it
 * again changes nothing.  In the caller's transaction.
 */
NUDGE_CHECK int calendar_seed(
	struct db *db, struct change *change, struct err *err);
