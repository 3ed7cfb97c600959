/*
 * Claims: the way of a message from pending to delivery.
 *
 * One process at a time delivers (nudged, under its lock).  It reads what is
 * due into memory, claims a batch in one transaction, commits, sends, and
 * records a batch of outcomes in one transaction.  What is still "sending"
 * when a new life begins may or may not have arrived.
 *
 * Source: DESIGN.md "Outbox".
 */
#pragma once

#include "store/message.h"

enum { CLAIM_PER_COMMIT = 512 };

/* The place of a row among all, which leave in this order; the first is
 * behind zero. */
struct claim_key {
	int64_t not_before; /* seconds UTC */
	int64_t priority, message_id;
};

/* A row to be sent, as little as a queue in memory needs. */
struct claim_ready {
	struct claim_key key;
	int64_t rep_id;
	bool is_test;        /* goes also where the channel is paused */
	const char *channel; /* borrowed */
	int64_t claimed_at;  /* of orphans */
};

/* Who reads what may leave; a negative return ends the reading and is
 * returned. */
struct claim_reader {
	/* 1: one more for this channel is wanted; 0: it is passed over, which
	 * costs next to nothing.  NULL: all are wanted. */
	int (*wants)(void *userdata, const char *channel);
	int (*row)(void *userdata, const struct claim_ready *ready);
	void *userdata;
};

/* claim_scan - what may leave at until, in the order in which it should, from
 * behind a place on. */
struct claim_span {
	struct claim_key after;
	int64_t until;
};
NUDGE_CHECK int claim_scan(struct db *db, const struct claim_span *span,
	const struct claim_reader *reader, struct err *err);

/* What was put off by a clock that was ahead, further than anything ever is
 * put off, may leave at now. */
NUDGE_CHECK int claim_forget_ahead(struct db *db, int64_t now, struct err *err);

/* The earliest instant after now at which a waiting message may leave;
 * INT64_MAX: none. */
NUDGE_CHECK int claim_next_at(
	struct db *db, int64_t now, int64_t *ret, struct err *err);

/* claim_look - the message, if it still waits (without what came of earlier
 * attempts): 1; else 0. */
NUDGE_CHECK int claim_look(
	struct db *db, int64_t id, struct message *ret, struct err *err);

/*
 * claim_take - in the caller's transaction, take what claim_look() gave for
 * sending.
 *
 * Before, the reminder is looked at once more: all its touchpoints closed or
 * changed since: cancelled; past expires_at: expired.
 *
 * Returns 1 (attempts now includes this one), or 0 when there is nothing to
 * send.  The first byte may leave after the commit.
 */
NUDGE_CHECK int claim_take(
	struct db *db, int64_t now, struct message *message, struct err *err);

/* It was claimed and did not leave: it waits on as if nobody had taken it.  A
 * brief in whose place a newer one has come meanwhile is merged into that. */
NUDGE_CHECK int claim_release(
	struct db *db, int64_t id, int64_t now, struct err *err);

/* What came of an attempt. */
struct claim_outcome {
	int64_t message_id;
	enum message_state state; /* WAITING, HELD or a final one */
	int64_t not_before;       /* of WAITING */
	int64_t claimed_at;
	int64_t attempts;   /* that count; this one, if it does */
	int64_t uncertain;  /* of all: that may have arrived */
	const char *phase;  /* "connect", "data", …; NULL = none */
	const char *class;  /* of delivery: "sent", "temporary", … */
	const char *code;   /* "550", "CURLE_28"; NULL = none */
	const char *detail; /* the answer's own words; NULL = none */
	const char *remote_id;
	int64_t retry_after_ms;
};

/* Records one outcome, in the caller's transaction.  A message that is no
 * longer claimed is left alone. */
NUDGE_CHECK int claim_settle(struct db *db, const struct claim_outcome *outcome,
	int64_t now, struct err *err);

/* What is "sending": for a process that has claimed nothing yet, what an
 * earlier one left. */
NUDGE_CHECK int claim_orphans(
	struct db *db, const struct claim_reader *reader, struct err *err);

/* Ends what waits past its time, at most limit.  What is held waits for a
 * person, whatever its time, but not for ever: half a year. */
NUDGE_CHECK int claim_expire(
	struct db *db, int64_t now, int64_t limit, struct err *err);

/* Ends all that waits or is held for a channel as cancelled.  Returns how
 * many. */
NUDGE_CHECK int claim_cancel(
	struct db *db, const char *channel, int64_t now, struct err *err);

/* What waits to be told to a rep, through whichever channel, is not sent.  How
 * many. */
NUDGE_CHECK int claim_cancel_rep(
	struct db *db, int64_t rep_id, int64_t now, struct err *err);
