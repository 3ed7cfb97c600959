/*
 * What goes to one HTTP target: what stands in line, what is on its way.
 * Belongs to the thread that flies it (daemon/http_thread.h); requests are
 * made ahead outside.
 */
#pragma once

#include "daemon/http_flight.h"
#include "daemon/parcels.h"

#include <pthread.h>

enum { HTTP_FLIGHTS = 16 }; /* requests at once to one receiver */

struct http_queue {
	const struct http_target *target;
	pthread_mutex_t mutex; /* guards the target's keys */
	bool is_used;          /* something was handed over */
	/* What the owner asks of the thread, under its mutex. */
	bool must_cut, must_leave;
	struct http_queue *next_order;
	/* The thread's own. */
	bool is_known;
	struct parcels line;
	struct http_flight *flights, *resting;
	int n_flights;
	struct http_queue *next;
};

void http_queue_init(
	struct http_queue *queue, const struct http_target *target);
/* Nothing is under way. */
void http_queue_done(struct http_queue *queue);

/* Makes the request of a parcel before it leaves, as far as that can be. */
void http_queue_prepare(struct http_queue *queue, struct parcel *parcel);

/* Lets leave what may; what cannot goes to back, with its result. */
void http_queue_depart(
	struct http_queue *queue, CURLM *multi, struct parcels *back);

/* The flight has ended and is out of the multi: its parcel goes to back. */
void http_queue_land(struct http_queue *queue, struct http_flight *flight,
	CURLcode code, struct parcels *back);

/* All goes to back: what stood in line as stayed, what was under way in
 * doubt. */
void http_queue_cut(
	struct http_queue *queue, CURLM *multi, struct parcels *back);

/* Frees what is kept for the next; flights may be under way. */
void http_queue_rest(struct http_queue *queue);
