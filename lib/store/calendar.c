/* Working calendars; the contract is in calendar.h. */
#include "store/calendar.h"

#include "base/str.h"
#include "core/domain.h"
#include "store/rows.h"

#include <errno.h>
#include <string.h>

static const struct column columns[] = {
	COLUMN(COLUMN_TEXT, calendar, name),
	COLUMN(COLUMN_ENUM, calendar, layer, COLUMN_NAMES(workcal_layer)),
	COLUMN(COLUMN_TEXT, calendar, title),
	COLUMN(COLUMN_TEXT, calendar, source),
	COLUMN(COLUMN_TEXT, calendar, week),
	COLUMN(COLUMN_INT, calendar, year_from),
	COLUMN(COLUMN_INT, calendar, year_to),
};

const struct table calendar_table = {
	.name = "calendar",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.size = sizeof(struct calendar),
};

static const struct column day_columns[] = {
	COLUMN(COLUMN_REF, calendar_day, calendar_id),
	COLUMN(COLUMN_DATE, calendar_day, on_date),
	{
		.name = "kind",
		.type = COLUMN_ENUM,
		.offset = offsetof(struct calendar_day, kind),
		.names = workcal_kind,
		.n_names = DAY_KIND_N,
	},
	COLUMN(COLUMN_TEXT, calendar_day, name),
};

const struct table calendar_day_table = {
	.name = "calendar_day",
	.columns = day_columns,
	.n_columns = ARRAY_LEN(day_columns),
	.size = sizeof(struct calendar_day),
};

void calendar_done(struct calendar *calendar)
{
	row_done(&calendar_table, calendar);
}

void calendar_day_done(struct calendar_day *day)
{
	row_done(&calendar_day_table, day);
}

int calendar_by_name(
	struct db *db, const char *name, struct calendar *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &calendar_table,
		" WHERE t.name = $1 AND t.deleted_at IS NULL", &st, err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, name);
	return rows_first(&calendar_table, st, ret, err);
}

int calendar_days(struct db *db, int64_t calendar_id, struct civil_date from,
	struct civil_date to, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &calendar_day_table,
		" WHERE t.calendar_id = $1 AND t.on_date >= $2"
		" AND t.on_date <= $3 AND t.deleted_at IS NULL"
		" ORDER BY t.on_date, t.kind",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, calendar_id);
	stmt_bind_date(st, 2, from);
	stmt_bind_date(st, 3, to);
	return rows_fill(ret, &calendar_day_table, st, err);
}

/* Room for one more.  Doubles at powers of two. */
static struct workcal_day *grow(struct workcal *workcal)
{
	size_t n = workcal->n_days;
	void *days = (void *)(uintptr_t)workcal->days;

	if (n == 0 || (n & (n - 1)) == 0) {
		days = reallocarray(
			days, n ? 2 * n : 1, sizeof(struct workcal_day));
		if (!days)
			return NULL;
		workcal->days = days;
	}
	workcal->n_days++;
	return (struct workcal_day *)days + n;
}

static uint8_t week_bits(const char *week)
{
	uint8_t bits = 0;

	for (int day = MON; day <= SUN && week[day]; day++)
		if (week[day] == 'o')
			bits |= (uint8_t)(1 << day);
	return bits;
}

static int read_day(struct stmt *st, struct workcal *ret, struct err *err)
{
	struct workcal_day *day = grow(ret);
	const char *kind = stmt_text(st, 1);
	int index;

	if (!day || stmt_error(st) < 0)
		return err_memory(err);
	index = kind ? domain_find(workcal_kind, DAY_KIND_N, kind) : -1;
	*day = (struct workcal_day){.date = stmt_date(st, 0)};
	if (index < 0 || civil_is_none(day->date))
		return err_set(err, -EBADMSG,
			N_("record %s of %s holds a value that this program "
			   "does not know"),
			STR_INT(stmt_int(st, 2)), calendar_day_table.name);
	day->kind = (enum day_kind)index;
	return 0;
}

/* Only what the planner looks at: a list is read for every promise that is
 * typed.  The kinds sort as a calendar wants them: soft last on its date. */
static int load_days(struct db *db, int64_t calendar_id, struct civil_date from,
	struct civil_date to, struct workcal *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT on_date, kind, id FROM calendar_day"
		" WHERE calendar_id = $1 AND on_date >= $2 AND on_date <= $3"
		" AND deleted_at IS NULL ORDER BY on_date, kind",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, calendar_id);
	stmt_bind_date(st, 2, from);
	stmt_bind_date(st, 3, to);
	while ((r = stmt_step(st, err)) > 0) {
		r = read_day(st, ret, err);
		if (r < 0)
			return r;
	}
	return r;
}

int calendar_load(struct db *db, const struct calendar_span *span,
	enum workcal_layer *layer, struct workcal *ret, struct err *err)
{
	AUTO_CALENDAR calendar = {0};
	AUTO_WORKCAL workcal = {0};
	int r;

	r = calendar_by_name(db, span->name, &calendar, err);
	if (r == -ENOENT)
		return err_set(
			err, r, N_("there is no calendar %s"), span->name);
	if (r == 0)
		r = load_days(
			db, calendar.id, span->from, span->to, &workcal, err);
	if (r < 0)
		return r;
	workcal.week = week_bits(calendar.week);
	workcal.year_from = (int)calendar.year_from;
	workcal.year_to = (int)calendar.year_to;
	if (layer)
		*layer = calendar.layer;
	*ret = workcal;
	workcal = (struct workcal){0};
	return 0;
}

void calendar_unload(struct workcal *workcal)
{
	free((void *)(uintptr_t)workcal->days);
	*workcal = (struct workcal){0};
}

const char *calendar_for_zone(const char *zone)
{
	static const struct {
		const char *zone, *calendar;
	} table[] = {
		{"Asia/Shanghai", "CN"},
		{"Asia/Chongqing", "CN"},
		{"Asia/Urumqi", "CN"},
		{"Europe/Berlin", "DE"},
		{"Europe/Paris", "FR"},
		{"Europe/London", "GB"},
		{"Asia/Tokyo", "JP"},
		{"America/New_York", "US"},
		{"America/Chicago", "US"},
		{"America/Denver", "US"},
		{"America/Phoenix", "US"},
		{"America/Los_Angeles", "US"},
	};

	for (size_t i = 0; i < ARRAY_LEN(table); i++)
		if (strcmp(zone, table[i].zone) == 0)
			return table[i].calendar;
	return "mon-fri";
}
