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
