/*
 * A lane: one channel as the engine sees it.
 *
 * What waits for it, what is under way, how fast it may go, whether it is
 * well.  Lanes are made when a message for their channel is first seen and
 * live as long as the engine.
 *
 * Source: DESIGN.md "Outbox".
 */
#pragma once

#include "daemon/breaker.h"
#include "daemon/carrier.h"
#include "daemon/room.h"
#include "store/channel_state.h"
#include "store/claim.h"

enum {
	LANE_QUEUE = 2048
}; /* messages kept in memory; the rest is read again */

struct lane_item {
	int64_t message_id, rep_id;
	int64_t not_before; /* seconds UTC */
	bool is_test;
};

struct lane {
	char name[64];
	struct channel channel; /* zero: there is no such channel */
	const struct carrier_kind *kind;
	void *carrier; /* NULL: the channel cannot be used */
	struct secret secret;
	int64_t seen; /* version of the secret file, good or not */
	struct rate rates[CARRIER_RATES];
	struct breaker breaker;
	struct room room;
	int64_t cooldown_until_us; /* CLOCK_BOOTTIME */
	struct channel_state state;
	int64_t clock_s;   /* wall minus boot time when the lane was set up */
	int garbled;       /* answers in a row that were not the service's */
	bool is_state_new; /* to be written with the next outcomes */
	bool has_back;     /* one of them waits again */
	int n_good;        /* outcomes of one commit, while they are told */
	struct lane_item queue[LANE_QUEUE];
	size_t head, n, n_due; /* the first n_due were due when read */
	struct claim_key last; /* of them, where has_more */
	bool is_open;          /* takes what is read */
	bool has_more;         /* than the queue holds */
	struct lane_item *way; /* under way, kind->most at most */
	size_t n_way;
	struct lane *next; /* the engine's list */
	struct lane *kin;  /* the next in a ring; itself if it has none */
};

/* What lanes need to come to life. */
struct lane_context {
	struct db *db;
	const char *secrets; /* folder */
	struct carrier_home home;
	struct lane *lanes;  /* all there are */
	int64_t now, now_us; /* wall clock in seconds, boot time */
};

/*
 * lane_new - the lane of the channel name.
 *
 * A channel that is missing or has no usable secret makes a paused lane;
 * only trouble with the store or memory is an error.
 */
NUDGE_CHECK int lane_new(const struct lane_context *context, const char *name,
	struct lane **ret, struct err *err);
struct lane *lane_free(struct lane *lane);

/* Reads row and secret again, if they changed or it is_forced; while something
 * is under way, the next call behind that does. */
NUDGE_CHECK int lane_refresh(struct lane *lane,
	const struct lane_context *context, bool is_forced, struct err *err);

/* Forgets what waits, and is open for what is read next. */
void lane_clear(struct lane *lane);

/* Is it open, with room for one more?  Without room it closes, and has_more is
 * noted. */
static inline bool lane_wants(struct lane *lane)
{
	if (!lane->is_open || lane->n < LANE_QUEUE)
		return lane->is_open;
	lane->is_open = false;
	lane->has_more = true;
	return false;
}

/* A message waits; only where lane_wants(), in the order in which they are
 * due. */
void lane_push(struct lane *lane, const struct lane_item *item, int64_t now);

/* Does nothing hold it back but rates? */
bool lane_is_well(const struct lane *lane, int64_t now_us);

struct lane_moment {
	int64_t now, now_us; /* wall clock in seconds, boot time */
	int64_t until;       /* what is due by then may be claimed ahead */
};

/*
 * lane_pick - the next message that may leave now: in order, one at a time
 * per person, within the channel's rate.  What is due later is given to a lane
 * that is well and whose receiver knows a repeat.
 *
 * 1: *ret is taken out of the queue and counts as under way.  0: none;
 * *ret_wait_us is how long until it is worth asking again, INT64_MAX for
 * when something happens.
 */
int lane_pick(struct lane *lane, const struct lane_moment *at,
	struct lane_item *ret, int64_t *ret_wait_us);

/* It came back. */
void lane_landed(struct lane *lane, int64_t message_id);

/* It never left: it has cost the lane nothing. */
void lane_stayed(struct lane *lane, int64_t message_id);

/* What the answer says about the channel. */
void lane_learn(struct lane *lane, const struct carrier_result *result,
	int64_t now, int64_t now_us);

/* When what waits goes through the fallback instead, seconds UTC; INT64_MAX:
 * the lane is not paused or has none. */
int64_t lane_gives_up_at(const struct lane *lane);

/* Nothing more leaves until probe_at, seconds UTC. */
void lane_pause(struct lane *lane, const char *reason, int64_t now);
