/*
 * The planned touchpoint that a meeting is held for: it has the meeting's day,
 * pinned, and is closed with it.  Source: DESIGN.md "Appointments".
 */
#pragma once

#include "api/planning.h"
#include "store/meeting.h"

/* Refuses what a meeting cannot be held for. */
NUDGE_CHECK int held_check(struct planning *p, const struct touchpoint *held);

/* meeting is held for it from now on: its own days are kept in m, which the
 * caller writes.  held_move gives it the meeting's day anew. */
NUDGE_CHECK int held_take(struct planning *p, const struct touchpoint *meeting,
	struct meeting *m, struct touchpoint *held);
NUDGE_CHECK int held_move(struct planning *p, const struct touchpoint *meeting,
	struct touchpoint *held);

/* It has its own days again, if it is not closed. */
NUDGE_CHECK int held_release(struct planning *p, const struct meeting *m);

/* The meeting that is still to be held for tp.  1 and *ret filled, or 0. */
NUDGE_CHECK int held_by(struct planning *p, const struct touchpoint *tp,
	struct touchpoint *ret);

/* meeting is open again, and held for the same, unless another one is by
 * now: then m forgets it.  held_follow is for held, which is open again. */
NUDGE_CHECK int held_again(struct planning *p, const struct touchpoint *meeting,
	struct meeting *m);
NUDGE_CHECK int held_follow(struct planning *p, struct touchpoint *held);
