/*
 * A message that waited tells what is true when it leaves.
 *
 * Not a method: it belongs to nudged's claim and runs in its transaction.
 * Source: DESIGN.md "Outbox".
 */
#pragma once

#include "store/db.h"

/* A message younger than this leaves as it was queued. */
enum { RENEW_AFTER_S = 60 };

/*
 * renew_message - before a claim, in the caller's transaction.
 *
 * A nudge loses what was closed, moved or snoozed meanwhile; with others to
 * the same person and channel that are late, too, it becomes one digest.  A
 * brief or catch-up is made anew for the present day; it ends where nothing
 * is left to tell, and waits where the next brief is about to take its place.
 * Of a message in doubt nothing changes: it may have arrived.
 *
 * Returns 0 when the message is as it should be, 1 when it does not leave
 * now and the outbox is to be read again.
 */
NUDGE_CHECK int renew_message(
	struct db *db, int64_t message_id, int64_t now, struct err *err);
