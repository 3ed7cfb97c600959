/*
 * Who asks for secret addresses that do not exist is slowed down.
 *
 * A small table by client; the oldest entry makes room.  130 random bits are
 * not guessed; this keeps the log and the database out of the game.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum {
	THROTTLE_PEERS = 256,
	THROTTLE_MISSES = 30, /* in THROTTLE_SPAN_S */
	THROTTLE_SPAN_S = 60,
	THROTTLE_PEER = 48,
};

struct throttle {
	struct throttle_peer {
		char name[THROTTLE_PEER];
		int64_t since;
		int misses;
	} peers[THROTTLE_PEERS];
};

/* Has peer missed too often in the span that now lies in? */
bool throttle_is_closed(
	const struct throttle *throttle, const char *peer, int64_t now);

/* peer missed once more. */
void throttle_note(struct throttle *throttle, const char *peer, int64_t now);
