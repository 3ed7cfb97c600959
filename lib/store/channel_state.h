/*
 * How a channel is doing, as nudged last found it; bookkeeping that takes no
 * part in undo.  A channel without a row is ok.
 *
 * Source: DESIGN.md "Channels and secrets".
 */
#pragma once

#include "store/db.h"

enum channel_status { CHANNEL_OK, CHANNEL_SLOWED, CHANNEL_PAUSED };

/* "ok", "slowed", "paused". */
extern const char *const channel_state_name[3];

struct channel_state {
	char *channel;
	enum channel_status status;
	char *reason;           /* words of the last refusal; NULL when ok */
	int64_t since;          /* when it entered this status; 0 = never */
	int64_t cooldown_until; /* SLOWED: nothing leaves before; else 0 */
	int64_t failures;       /* in a row */
	int64_t probe_at;       /* PAUSED: tried again then; 0 = at a change */
	int64_t told_at;        /* when its owner was told; 0 = not */
};

void channel_state_done(struct channel_state *state);
#define AUTO_CHANNEL_STATE CLEANUP(channel_state_done) struct channel_state

/* Fills a zero or filled *ret; a channel without a row gives CHANNEL_OK. */
NUDGE_CHECK int channel_state_get(struct db *db, const char *channel,
	struct channel_state *ret, struct err *err);

/* Writes the row, new or not, in the caller's transaction. */
NUDGE_CHECK int channel_state_put(
	struct db *db, const struct channel_state *state, struct err *err);
