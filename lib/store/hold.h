/*
 * Messages that wait for the end of their reader's quiet hours.
 *
 * Source: DESIGN.md "Telling people".
 */
#pragma once

#include "store/message.h"
#include "store/rep.h"

/*
 * hold_quiet - in the caller's transaction, before a claim: what would reach
 * its reader in quiet hours waits until they end, and lives as much longer.
 * No attempt is counted.
 *
 * As at queueing, a meeting, a test, a notice and a brief that was asked for
 * are not held.
 *
 * message    what claim_look() gave; rep its reader.
 * ret_until  when the message may leave.
 *
 * Returns 1 when it waits on, 0 when it may leave as far as this goes.
 */
NUDGE_CHECK int hold_quiet(struct db *db, const struct message *message,
	const struct rep *rep, int64_t now, int64_t *ret_until,
	struct err *err);
