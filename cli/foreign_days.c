/* Days out of events; the contract is in foreign_days.h. */
#include "cli/foreign_days.h"

#include "core/zone.h"

#include <errno.h>
#include <string.h>

enum {
	DAY_FROM = 9 * 60, /* the hours that make a working day */
	DAY_TO = 17 * 60,
	SPAN_MAX = 400, /* days of one event */
};

struct fill {
	struct foreign_days *days;
	const struct foreign *foreign;
	size_t cap;
};

static int add(struct fill *f, struct civil_date date,
	const struct icalform_item *item)
{
	struct foreign_days *days = f->days;
	struct foreign_day day = {date, f->foreign->kind, item->name};

	if (date.year < f->foreign->year_from ||
		date.year > f->foreign->year_to)
		return 0;
	if (item->flag == ICALFORM_WORK && day.kind == DAY_CLOSED)
		day.kind = DAY_MAKEUP;
	if (days->n == f->cap) {
		size_t cap = f->cap ? 2 * f->cap : 64;
		struct foreign_day *items =
			reallocarray(days->items, cap, sizeof(*items));

		if (!items)
			return -ENOMEM;
		days->items = items;
		f->cap = cap;
	}
	days->items[days->n++] = day;
	return 0;
}

static int add_span(struct fill *f, struct civil_date first,
	struct civil_date last, const struct icalform_item *item)
{
	int r = 0;

	for (int i = 0; r == 0 && i < SPAN_MAX; i++) {
		struct civil_date day = civil_add_days(first, i);

		if (civil_is_none(day) || civil_cmp(day, last) > 0)
			break;
		r = add(f, day, item);
	}
	return r;
}

/* A wall clock of the event's zone as one of ours. */
static struct zone_local local(const struct fill *f, const struct zone *zone,
	struct civil_date date, int minute)
{
	struct zone_local here = {.date = date, .second = minute * 60};

	if (zone && f->foreign->zone)
		here = zone_local_at(
			f->foreign->zone, zone_instant(zone, date, minute));
	return here;
}

static int add_hours(struct fill *f, const struct icalform_item *item)
{
	const struct zone *zone = NULL;
	const char *name = strcmp(item->zone, "UTC") ? item->zone : "Etc/UTC";
	struct zone_local from, to;
	struct civil_date first, last;

	if (strcmp(name, "-") != 0 && zone_find(name, &zone, NULL) < 0) {
		if (f->days->n_zone++ == 0)
			f->days->zone_name = item->zone;
		return 0;
	}
	from = local(f, zone, item->first, item->from);
	to = local(f, zone, item->last, item->to);
	first = from.second <= DAY_FROM * 60 ? from.date
					     : civil_add_days(from.date, 1);
	last = to.second >= DAY_TO * 60 ? to.date : civil_add_days(to.date, -1);
	if (!civil_is_none(first) && !civil_is_none(last) &&
		civil_cmp(first, last) <= 0)
		return add_span(f, first, last, item);
	if (f->days->n_short++ == 0)
		f->days->short_name = item->name;
	return 0;
}

/* By date; worked days first, then as they came. */
static int compare(const void *a, const void *b)
{
	const struct foreign_day *x = a, *y = b;
	int order = civil_cmp(x->date, y->date);

	if (order == 0)
		order = (y->kind == DAY_MAKEUP) - (x->kind == DAY_MAKEUP);
	return order ? order : (x->name > y->name) - (x->name < y->name);
}

static void drop_repeats(struct foreign_days *days)
{
	size_t n = 0;

	for (size_t i = 0; i < days->n; i++)
		if (n == 0 || civil_cmp(days->items[n - 1].date,
				      days->items[i].date) != 0)
			days->items[n++] = days->items[i];
	days->n = n;
}

int foreign_days_fill(struct foreign_days *days, const struct foreign *foreign,
	const struct icalform *form)
{
	struct fill f = {.days = days, .foreign = foreign};
	int r = 0;

	for (size_t i = 0; r == 0 && i < form->n_items; i++) {
		const struct icalform_item *item = &form->items[i];

		r = item->zone ? add_hours(&f, item)
			       : add_span(&f, item->first, item->last, item);
	}
	if (days->n > 1)
		qsort(days->items, days->n, sizeof(*days->items), compare);
	drop_repeats(days);
	return r;
}

void foreign_days_done(struct foreign_days *days)
{
	free(days->items);
	*days = (struct foreign_days){0};
}
