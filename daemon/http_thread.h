/*
 * The thread on which HTTP requests fly.
 *
 * It is handed parcels that stand in line for their targets, and hands back
 * what came of them; so commits, packing and the wire do not wait for one
 * another.  It is started for the first parcel; half a minute after the last
 * it has let go of all it kept.
 *
 * Source: DESIGN.md "Webhooks".
 */
#pragma once

#include "daemon/http_queue.h"

struct http_thread;

NUDGE_CHECK int http_thread_new(sd_event *event, struct http_thread **ret);

/* Accepts NULL, returns NULL.  All queues have left. */
struct http_thread *http_thread_free(struct http_thread *thread);

/* parcel->home->done follows exactly once, from the event loop or at once. */
void http_thread_send(struct http_thread *thread, struct http_queue *queue,
	struct parcel *parcel);

/* Ends what stands in line and what is under way; done follows soon for
 * each. */
void http_thread_cut(struct http_thread *thread, struct http_queue *queue);

/* The same, but nothing follows: the thread knows the queue no more. */
void http_thread_leave(struct http_thread *thread, struct http_queue *queue);
