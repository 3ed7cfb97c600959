/* Working calendars; the contract is in calendar.h. */
#include "store/calendar.h"

#include "store/rows.h"

#include <errno.h>
#include <string.h>

static const struct column columns[] = {
	COLUMN(COLUMN_TEXT, calendar, name),
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

/* The kinds sort as a calendar wants them: soft last on its date. */
static int load_days(struct db *db, int64_t calendar_id, struct civil_date from,
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

static uint8_t week_bits(const char *week)
{
	uint8_t bits = 0;

	for (int day = MON; day <= SUN && week[day]; day++)
		if (week[day] == 'o')
			bits |= (uint8_t)(1 << day);
	return bits;
}

static int copy_days(
	const struct rows *days, struct workcal *ret, struct err *err)
{
	struct workcal_day *to = calloc(days->n + 1, sizeof(*to));

	if (!to)
		return err_memory(err);
	ret->days = to;
	ret->n_days = days->n;
	ROWS_EACH(struct calendar_day, day, days)
		*to++ = (struct workcal_day){day->on_date, day->kind};
	return 0;
}

int calendar_load(struct db *db, const char *name, struct civil_date from,
	struct civil_date to, struct workcal *ret, struct err *err)
{
	AUTO_CALENDAR calendar = {0};
	AUTO_ROWS days = {0};
	struct workcal workcal = {0};
	int r;

	r = calendar_by_name(db, name, &calendar, err);
	if (r == -ENOENT)
		return err_set(err, r, N_("there is no calendar %s"), name);
	if (r == 0)
		r = load_days(db, calendar.id, from, to, &days, err);
	if (r == 0)
		r = copy_days(&days, &workcal, err);
	if (r < 0)
		return r;
	workcal.week = week_bits(calendar.week);
	workcal.year_from = (int)calendar.year_from;
	workcal.year_to = (int)calendar.year_to;
	*ret = workcal;
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
