/*
 * What a new local day brings: steps past their tolerance are missed, and
 * what follows from that is planned.
 */
#pragma once

#include "api/call.h"

/*
 * day_roll_owner - write the new day of a rep.
 *
 * Once per rep and day, whoever comes first; a second run does nothing.  It
 * is a change of its own, nudged's, so that undo of what a person does next
 * leaves it alone.  Pauses of others that are over end, too.
 *
 * Returns the number of touchpoints missed.
 */
NUDGE_CHECK int day_roll_owner(
	struct call *call, const struct rep *rep, struct civil_date date);

/*
 * day_roll_in_thought - what comes back by itself has come back, for a look.
 *
 * Where a pause is over and nobody has written that, its end is written now;
 * the end of thought, which must be zero, takes it back.  Elsewhere no lock is
 * taken.  Source: DESIGN.md "Pause, close, reopen".
 */
NUDGE_CHECK int day_roll_in_thought(struct call *call, struct txn *thought);
