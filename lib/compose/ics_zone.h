/*
 * VTIMEZONE: what a calendar needs to know of a zone between two instants.
 *
 * Each change of the clock stands on its own, so that what other programs
 * make of a rule does not matter (RFC 5545, 3.6.5).
 */
#pragma once

#include "base/str.h"
#include "core/zone.h"

/* from, until: seconds UTC, the stretch of time that the calendar shows. */
void ics_zone_add(
	struct str *out, const struct zone *zone, int64_t from, int64_t until);
