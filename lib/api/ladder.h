/* Which touchpoints colleagues count on: those that may not simply be put
 * off, because a ladder climbs while they wait. */
#pragma once

#include "api/planning.h"

/* 1: an anchored step of a plan, an appointment, an answer or a promise;
 * 0: anything else. */
NUDGE_CHECK int ladder_stands_on(
	struct call *call, const struct touchpoint *tp);

/*
 * ladder_last_day - up to which day tp, open, may be hidden: to the end of its
 * window, or to the next working day where that is over.
 *
 * p  of its account, with days (planning_init).
 *
 * 1 and *ret filled; 0: to any day, nobody counts on it.
 */
NUDGE_CHECK int ladder_last_day(const struct planning *p,
	const struct touchpoint *tp, struct civil_date *ret);
