/*
 * Emptying what was delivered: its model is of no further use, but it names
 * customers.  Not done as a message ends, because that rewrites its pages in
 * the middle of a burst.  Source: DESIGN.md "Outbox".
 */
#pragma once

#include "store/message.h"

/* How far the deliveries of one state are emptied, in the order in which
 * they ended; all zero: nothing is. */
struct emptied {
	int64_t at, id;
};

/* Where an earlier life stopped: finds the newest that is empty.  What it
 * left to do is looked through, and nothing else. */
NUDGE_CHECK int emptied_find(struct db *db, enum message_state state,
	struct emptied *ret, struct err *err);

/* Empties the next ones, at most limit, in the caller's transaction.  Returns
 * how many it looked at: fewer than limit are the last. */
NUDGE_CHECK int emptied_go_on(struct db *db, enum message_state state,
	int64_t limit, struct emptied *from, struct err *err);
