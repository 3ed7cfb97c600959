/* The thread on which HTTP requests fly. */
#include "daemon/http_thread.h"

#include "daemon/exchange.h"
#include "daemon/worker.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>

enum {
	/* Kept, whatever is under way.  With fewer than all targets have at
	 * once, each that lands would close the one it came on.  There is no
	 * other limit than that of each target's flights: what waits for a
	 * connection inside libcurl uses up its time there. */
	CONNECTIONS = 8 * HTTP_FLIGHTS,
	POLL_MS = 60 * 1000, /* libcurl knows its own times */
};

enum doing { BUSY, RESTING, POLLING };

struct http_thread {
	pthread_t thread;
	bool is_started;
	struct exchange exchange; /* its mutex guards what follows */
	pthread_cond_t work, left;
	struct http_queue *orders;
	enum doing doing;
	bool is_ending;
	/* The thread's own; multi is also woken from outside, where it is
	 * POLLING. */
	CURLM *multi;
	struct http_queue *queues;
	struct parcels back;
};

static CURLM *open_multi(void)
{
	CURLM *multi = curl_multi_init();

	if (multi && curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS,
			     (long)CONNECTIONS) == CURLM_OK)
		return multi;
	curl_multi_cleanup(multi);
	return NULL;
}

static void close_multi(struct http_thread *t)
{
	for (struct http_queue *q = t->queues; q; q = q->next)
		http_queue_rest(q);
	curl_multi_cleanup(t->multi);
	t->multi = NULL;
}

static void take_parcels(struct http_thread *t)
{
	struct parcel *parcel;

	while ((parcel = parcels_take(&t->exchange.todo))) {
		struct http_queue *queue = parcel->carrier;

		if (!queue->is_known) {
			queue->is_known = true;
			parcels_init(&queue->line);
			queue->next = t->queues;
			t->queues = queue;
		}
		parcels_add(&queue->line, parcel);
	}
}

static void forget(struct http_thread *t, struct http_queue *queue)
{
	struct http_queue **p = &t->queues;

	while (*p != queue)
		p = &(*p)->next;
	*p = queue->next;
	queue->is_known = false;
}

/* What is to leave is freed by its owner as soon as it is told. */
static void obey(struct http_thread *t, struct http_queue *queue)
{
	struct parcels back;

	parcels_init(&back);
	if (queue->is_known)
		http_queue_cut(queue, t->multi, &back);
	if (queue->must_leave)
		parcels_free(&back);
	if (queue->must_leave && queue->is_known)
		forget(t, queue);
	parcels_move(&t->back, &back);
	queue->must_cut = false;
	queue->must_leave = false;
}

/* What came in from the loop; mutex held. */
static void take_orders(struct http_thread *t)
{
	take_parcels(t);
	if (!t->orders)
		return;
	while (t->orders) {
		struct http_queue *queue = t->orders;

		t->orders = TAKE(queue->next_order);
		obey(t, queue);
	}
	pthread_cond_broadcast(&t->left);
}

static void land(struct http_thread *t)
{
	CURLMsg *message;
	int left;

	while ((message = curl_multi_info_read(t->multi, &left))) {
		struct http_flight *flight = NULL;
		CURL *easy = message->easy_handle;
		CURLcode code = message->data.result;

		(void)curl_easy_getinfo(easy, CURLINFO_PRIVATE, &flight);
		curl_multi_remove_handle(t->multi, easy);
		http_queue_land(flight->queue, flight, code, &t->back);
	}
}

static bool may_depart(const struct http_thread *t)
{
	for (const struct http_queue *q = t->queues; q; q = q->next)
		if (q->line.first && q->n_flights < HTTP_FLIGHTS)
			return true;
	return false;
}

static void fly(struct http_thread *t)
{
	int running;

	if (!t->multi && may_depart(t))
		t->multi = open_multi();
	for (struct http_queue *q = t->queues; q; q = q->next)
		http_queue_depart(q, t->multi, &t->back);
	if (curl_multi_perform(t->multi, &running) == CURLM_OK)
		land(t);
}

static bool is_under_way(const struct http_thread *t)
{
	for (const struct http_queue *q = t->queues; q; q = q->next)
		if (q->n_flights > 0)
			return true;
	return false;
}

/* Nothing is under way; mutex held. */
static void rest(struct http_thread *t)
{
	t->doing = RESTING;
	if (!exchange_wait(&t->exchange, &t->work, t->multi))
		close_multi(t);
}

/* Until something comes, from the loop or the wire; mutex held. */
static void wait_for_more(struct http_thread *t)
{
	if (t->exchange.todo.first || t->orders || t->is_ending ||
		may_depart(t))
		return;
	if (!is_under_way(t)) {
		rest(t);
	} else {
		t->doing = POLLING;
		pthread_mutex_unlock(&t->exchange.mutex);
		(void)curl_multi_poll(t->multi, NULL, 0, POLL_MS, NULL);
		pthread_mutex_lock(&t->exchange.mutex);
	}
	t->doing = BUSY;
}

static void *run(void *userdata)
{
	struct http_thread *t = userdata;

	pthread_mutex_lock(&t->exchange.mutex);
	while (!t->is_ending) {
		take_orders(t);
		pthread_mutex_unlock(&t->exchange.mutex);
		fly(t);
		pthread_mutex_lock(&t->exchange.mutex);
		exchange_back(&t->exchange, &t->back);
		wait_for_more(t);
	}
	pthread_mutex_unlock(&t->exchange.mutex);
	close_multi(t);
	return NULL;
}

static int start(struct http_thread *t)
{
	int r = t->is_started ? 0 : worker_start(&t->thread, run, t);

	t->is_started = r == 0;
	return r;
}

/* There is something to do.  Gives up the mutex before it wakes a thread that
 * needs it. */
static void unlock_and_wake(struct http_thread *t)
{
	bool is_resting = t->doing == RESTING;

	if (t->doing == POLLING)
		(void)curl_multi_wakeup(t->multi);
	t->doing = BUSY;
	pthread_mutex_unlock(&t->exchange.mutex);
	if (is_resting)
		pthread_cond_signal(&t->work);
}

static void free_half_made(struct http_thread **t)
{
	http_thread_free(*t);
}

int http_thread_new(sd_event *event, struct http_thread **ret)
{
	CLEANUP(free_half_made)
	struct http_thread *t = calloc(1, sizeof(*t));
	int r;

	if (!t)
		return -ENOMEM;
	/* TLS libraries write to closed connections. */
	(void)signal(SIGPIPE, SIG_IGN);
	(void)curl_global_init(CURL_GLOBAL_DEFAULT);
	parcels_init(&t->back);
	exchange_init_cond(&t->work);
	pthread_cond_init(&t->left, NULL);
	r = exchange_init(&t->exchange, event);
	if (r < 0)
		return r;
	*ret = TAKE(t);
	return 0;
}

struct http_thread *http_thread_free(struct http_thread *t)
{
	if (!t)
		return NULL;
	pthread_mutex_lock(&t->exchange.mutex);
	t->is_ending = true;
	unlock_and_wake(t);
	if (t->is_started)
		pthread_join(t->thread, NULL);
	pthread_cond_destroy(&t->left);
	pthread_cond_destroy(&t->work);
	exchange_done(&t->exchange);
	curl_global_cleanup();
	free(t);
	return NULL;
}

void http_thread_send(
	struct http_thread *t, struct http_queue *queue, struct parcel *parcel)
{
	static const struct carrier_result no_thread = {
		.class = CARRIER_TEMPORARY,
		.phase = "connect",
		.detail = "no thread for a request",
	};

	if (start(t) < 0) {
		parcel->home->done(parcel, &no_thread, parcel->home->userdata);
		return;
	}
	queue->is_used = true;
	parcel->carrier = queue;
	pthread_mutex_lock(&t->exchange.mutex);
	parcels_add(&t->exchange.todo, parcel);
	unlock_and_wake(t);
}

/* Mutex held, and given up. */
static void order(struct http_thread *t, struct http_queue *queue)
{
	if (!queue->must_cut) {
		queue->must_cut = true;
		queue->next_order = t->orders;
		t->orders = queue;
	}
	unlock_and_wake(t);
}

void http_thread_cut(struct http_thread *t, struct http_queue *queue)
{
	if (!queue->is_used)
		return;
	pthread_mutex_lock(&t->exchange.mutex);
	order(t, queue);
}

/* What came back of a queue that is gone. */
static void drop(struct http_thread *t, const struct http_queue *queue)
{
	struct parcels others;
	struct parcel *parcel;

	parcels_init(&others);
	while ((parcel = parcels_take(&t->exchange.done)))
		if (parcel->carrier == queue)
			carrier_free_parcel(parcel);
		else
			parcels_add(&others, parcel);
	parcels_move(&t->exchange.done, &others);
}

void http_thread_leave(struct http_thread *t, struct http_queue *queue)
{
	if (!queue->is_used)
		return;
	pthread_mutex_lock(&t->exchange.mutex);
	queue->must_leave = true;
	order(t, queue);
	pthread_mutex_lock(&t->exchange.mutex);
	while (queue->must_leave)
		pthread_cond_wait(&t->left, &t->exchange.mutex);
	drop(t, queue);
	pthread_mutex_unlock(&t->exchange.mutex);
}
