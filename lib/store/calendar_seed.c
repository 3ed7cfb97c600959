/* The calendars that ship; the contract is in calendar.h. */
#include "store/calendar.h"

#include "base/embed.h"
#include "base/str.h"
#include "core/caltext.h"

#include <errno.h>
#include <limits.h>

EMBED(calendar_seed_cn, NUDGE_SRCDIR "/data/calendars/CN.txt");
EMBED(calendar_seed_de, NUDGE_SRCDIR "/data/calendars/DE.txt");
EMBED(calendar_seed_fr, NUDGE_SRCDIR "/data/calendars/FR.txt");
EMBED(calendar_seed_gb, NUDGE_SRCDIR "/data/calendars/GB.txt");
EMBED(calendar_seed_jp, NUDGE_SRCDIR "/data/calendars/JP.txt");
EMBED(calendar_seed_us, NUDGE_SRCDIR "/data/calendars/US.txt");
EMBED(calendar_seed_mon_fri, NUDGE_SRCDIR "/data/calendars/mon-fri.txt");

struct seed {
	struct db *db;
	struct change *change;
	struct caltext text;
	struct calendar calendar;
	struct err *err;
};

static void seed_done(struct seed *seed)
{
	caltext_done(&seed->text);
	calendar_done(&seed->calendar);
}

static int fill_calendar(struct seed *seed)
{
	const struct caltext *text = &seed->text;
	struct calendar *c = &seed->calendar;
	char week[] = "ccccccc";

	for (int day = MON; day <= SUN; day++)
		if (text->week & (1 << day))
			week[day] = 'o';
	c->year_from = text->year_from;
	c->year_to = text->year_to;
	if (str_dup(text->name, &c->name) < 0 ||
		str_dup(text->title, &c->title) < 0 ||
		str_dup(text->source, &c->source) < 0 ||
		str_dup(week, &c->week) < 0)
		return err_memory(seed->err);
	return row_insert(
		seed->db, seed->change, &calendar_table, c, seed->err);
}

static int add_day(struct seed *seed, const struct caltext_day *day)
{
	AUTO_CALENDAR_DAY row = {
		.calendar_id = seed->calendar.id,
		.on_date = day->date,
		.kind = day->kind,
	};

	if (day->name[0] && str_dup(day->name, &row.name) < 0)
		return err_memory(seed->err);
	return row_insert(
		seed->db, seed->change, &calendar_day_table, &row, seed->err);
}

/* The days of the years after the given one. */
static int add_days(struct seed *seed, int64_t after_year)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < seed->text.n_days; i++)
		if (seed->text.days[i].date.year > after_year)
			r = add_day(seed, &seed->text.days[i]);
	return r;
}

static int extend_calendar(struct seed *seed)
{
	int64_t known_to = seed->calendar.year_to;
	int r;

	if (known_to >= seed->text.year_to)
		return 0;
	seed->calendar.year_to = seed->text.year_to;
	r = row_update(seed->db, seed->change, &calendar_table, &seed->calendar,
		seed->err);
	return r < 0 ? r : add_days(seed, known_to);
}

static int seed_one(struct db *db, struct change *change, const char *from,
	const char *to, struct err *err)
{
	CLEANUP(seed_done)
	struct seed seed = {.db = db, .change = change, .err = err};
	int r;

	r = caltext_parse(from, (size_t)(to - from), &seed.text, err);
	if (r < 0)
		return r;
	r = calendar_by_name(db, seed.text.name, &seed.calendar, err);
	if (r != -ENOENT)
		return r < 0 ? r : extend_calendar(&seed);
	r = fill_calendar(&seed);
	return r < 0 ? r : add_days(&seed, INT_MIN);
}

int calendar_seed(struct db *db, struct change *change, struct err *err)
{
	const struct {
		const char *from, *to;
	} texts[] = {
		{calendar_seed_cn_start, calendar_seed_cn_end},
		{calendar_seed_de_start, calendar_seed_de_end},
		{calendar_seed_fr_start, calendar_seed_fr_end},
		{calendar_seed_gb_start, calendar_seed_gb_end},
		{calendar_seed_jp_start, calendar_seed_jp_end},
		{calendar_seed_us_start, calendar_seed_us_end},
		{calendar_seed_mon_fri_start, calendar_seed_mon_fri_end},
	};
	int r = 0;

	for (size_t i = 0; r == 0 && i < ARRAY_LEN(texts); i++)
		r = seed_one(db, change, texts[i].from, texts[i].to, err);
	return r;
}
