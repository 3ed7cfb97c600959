/*
 * Ahead: messages that are claimed and packed a second before their time, so
 * that nothing stands between it and the first byte.
 *
 * Only for receivers that know a repeat: until it leaves, the message is
 * "sending", and a crash would put another's in doubt.  What is held leaves
 * only as long as nobody has committed anything since it was claimed, its lane
 * is well, and the clock was not set; else all of it waits again, and is
 * looked at anew.
 *
 * Source: DESIGN.md "Outbox".
 */
#pragma once

#include "daemon/engine.h"

enum {
	AHEAD_S = 1,
	AHEAD_CALM_US = 200 * 1000, /* without departures, before the next are
				       prepared */
};

/* The parcel is committed and waits for its time. */
void ahead_add(struct deliver *d, struct parcel *take_parcel);

/* Sends what is due.  Returns how many; 0 also where all of it has to be
 * looked at anew and was given back. */
int ahead_leave(struct deliver *d);

/* Something may have changed: nothing leaves as it is, all of it waits on from
 * the next commit. */
void ahead_give_back(struct deliver *d);

/* When the first is due, seconds UTC; INT64_MAX: nothing is held. */
int64_t ahead_next_at(const struct deliver *d);
