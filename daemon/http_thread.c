/* The thread on which HTTP requests fly. */
#include "daemon/http_thread.h"

#include "daemon/worker.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <time.h>

enum {
	/* As many for one host as one target has requests on their way: one
	 * that waits for a connection inside libcurl would use up its time
	 * there. */
	CONNECTIONS = HTTP_FLIGHTS,
	IDLE_S = 30,
	POLL_MS = 60 * 1000, /* libcurl knows its own times */
};

enum doing { BUSY, RESTING, POLLING };

struct http_thread {
	int event_fd; /* told when done is no longer empty */
	sd_event_source *source;
	pthread_t thread;
	bool is_started;
	pthread_mutex_t mutex; /* guards what follows */
	pthread_cond_t work, left;
	struct parcels todo, done;
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

	if (multi &&
		curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS,
			(long)CONNECTIONS) == CURLM_OK &&
		curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS,
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

	while ((parcel = parcels_take(&t->todo))) {
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

static void free_all(struct parcels *line)
{
	struct parcel *parcel;

	while ((parcel = parcels_take(line)))
		carrier_free_parcel(parcel);
}

/* What is to leave is freed by its owner as soon as it is told. */
static void obey(struct http_thread *t, struct http_queue *queue)
{
	struct parcels back;

	parcels_init(&back);
	if (queue->is_known)
		http_queue_cut(queue, t->multi, &back);
	if (queue->must_leave)
		free_all(&back);
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

/* To the loop, which is told of the first; mutex held. */
static void hand_back(struct http_thread *t)
{
	const uint64_t one = 1;
	bool is_told = t->done.first;

	if (!t->back.first)
		return;
	parcels_move(&t->done, &t->back);
	/* Fails only when it is readable 2^64 times already. */
	if (!is_told)
		(void)!write(t->event_fd, &one, sizeof(one));
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
	struct timespec until;

	t->doing = RESTING;
	/* How long a connection idles is not the domain's time. */
	if (!t->multi || timespec_get(&until, TIME_UTC) != TIME_UTC) {
		pthread_cond_wait(&t->work, &t->mutex);
		return;
	}
	until.tv_sec += IDLE_S;
	if (pthread_cond_timedwait(&t->work, &t->mutex, &until) == ETIMEDOUT)
		close_multi(t);
}

/* Until something comes, from the loop or the wire; mutex held. */
static void wait_for_more(struct http_thread *t)
{
	if (t->todo.first || t->orders || t->is_ending || may_depart(t))
		return;
	if (!is_under_way(t)) {
		rest(t);
	} else {
		t->doing = POLLING;
		pthread_mutex_unlock(&t->mutex);
		(void)curl_multi_poll(t->multi, NULL, 0, POLL_MS, NULL);
		pthread_mutex_lock(&t->mutex);
	}
	t->doing = BUSY;
}

static void *run(void *userdata)
{
	struct http_thread *t = userdata;

	pthread_mutex_lock(&t->mutex);
	while (!t->is_ending) {
		take_orders(t);
		pthread_mutex_unlock(&t->mutex);
		fly(t);
		pthread_mutex_lock(&t->mutex);
		hand_back(t);
		wait_for_more(t);
	}
	pthread_mutex_unlock(&t->mutex);
	close_multi(t);
	return NULL;
}

static int start(struct http_thread *t)
{
	int r = t->is_started ? 0 : worker_start(&t->thread, run, t);

	t->is_started = r == 0;
	return r;
}

/* There is something to do; mutex held. */
static void wake(struct http_thread *t)
{
	if (t->doing == RESTING)
		pthread_cond_signal(&t->work);
	else if (t->doing == POLLING)
		(void)curl_multi_wakeup(t->multi);
	t->doing = BUSY;
}

static int on_done(
	sd_event_source *source, int fd, uint32_t events, void *userdata)
{
	struct http_thread *t = userdata;
	struct parcels done;
	struct parcel *parcel;
	uint64_t n;

	(void)source;
	(void)events;
	(void)!read(fd, &n, sizeof(n));
	parcels_init(&done);
	pthread_mutex_lock(&t->mutex);
	parcels_move(&done, &t->done);
	pthread_mutex_unlock(&t->mutex);
	while ((parcel = parcels_take(&done))) {
		struct http_queue *queue = parcel->carrier;

		queue->done(parcel, &parcel->result, queue->userdata);
	}
	return 0;
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
	parcels_init(&t->todo);
	parcels_init(&t->done);
	parcels_init(&t->back);
	pthread_mutex_init(&t->mutex, NULL);
	pthread_cond_init(&t->work, NULL);
	pthread_cond_init(&t->left, NULL);
	t->event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (t->event_fd < 0)
		return -errno;
	r = sd_event_add_io(
		event, &t->source, t->event_fd, EPOLLIN, on_done, t);
	if (r < 0)
		return r;
	*ret = TAKE(t);
	return 0;
}

struct http_thread *http_thread_free(struct http_thread *t)
{
	if (!t)
		return NULL;
	pthread_mutex_lock(&t->mutex);
	t->is_ending = true;
	wake(t);
	pthread_mutex_unlock(&t->mutex);
	if (t->is_started)
		pthread_join(t->thread, NULL);
	sd_event_source_disable_unref(t->source);
	cleanup_close(&t->event_fd);
	pthread_cond_destroy(&t->left);
	pthread_cond_destroy(&t->work);
	pthread_mutex_destroy(&t->mutex);
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
		queue->done(parcel, &no_thread, queue->userdata);
		return;
	}
	queue->is_used = true;
	parcel->carrier = queue;
	pthread_mutex_lock(&t->mutex);
	parcels_add(&t->todo, parcel);
	wake(t);
	pthread_mutex_unlock(&t->mutex);
}

/* Mutex held. */
static void order(struct http_thread *t, struct http_queue *queue)
{
	if (!queue->must_cut) {
		queue->must_cut = true;
		queue->next_order = t->orders;
		t->orders = queue;
	}
	wake(t);
}

void http_thread_cut(struct http_thread *t, struct http_queue *queue)
{
	if (!queue->is_used)
		return;
	pthread_mutex_lock(&t->mutex);
	order(t, queue);
	pthread_mutex_unlock(&t->mutex);
}

/* What came back of a queue that is gone. */
static void drop(struct http_thread *t, const struct http_queue *queue)
{
	struct parcels others;
	struct parcel *parcel;

	parcels_init(&others);
	while ((parcel = parcels_take(&t->done)))
		if (parcel->carrier == queue)
			carrier_free_parcel(parcel);
		else
			parcels_add(&others, parcel);
	parcels_move(&t->done, &others);
}

void http_thread_leave(struct http_thread *t, struct http_queue *queue)
{
	if (!queue->is_used)
		return;
	pthread_mutex_lock(&t->mutex);
	queue->must_leave = true;
	order(t, queue);
	while (queue->must_leave)
		pthread_cond_wait(&t->left, &t->mutex);
	drop(t, queue);
	pthread_mutex_unlock(&t->mutex);
}
