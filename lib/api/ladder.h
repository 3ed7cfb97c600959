/* Which touchpoints colleagues count on: those that may not simply be put
 * off, because a ladder climbs while they wait. */
#pragma once

#include "api/planning.h"

/* 1: an anchored step of a plan, an appointment, an answer or a promise;
 * 0: anything else. */
NUDGE_CHECK int ladder_stands_on(
	struct call *call, const struct touchpoint *tp);
