/* What goes to one HTTP target. */
#include "daemon/http_queue.h"

#include "base/clock.h"

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

static void draw_up(struct http_queue *queue, struct parcel *parcel, int64_t at)
{
	pthread_mutex_lock(&queue->mutex);
	http_draft_free(parcel->draft);
	parcel->draft = http_draft_new(queue->target, parcel, at);
	pthread_mutex_unlock(&queue->mutex);
}

void http_queue_prepare(struct http_queue *queue, struct parcel *parcel)
{
	int64_t now = clock_now();

	draw_up(queue, parcel,
		parcel->leaves_at > now ? parcel->leaves_at : now);
}

/* What was made ahead bears the second it was made for: who stood in line
 * longer would be refused for an old signature. */
static bool freshen(struct http_queue *queue, struct parcel *parcel)
{
	int64_t now = clock_now();

	if (!parcel->draft || llabs(now - parcel->draft->at) > FRESH_S)
		draw_up(queue, parcel, now);
	return parcel->draft;
}

/* One that rests, warm in the processor's caches, or a new one. */
static struct http_flight *take_flight(struct http_queue *queue)
{
	struct http_flight *flight = queue->resting;

	if (flight) {
		queue->resting = flight->next;
		return flight;
	}
	flight = calloc(1, sizeof(*flight));
	if (flight) {
		flight->target = queue->target;
		flight->queue = queue;
	}
	return flight;
}

static void keep_flight(struct http_queue *queue, struct http_flight *flight)
{
	http_flight_rest(flight);
	flight->next = queue->resting;
	queue->resting = flight;
}

static bool depart(
	struct http_queue *queue, CURLM *multi, struct parcel *parcel)
{
	struct http_flight *flight;

	if (!freshen(queue, parcel) || !(flight = take_flight(queue)))
		return false;
	if (!http_flight_load(flight, parcel) ||
		curl_multi_add_handle(multi, flight->easy) != CURLM_OK) {
		keep_flight(queue, flight);
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
	keep_flight(queue, flight);
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
	while (queue->resting) {
		struct http_flight *next = queue->resting->next;

		http_flight_free(queue->resting);
		queue->resting = next;
	}
}
