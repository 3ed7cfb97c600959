/* The days that events make. */
#pragma once

#include "cli/foreign.h"
#include "core/icalform.h"

struct foreign_day {
	struct civil_date date;
	enum day_kind kind;
	const char *name; /* borrowed from the line form */
};

struct foreign_days {
	struct foreign_day *items; /* by date, one each */
	size_t n;
	int n_short, n_zone; /* events left out, with an example */
	const char *short_name, *zone_name;
};

/*
 * foreign_days_fill - the days of the years asked for.
 *
 * An event with hours closes a day, in foreign->zone, that it covers from 9
 * to 17.  A day that the file calls worked is a make-up day, where the file's
 * days are closed ones; of several events on a day that wins, else the first.
 *
 * -ENOMEM.
 */
NUDGE_CHECK int foreign_days_fill(struct foreign_days *days,
	const struct foreign *foreign, const struct icalform *form);
void foreign_days_done(struct foreign_days *days);
