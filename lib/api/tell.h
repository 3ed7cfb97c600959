/*
 * Telling a rep: from what is due to a message in the outbox.
 *
 * Picks the channel, the language and the hour, builds the message's model
 * (DESIGN.md "Mail", "The model") and queues it in the caller's transaction.
 * Source: DESIGN.md "Telling people".
 */
#pragma once

#include "api/call.h"
#include "store/channel.h"
#include "store/message.h"
#include "store/touchpoint.h"

struct tell {
	struct call *call;
	const struct rep *rep; /* borrowed */
	const struct zone *zone;
	struct civil_date date; /* the rep's day at now */
	struct channel channel; /* zero: the rep has none */
	int64_t quiet_until;    /* now where it is not quiet */
};

/* The first channel of the rep that is not paused, else the first. */
NUDGE_CHECK int tell_init(
	struct tell *tell, struct call *call, const struct rep *rep);
/* The same through a channel that is known already; -ENOENT: it is gone. */
NUDGE_CHECK int tell_init_through(struct tell *tell, struct call *call,
	const struct rep *rep, const char *channel);
void tell_done(struct tell *tell);
#define AUTO_TELL CLEANUP(tell_done) struct tell

bool tell_is_possible(const struct tell *tell);

/* A person's day. */
struct tell_day {
	enum message_kind kind; /* MESSAGE_BRIEF or MESSAGE_CATCHUP */
	int64_t due_at;
	bool is_asked_for; /* sent even when empty, quiet or sent already */
	bool is_always;    /* sent even when empty */
	int64_t from, to;  /* MESSAGE_CATCHUP: nobody was there to tell */
	int64_t missed;    /* how many reminders fell due meanwhile */
	int64_t since;     /* the first brief that was not sent; 0: none */
	const struct rows *covered; /* timed touchpoints that need no message
				       of their own now; may be NULL */
};

/* Queues the day.  Returns 1 when it was, 0 when there was nothing to tell.
 * ret_id, which may be NULL, receives the message's id. */
NUDGE_CHECK int tell_day(
	struct tell *tell, const struct tell_day *day, int64_t *ret_id);

/* Queues one message about n touchpoints that are due in one minute. */
NUDGE_CHECK int tell_timed(
	struct tell *tell, const struct touchpoint *touchpoints, size_t n);

/*
 * tell_day_model, tell_timed_model - what such a message says, by itself; a
 * new reference.
 *
 * The day returns 1 when it is there, 0 when it would be empty and need not
 * be sent.
 */
NUDGE_CHECK int tell_day_model(
	struct tell *tell, const struct tell_day *day, json_t **ret);
NUDGE_CHECK int tell_timed_model(struct tell *tell,
	const struct touchpoint *touchpoints, size_t n, json_t **ret);

/* Queues a request for help with tp, or its answer, to go at once; request is
 * help_wanted_view()'s object, borrowed. */
NUDGE_CHECK int tell_request(
	struct tell *tell, const struct touchpoint *tp, json_t *request);
