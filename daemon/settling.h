/* From answers to rows: what came of attempts is written in batches. */
#pragma once

#include "daemon/engine.h"

/* Takes the parcel and what came of it; to be written with the next round. */
void settling_add(struct deliver *d, struct parcel *take_parcel,
	const struct carrier_result *result);

/* Room for the outcome of a parcel, made before it leaves: an answer must
 * not be lost for want of memory.  -ENOMEM. */
NUDGE_CHECK int settling_reserve(struct parcel *parcel);

/* The same as settling_add() for a message that did not travel in this life;
 * the parcel stays the caller's, and nothing is learnt about the channel. */
void settling_note(struct deliver *d, struct parcel *parcel,
	const struct carrier_result *result);

/*
 * settling_run - write all that is known in one transaction: outcomes, how
 * channels are doing, what their owners must hear.
 *
 * On failure everything is kept and written by a later call.
 */
NUDGE_CHECK int settling_run(struct deliver *d, struct err *err);

/* Its parts, for a transaction of the caller's: before and after its commit.
 */
NUDGE_CHECK int settling_write(struct deliver *d, int64_t now, struct err *err);
void settling_forget(struct deliver *d, int64_t now);

/* Is there anything to be written? */
bool settling_is_due(const struct deliver *d);

void settling_done(struct deliver *d);
