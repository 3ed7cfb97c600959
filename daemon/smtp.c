/* Mail through a relay: the workers. */
#include "daemon/smtp.h"

#include "daemon/exchange.h"
#include "daemon/post.h"
#include "daemon/smtp_session.h"
#include "daemon/worker.h"

#include <errno.h>
#include <stdlib.h>

enum {
	WORKERS = 2,
	AHEAD = WORKERS,  /* at least: a worker never waits for the loop */
	AHEAD_MOST = 256, /* where the relay is fast (room.h) */
	DRAIN_S = 20,
};

struct worker {
	struct smtp *smtp;
	pthread_t thread;
	bool is_started, is_busy;
	struct smtp_session session;
};

struct smtp {
	struct carrier_home home;
	struct smtp_relay relay;
	struct exchange exchange; /* its mutex guards all below */
	pthread_cond_t work;
	bool is_ending;
	struct worker workers[WORKERS];
};

/* Back to the loop; mutex held. */
static void hand_back(struct smtp *smtp, struct parcel *parcel)
{
	struct parcels back;

	parcels_init(&back);
	parcels_add(&back, parcel);
	exchange_back(&smtp->exchange, &back);
}

/* What no worker has begun goes back; mutex held. */
static void clear_line(struct smtp *smtp)
{
	struct parcel *parcel;

	while ((parcel = parcels_take(&smtp->exchange.todo))) {
		parcel->result =
			(struct carrier_result){.class = CARRIER_STAYED};
		hand_back(smtp, parcel);
	}
}

static void carry(struct worker *worker, struct parcel *parcel)
{
	struct smtp *smtp = worker->smtp;
	bool is_well;

	pthread_mutex_unlock(&smtp->exchange.mutex);
	smtp_session_send(&worker->session, parcel, &parcel->result);
	is_well = smtp_session_is_well(&worker->session, &parcel->result);
	pthread_mutex_lock(&smtp->exchange.mutex);
	hand_back(smtp, parcel);
	/* A wrong password is not tried for each that stands in line. */
	if (!is_well)
		clear_line(smtp);
	pthread_mutex_unlock(&smtp->exchange.mutex);
	smtp_session_tidy(&worker->session);
	pthread_mutex_lock(&smtp->exchange.mutex);
}

static void *work(void *userdata)
{
	struct worker *worker = userdata;
	struct smtp *smtp = worker->smtp;

	pthread_mutex_lock(&smtp->exchange.mutex);
	while (!smtp->is_ending) {
		struct parcel *parcel = parcels_take(&smtp->exchange.todo);

		worker->is_busy = parcel;
		if (parcel) {
			carry(worker, parcel);
		} else if (!exchange_wait(&smtp->exchange, &smtp->work,
				   worker->session.easy)) {
			pthread_mutex_unlock(&smtp->exchange.mutex);
			smtp_session_close(&worker->session);
			pthread_mutex_lock(&smtp->exchange.mutex);
		}
	}
	pthread_mutex_unlock(&smtp->exchange.mutex);
	smtp_session_close(&worker->session);
	return NULL;
}

static int start(struct worker *worker)
{
	int r = worker_start(&worker->thread, work, worker);

	worker->is_started = r == 0;
	return r;
}

/* One worker more, if all that run are busy; mutex held. */
static int wake_worker(struct smtp *smtp)
{
	int r = 0;

	for (size_t i = 0; i < WORKERS; i++) {
		struct worker *worker = &smtp->workers[i];

		if (worker->is_started && worker->is_busy)
			continue;
		if (!worker->is_started)
			r = start(worker);
		if (r == 0)
			worker->is_busy = true;
		break;
	}
	pthread_cond_broadcast(&smtp->work);
	return r;
}

static void smtp_send(void *carrier, struct parcel *parcel)
{
	static const struct carrier_result no_worker = {
		.class = CARRIER_TEMPORARY,
		.phase = "connect",
		.detail = "no thread for a mail",
	};
	struct smtp *smtp = carrier;
	int r;

	parcel->home = &smtp->home;
	pthread_mutex_lock(&smtp->exchange.mutex);
	r = wake_worker(smtp);
	if (r >= 0 || smtp->workers[0].is_started)
		parcels_add(&smtp->exchange.todo, TAKE(parcel));
	pthread_mutex_unlock(&smtp->exchange.mutex);
	if (parcel)
		smtp->home.done(parcel, &no_worker, smtp->home.userdata);
}

static void smtp_cut(void *carrier)
{
	struct smtp *smtp = carrier;

	pthread_mutex_lock(&smtp->exchange.mutex);
	clear_line(smtp);
	for (size_t i = 0; i < WORKERS; i++)
		if (smtp->workers[i].is_busy)
			smtp_session_cut(&smtp->workers[i].session);
	pthread_mutex_unlock(&smtp->exchange.mutex);
}

static void smtp_close(void *carrier)
{
	struct smtp *smtp = carrier;

	pthread_mutex_lock(&smtp->exchange.mutex);
	smtp->is_ending = true;
	for (size_t i = 0; i < WORKERS; i++)
		smtp_session_hurry(&smtp->workers[i].session);
	pthread_cond_broadcast(&smtp->work);
	pthread_mutex_unlock(&smtp->exchange.mutex);
	for (size_t i = 0; i < WORKERS; i++)
		if (smtp->workers[i].is_started)
			pthread_join(smtp->workers[i].thread, NULL);
	exchange_done(&smtp->exchange);
	smtp_relay_done(&smtp->relay);
	pthread_cond_destroy(&smtp->work);
	curl_global_cleanup();
	free(smtp);
}

static int init(struct smtp *smtp, const struct carrier_home *home)
{
	smtp->home = *home;
	exchange_init_cond(&smtp->work);
	for (size_t i = 0; i < WORKERS; i++) {
		struct worker *worker = &smtp->workers[i];

		worker->smtp = smtp;
		worker->session.relay = &smtp->relay;
		worker->session.mutex = &smtp->exchange.mutex;
		worker->session.fd = -1;
	}
	(void)curl_global_init(CURL_GLOBAL_DEFAULT);
	return exchange_init(&smtp->exchange, home->event);
}

static void close_half_open(struct smtp **smtp)
{
	if (*smtp)
		smtp_close(*smtp);
}

static int smtp_open(const struct carrier_home *home,
	const struct channel *channel, const struct secret *secret, void **ret,
	struct err *err)
{
	CLEANUP(close_half_open) struct smtp *smtp = calloc(1, sizeof(*smtp));
	int r;

	(void)channel;
	if (!smtp)
		return -ENOMEM;
	r = init(smtp, home);
	if (r == 0)
		r = smtp_relay_init(&smtp->relay, secret, err);
	if (r < 0)
		return r;
	*ret = TAKE(smtp);
	return 0;
}

const struct carrier_kind smtp_kind = {
	.name = "email",
	.backoff = &backoff_mail,
	.rates = {{.n = 60, .period_us = 60 * 1000000LL, .burst = 10}},
	.least = WORKERS + AHEAD,
	.most = AHEAD_MOST,
	.drain_s = DRAIN_S,
	.is_idempotent = false,
	.open = smtp_open,
	.pack = post_pack,
	.send = smtp_send,
	.cut = smtp_cut,
	.close = smtp_close,
};
