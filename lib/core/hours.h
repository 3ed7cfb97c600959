/*
 * Hours of a person's day: when quiet ends.
 *
 * Pure.  Source: DESIGN.md "Telling people".
 */
#pragma once

#include "core/zone.h"

/*
 * hours_quiet_until - the first instant from at on at which the person may
 * be told.
 *
 * from, to  minutes of the local day; from > to: over midnight; -1 in
 *           either, or from = to: never quiet.  to itself is not quiet.
 *
 * Returns at where it is not quiet then.
 */
int64_t hours_quiet_until(
	const struct zone *zone, int from, int to, int64_t at);
