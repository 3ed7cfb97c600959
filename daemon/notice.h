/* Telling a channel's owner, once, that it is paused. */
#pragma once

#include "store/channel.h"
#include "store/channel_state.h"

/*
 * notice_queue - queue the notice where one is due, in the caller's
 * transaction.
 *
 * Goes to the owner through the channel's fallback, else through another of
 * his channels; at most once a day.  state->told_at is set.
 *
 * 1: queued; 0: nothing to tell, nobody to tell it to, or no way to.
 */
NUDGE_CHECK int notice_queue(struct db *db, const struct channel *channel,
	struct channel_state *state, int64_t now, struct err *err);
