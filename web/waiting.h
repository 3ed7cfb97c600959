/*
 * Requests that found the database locked: they wait without holding up
 * anybody, and are tried again, the oldest first, until their time is up.
 *
 * Source: DESIGN.md "nudge-web".
 */
#pragma once

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/queue.h>
#include <systemd/sd-event.h>

enum {
	WAITING_MAX = 64,
	WAITING_MS = 5000,     /* as the command line waits */
	WAITING_PAUSE_MS = 25, /* between two tries */
};

/* Part of a request; zero at first. */
struct waiter {
	TAILQ_ENTRY(waiter) next;
	uint64_t until_us; /* 0: never waited */
	bool is_in;
	void *request;
};

struct waiting {
	TAILQ_HEAD(waiting_list, waiter) list;
	size_t n;
	bool is_over;
	sd_event_source *turn;
	void (*again)(void *request); /* it is this one's turn */
};

/* Nothing waits.  again is called from the loop of event. */
NUDGE_CHECK int waiting_init(
	struct waiting *waiting, sd_event *event, void (*again)(void *request));

/* Each that waits gets its last turn at once. */
void waiting_done(struct waiting *waiting);

/* Lets a request wait for its next turn.  false: its time is up, or too many
 * wait already; then it is answered as it is. */
bool waiting_add(struct waiting *waiting, struct waiter *waiter, void *request);

/* A request is answered.  If it had waited, the next need not pause. */
void waiting_leave(struct waiting *waiting, const struct waiter *waiter);

/* A request is gone, whether it waited or not. */
void waiting_remove(struct waiting *waiting, struct waiter *waiter);
