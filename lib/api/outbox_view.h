/* Messages as JSON. */
#pragma once

#include "api/call.h"
#include "store/message.h"

/*
 * outbox_view - {id, kind, subject, channel, rep (slug), state, attempts,
 * uncertain, next, last {class, code, detail} or null, created, due, expires,
 * finished, remote_id, merged_into,
 * ended_as: the state of the message it was merged into, or null}.
 *
 * next is the next try.  Nothing here says where a message goes.
 */
NUDGE_CHECK int outbox_view(
	struct call *call, const struct message *message, json_t **ret);

/* What a person can do about the last answer, worded; null: nothing. */
json_t *outbox_view_advice(struct call *call, const struct message *message);
