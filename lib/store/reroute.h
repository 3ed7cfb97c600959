/* Messages whose channel fails, sent through its fallback. */
#pragma once

#include "store/db.h"

/*
 * reroute_channel - send through another channel what channel cannot.
 *
 * Every message that could leave channel until then, but tests,
 * is queued anew for the channel fallback and ends as merged into the new
 * one.  What went there before stays.
 *
 * Returns how many moved.
 */
NUDGE_CHECK int reroute_channel(struct db *db, const char *channel,
	const char *fallback, int64_t until, int64_t now, struct err *err);

/*
 * reroute_removed - what came back from its channel when that was removed
 * already: through the fallback it had, else it ends as cancelled.
 *
 * Returns how many moved or ended; 0 also where there is such a channel.
 */
NUDGE_CHECK int reroute_removed(
	struct db *db, const char *channel, int64_t now, struct err *err);
