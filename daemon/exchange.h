/*
 * Parcels between the event loop and threads that carry them: in one line they
 * are handed over, in the other they come back with their results.
 *
 * The mutex guards both lines, and what else the owner shares with its
 * threads.
 */
#pragma once

#include "daemon/parcels.h"

#include <pthread.h>

struct exchange {
	pthread_mutex_t mutex;
	struct parcels todo, done;
	int event_fd; /* told when done is no longer empty */
	sd_event_source *source;
};

NUDGE_CHECK int exchange_init(struct exchange *exchange, sd_event *event);

/* Frees what stands in the lines; no thread is left.  Also after a failed
 * exchange_init(). */
void exchange_done(struct exchange *exchange);

/* From a thread, mutex held: parcel->home->done follows for all of back, from
 * the event loop. */
void exchange_back(struct exchange *exchange, struct parcels *back);

/* A condition for exchange_wait(): its time is base/deadline.h's. */
void exchange_init_cond(pthread_cond_t *cond);

/* Waits in a thread for cond, mutex held.  false: half a minute went by; only
 * where something is kept that can be let go of then. */
bool exchange_wait(struct exchange *exchange, pthread_cond_t *cond, bool keeps);
