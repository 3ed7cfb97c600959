/*
 * What comes back: touchpoints that rested or were closed are open again.
 * Nothing is late by it.  Source: DESIGN.md "Pause, close, reopen".
 */
#pragma once

#include "api/planning.h"

/*
 * wake_touchpoint - tp is open again, due today at the earliest.
 *
 * past  why what makes no sense any more is skipped: a step past its
 *       tolerance, an appointment whose day is over.  NULL: nothing is.
 *
 * A meeting keeps its day and its hour.  Where several come back, all
 * meetings do first (wake_is_turn): what asks about them or waits for them
 * follows them.
 *
 * A follow-up that repeats begins a new window, or keeps the one that lies
 * ahead.  1: it is open; 0: it was skipped, and is listed under "skipped" in
 * the result.
 */
NUDGE_CHECK int wake_touchpoint(
	struct planning *p, struct touchpoint *tp, const char *past);

enum wake_turn { WAKE_MEETINGS, WAKE_OTHERS, WAKE_N };
bool wake_is_turn(enum wake_turn turn, const struct touchpoint *tp);

/* The steps of a plan keep their distances again; what repeats is left
 * alone. */
NUDGE_CHECK int wake_plan(struct planning *p, struct plan *plan);

/* All that is open for the account now appears under "next". */
NUDGE_CHECK int wake_put_next(struct planning *p);
