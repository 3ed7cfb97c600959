/* Working calendars: exceptions first, then the week; see workcal.h. */
#include "core/workcal.h"

#include <errno.h>
#include <string.h>

enum { WEEK_MON_FRI = 0x1f };

const char *const workcal_kind[DAY_KIND_N] = {
	[DAY_CLOSED] = "closed",
	[DAY_MAKEUP] = "makeup",
	[DAY_OPEN] = "open",
	[DAY_SOFT] = "soft",
};

const char *const workcal_layer[LAYER_N] = {
	[LAYER_REP] = "rep",
	[LAYER_COMPANY] = "company",
	[LAYER_NATIONAL] = "national",
};

int workcal_week_parse(const char *s, uint8_t *ret)
{
	unsigned week = 0;

	if (strlen(s) != 7 || strspn(s, "oc") != 7)
		return -EINVAL;
	for (int day = MON; day <= SUN; day++)
		if (s[day] == 'o')
			week |= 1U << day;
	*ret = (uint8_t)week;
	return 0;
}

char *workcal_week_format(char buf[static WORKCAL_WEEK_TEXT], uint8_t week)
{
	for (int day = MON; day <= SUN; day++)
		buf[day] = (week >> day) & 1 ? 'o' : 'c';
	buf[7] = '\0';
	return buf;
}

/* The index of the first exception on or after date. */
static size_t lower_bound(const struct workcal *cal, struct civil_date date)
{
	size_t low = 0, high = cal->n_days;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (civil_cmp(cal->days[middle].date, date) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Has cal, which may be NULL, an exception on date that is soft (or is not)?
 */
static bool find_day(const struct workcal *cal, struct civil_date date,
	bool soft, enum day_kind *ret)
{
	if (!cal)
		return false;
	for (size_t i = lower_bound(cal, date);
		i < cal->n_days && civil_cmp(cal->days[i].date, date) == 0;
		i++) {
		if ((cal->days[i].kind == DAY_SOFT) == soft) {
			*ret = cal->days[i].kind;
			return true;
		}
	}
	return false;
}

static bool week_open(const struct workcal *cal, struct civil_date date)
{
	unsigned week = cal ? cal->week : WEEK_MON_FRI;

	return (week >> civil_weekday(date)) & 1;
}

/* The first exception that decides; false: there is none. */
static bool find_exception(const struct workcal_side *side,
	struct civil_date date, enum day_kind *ret)
{
	return find_day(side->leave, date, false, ret) ||
	       find_day(side->company, date, false, ret) ||
	       find_day(side->national, date, false, ret);
}

bool workcal_side_exception(
	const struct workcal_side *side, struct civil_date date)
{
	enum day_kind kind;

	return find_exception(side, date, &kind);
}

bool workcal_side_open(
	const struct workcal_side *side, struct civil_date date, bool makeup)
{
	enum day_kind kind;

	if (!find_exception(side, date, &kind))
		return week_open(side->national, date);
	return kind == DAY_OPEN || (kind == DAY_MAKEUP && makeup);
}

bool workcal_open(
	const struct workcal_pair *pair, struct civil_date date, bool makeup)
{
	return workcal_side_open(&pair->rep, date, makeup) &&
	       workcal_side_open(&pair->account, date, makeup);
}

static bool side_soft(const struct workcal_side *side, struct civil_date date)
{
	enum day_kind kind;

	return find_day(side->leave, date, true, &kind) ||
	       find_day(side->company, date, true, &kind) ||
	       find_day(side->national, date, true, &kind);
}

bool workcal_soft(const struct workcal_pair *pair, struct civil_date date)
{
	return side_soft(&pair->rep, date) || side_soft(&pair->account, date);
}

static bool side_provisional(
	const struct workcal_side *side, struct civil_date date)
{
	const struct workcal *cal = side->national;

	return cal && (date.year < cal->year_from || date.year > cal->year_to);
}

bool workcal_provisional(
	const struct workcal_pair *pair, struct civil_date date)
{
	return side_provisional(&pair->rep, date) ||
	       side_provisional(&pair->account, date);
}

/* Whose open days are counted: a pair's, or one side's. */
struct walk {
	const struct workcal_pair *pair; /* NULL: side */
	const struct workcal_side *side;
	bool makeup;
};

static bool walk_open(const struct walk *walk, struct civil_date date)
{
	return walk->pair ? workcal_open(walk->pair, date, walk->makeup)
			  : workcal_side_open(walk->side, date, walk->makeup);
}

/* The first open day from date on, in steps of +1 or -1 day. */
static int walk_to_open(const struct walk *walk, struct civil_date date,
	int step, struct civil_date *ret)
{
	struct civil_date day = date;

	*ret = date;
	for (int i = 0; i <= WORKCAL_SEARCH_DAYS; i++) {
		if (civil_is_none(day))
			break;
		if (walk_open(walk, day)) {
			*ret = day;
			return 0;
		}
		day = civil_add_days(day, step);
	}
	return -ENODATA;
}

static int walk_add(const struct walk *walk, struct civil_date date, int n,
	struct civil_date *ret)
{
	int step = n < 0 ? -1 : 1;
	struct civil_date day;
	int r = walk_to_open(walk, date, step, &day);

	for (int left = n; r == 0 && left != 0; left -= step) {
		struct civil_date next = civil_add_days(day, step);

		r = civil_is_none(next) ? -ENODATA
					: walk_to_open(walk, next, step, &day);
	}
	*ret = r < 0 ? date : day;
	return r;
}

int workcal_forward(const struct workcal_pair *pair, struct civil_date date,
	bool makeup, struct civil_date *ret)
{
	struct walk walk = {.pair = pair, .makeup = makeup};

	return walk_to_open(&walk, date, 1, ret);
}

int workcal_back(const struct workcal_pair *pair, struct civil_date date,
	bool makeup, struct civil_date *ret)
{
	struct walk walk = {.pair = pair, .makeup = makeup};

	return walk_to_open(&walk, date, -1, ret);
}

int workcal_add(const struct workcal_pair *pair, struct civil_date date, int n,
	bool makeup, struct civil_date *ret)
{
	struct walk walk = {.pair = pair, .makeup = makeup};

	return walk_add(&walk, date, n, ret);
}

int workcal_side_add(const struct workcal_side *side, struct civil_date date,
	int n, struct civil_date *ret)
{
	struct walk walk = {.side = side, .makeup = true};

	return walk_add(&walk, date, n, ret);
}

int workcal_side_next(const struct workcal_side *side, struct civil_date date,
	struct civil_date *ret)
{
	return workcal_side_add(side, civil_add_days(date, 1), 0, ret);
}

int workcal_side_between(const struct workcal_side *side, struct civil_date a,
	struct civil_date b)
{
	int n = 0;

	for (int i = civil_between(a, b); i > 0; i--)
		if (workcal_side_open(side, civil_add_days(a, i), true))
			n++;
	return n;
}
