/*
 * Is the clock to be believed?
 *
 * A clock that is before the newest entry of the database is not set yet, or
 * it was ahead when that entry was made.  Which of the two, nobody can tell:
 * so nudged waits a while for the clock to be set, and then believes it.
 * Source: DESIGN.md "nudged".
 */
#pragma once

#include "store/db.h"

enum { TRUST_PATIENCE_S = 10 * 60 };

/* Zero to begin with. */
struct trust {
	int64_t newest;   /* not 0: the clock is before it, and waited for */
	int64_t until_us; /* how long; clock_boot_us() */
	int64_t believed; /* the newest entry that was ahead all the same */
};

/*
 * trust_clock - 1: now is to be believed; 0: not yet, look again at
 * *ret_again, seconds UTC, or when the clock is set.
 *
 * boot_us  a clock that nobody sets, clock_boot_us().
 */
NUDGE_CHECK int trust_clock(struct trust *trust, struct db *db, int64_t now,
	int64_t boot_us, int64_t *ret_again, struct err *err);
