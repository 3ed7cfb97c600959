/* What goes to one HTTP target. */
#include "daemon/http_queue.h"

#include "base/clock.h"

#include <limits.h>
#include <stdlib.h>

enum { FRESH_S = 1 };

void http_queue_init(struct http_queue *queue, const struct http_target *target)
{
	*queue = (struct http_queue){.target = target};
	pthread_mutex_init(&queue->mutex, NULL);
}

void http_queue_done(struct http_queue *queue)
{
	http_queue_rest(queue);
	pthread_mutex_destroy(&queue->mutex);
}

/* One that rests, or a new one while there are fewer than most. */
static struct http_flight *take_flight(struct http_queue *queue, int most)
{
	struct http_flight *flight = queue->resting;

	if (flight) {
		queue->resting = flight->next;
		return flight;
	}
	flight = queue->n < most ? calloc(1, sizeof(*flight)) : NULL;
	if (flight) {
		flight->target = queue->target;
		flight->queue = queue;
		queue->n++;
	}
	return flight;
}

void http_queue_keep(struct http_flight *flight)
{
	struct http_queue *queue;

	if (!flight)
		return;
	queue = flight->queue;
	http_flight_rest(flight);
	pthread_mutex_lock(&queue->mutex);
	flight->next = queue->resting;
	queue->resting = flight;
	pthread_mutex_unlock(&queue->mutex);
}

/* A flight for the parcel, or NULL. */
static struct http_flight *make_ready(
	struct http_queue *queue, struct parcel *parcel, int64_t at, int most)
{
	struct http_flight *flight;
	bool ok;

	pthread_mutex_lock(&queue->mutex);
	flight = take_flight(queue, most);
	ok = flight && http_flight_prepare(flight, parcel, at);
	pthread_mutex_unlock(&queue->mutex);
	if (ok)
		return flight;
	http_queue_keep(flight);
	return NULL;
}

void http_queue_prepare(struct http_queue *queue, struct parcel *parcel)
{
	parcel->flight =
		make_ready(queue, parcel, parcel->leaves_at, HTTP_PREPARED);
}

/* What was made ahead bears the second it was made for: who stood in line
 * longer would be refused for an old signature. */
static struct http_flight *take_ready(
	struct http_queue *queue, struct parcel *parcel)
{
	struct http_flight *flight = TAKE(parcel->flight);
	int64_t now = clock_now();

	if (flight && llabs(now - parcel->leaves_at) <= FRESH_S)
		return flight;
	http_queue_keep(flight);
	return make_ready(queue, parcel, now, INT_MAX);
}

static bool depart(
	struct http_queue *queue, CURLM *multi, struct parcel *parcel)
{
	struct http_flight *flight = take_ready(queue, parcel);

	if (!flight)
		return false;
	if (curl_multi_add_handle(multi, flight->easy) != CURLM_OK) {
		http_queue_keep(flight);
		return false;
	}
	flight->next = queue->flights;
	queue->flights = flight;
	queue->n_flights++;
	return true;
}

void http_queue_depart(
	struct http_queue *queue, CURLM *multi, struct parcels *back)
{
	static const struct carrier_result no_memory = {
		.class = CARRIER_TEMPORARY,
		.phase = "connect",
		.detail = "not enough memory, or libcurl lacks what the "
			  "channel asks for",
	};

	while (queue->line.first && queue->n_flights < HTTP_FLIGHTS) {
		struct parcel *parcel = parcels_take(&queue->line);

		if (depart(queue, multi, parcel))
			continue;
		parcel->result = no_memory;
		parcels_add(back, parcel);
	}
}

/* Takes the flight off the list and gives its parcel back. */
static void end_flight(struct http_queue *queue, struct http_flight *flight,
	struct parcels *back)
{
	struct http_flight **p = &queue->flights;

	while (*p != flight)
		p = &(*p)->next;
	*p = flight->next;
	queue->n_flights--;
	parcels_add(back, flight->parcel);
	http_queue_keep(flight);
}

void http_queue_land(struct http_queue *queue, struct http_flight *flight,
	CURLcode code, struct parcels *back)
{
	http_flight_judge(flight, code, &flight->parcel->result);
	end_flight(queue, flight, back);
}

void http_queue_cut(
	struct http_queue *queue, CURLM *multi, struct parcels *back)
{
	static const struct carrier_result stayed = {.class = CARRIER_STAYED};
	static const struct carrier_result stopped = {
		.class = CARRIER_UNCERTAIN,
		.phase = "answer",
		.detail = "nudged ended before the answer came",
	};
	struct parcel *parcel;

	while ((parcel = parcels_take(&queue->line))) {
		parcel->result = stayed;
		parcels_add(back, parcel);
	}
	while (queue->flights) {
		struct http_flight *flight = queue->flights;

		curl_multi_remove_handle(multi, flight->easy);
		flight->parcel->result = stopped;
		end_flight(queue, flight, back);
	}
}

void http_queue_rest(struct http_queue *queue)
{
	pthread_mutex_lock(&queue->mutex);
	while (queue->resting) {
		struct http_flight *next = queue->resting->next;

		http_flight_free(queue->resting);
		queue->resting = next;
		queue->n--;
	}
	pthread_mutex_unlock(&queue->mutex);
}
