/*
 * One round: everything that is due at one instant is written into the
 * outbox.
 *
 * For each rep, in this order: his clock (new, moved to another zone), his
 * new day, his brief, what is timed.  Each is a method of its own and so a
 * transaction: a crash between two of them repeats nothing.
 * Source: DESIGN.md "nudged".
 */
#pragma once

#include "store/db.h"

struct round {
	int64_t next_at;    /* when the next one is due; INT64_MAX = never */
	bool zones_are_old; /* instants are to be computed anew */
	bool is_degraded;   /* the database takes no writes */
	bool was_degraded;  /* in the round before: it is logged once */
};

/*
 * round_run - do what is due at now.
 *
 * What fails for one rep is logged, leaves the others alone and is tried
 * again a minute later; so is a database in trouble, such as a full disk.
 *
 * round  in and out, the same for all rounds; zero to begin with.
 *
 * -EBUSY: somebody else is writing; run it again soon, what was done is not
 * done twice.  -ESTALE: the schema has moved on; this program must be
 * started anew.
 */
NUDGE_CHECK int round_run(
	struct db *db, int64_t now, struct round *round, struct err *err);
