/*
 * Events of a sieved calendar, as the line form of core/icalform.h.
 *
 * The only file that gives anything from outside to libical; one call for
 * each process, since libical keeps memory until the end.
 */
#pragma once

#include "base/str.h"
#include "core/icalform.h"

struct ical_years {
	int from, to;
};

/*
 * ical_read - write the line form of a calendar, but for "end".
 *
 * text  from ical_sieve_run(); terminated.
 * ret   receives the lines.
 *
 * 0; -E2BIG more than ICALFORM_ITEMS_MAX days (nothing of *ret is then of
 * use); -ENOMEM.
 */
NUDGE_CHECK int ical_read(
	const char *text, const struct ical_years *years, struct str *ret);

/* The version of libical. */
extern const char ical_read_library[];
