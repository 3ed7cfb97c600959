/*
 * Readers: the reps that messages are for, kept from claim to claim.
 *
 * A burst asks for each again and again; a row is read once while nobody
 * else writes.
 */
#pragma once

#include "store/rep.h"

enum { READERS = 1024 };

/* Zero: none are kept.  Each has the place that its id gives it. */
struct readers {
	struct rep rep[READERS];
	int64_t version; /* of the data they were read from */
};

/* Forgets all where others may have written; to be called in the transaction
 * in which they are asked for.  1: they may; 0: nobody has. */
NUDGE_CHECK int readers_refresh(
	struct readers *readers, struct db *db, struct err *err);

/* The rep, borrowed until the next call; errors as row_get(). */
NUDGE_CHECK int readers_get(struct readers *readers, struct db *db, int64_t id,
	const struct rep **ret, struct err *err);

/* Forgets all. */
void readers_forget(struct readers *readers);
