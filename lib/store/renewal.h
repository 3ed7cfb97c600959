/*
 * Messages that waited: what the outbox knows of them before they leave.
 *
 * Each is called in the caller's transaction.  Source: DESIGN.md "Outbox".
 */
#pragma once

#include "store/message.h"
#include "store/rows.h"

/*
 * renewal_gather - reminders that are late in leaving become one message.
 *
 * late  one that waits; with it go all other nudges to the same person and
 *       channel that wait, were due before due_before and of which nothing
 *       has left.
 *
 * They are merged into a brief or catch-up that waits as well, else into a
 * new message without a model, whose subject begins with
 * RENEWAL_DIGEST.  Returns 1 and its id, or 0 when the late one goes alone.
 */
#define RENEWAL_DIGEST "late-"
NUDGE_CHECK int renewal_gather(struct db *db, const struct message *late,
	int64_t due_before, int64_t now, int64_t *ret_into, struct err *err);

/* The touchpoints a message tells of that still are as they were: strategic
 * accounts first, then the earliest. */
NUDGE_CHECK int renewal_touchpoints(
	struct db *db, int64_t message_id, struct rows *ret, struct err *err);

/* What the message says from now on. */
NUDGE_CHECK int renewal_put(
	struct db *db, int64_t message_id, const char *model, struct err *err);

/* It does not leave before that instant, seconds UTC. */
NUDGE_CHECK int renewal_put_off(
	struct db *db, int64_t message_id, int64_t until, struct err *err);

/* Nobody needs it any more: it ends in this state. */
NUDGE_CHECK int renewal_end(struct db *db, int64_t message_id,
	enum message_state state, int64_t now, struct err *err);
