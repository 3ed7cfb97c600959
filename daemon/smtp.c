/* Mail through a relay: the workers. */
#include "daemon/smtp.h"

#include "daemon/post.h"
#include "daemon/smtp_session.h"
#include "daemon/worker.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>

enum {
	WORKERS = 2,
	AHEAD = WORKERS,  /* at least: a worker never waits for the loop */
	AHEAD_MOST = 128, /* where the relay is fast (room.h) */
	IDLE_S = 30,
	DRAIN_S = 20,
};

/* A mail on its way to a worker or back. */
struct job {
	struct parcel *parcel;
	struct carrier_result result;
	struct job *next;
};

struct line {
	struct job *first, **end;
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
	int event_fd;
	sd_event_source *source;
	pthread_mutex_t mutex; /* guards all below */
	pthread_cond_t work;
	struct line todo, done;
	bool is_ending;
	struct worker workers[WORKERS];
};

static void init_line(struct line *line)
{
	line->first = NULL;
	line->end = &line->first;
}

static void append(struct line *line, struct job *job)
{
	job->next = NULL;
	*line->end = job;
	line->end = &job->next;
}

static struct job *take_first(struct line *line)
{
	struct job *job = line->first;

	if (!job)
		return NULL;
	line->first = job->next;
	if (!line->first)
		line->end = &line->first;
	return job;
}

/* Back to the loop, which is told of the first; mutex held. */
static void hand_back(struct smtp *smtp, struct job *job)
{
	const uint64_t one = 1;
	bool is_told = smtp->done.first;

	append(&smtp->done, job);
	/* Fails only when it is readable 2^64 times already. */
	if (!is_told)
		(void)!write(smtp->event_fd, &one, sizeof(one));
}

/* What no worker has begun goes back; mutex held. */
static void clear_line(struct smtp *smtp)
{
	struct job *job;

	while ((job = take_first(&smtp->todo))) {
		job->result = (struct carrier_result){.class = CARRIER_STAYED};
		hand_back(smtp, job);
	}
}

/* Waits for work, mutex held; false: nothing came while a session idles. */
static bool wait_for_work(struct worker *worker)
{
	struct smtp *smtp = worker->smtp;
	struct timespec until;

	if (!worker->session.easy)
		return pthread_cond_wait(&smtp->work, &smtp->mutex) == 0;
	/* How long a session idles is not the domain's time. */
	if (timespec_get(&until, TIME_UTC) != TIME_UTC)
		return false;
	until.tv_sec += IDLE_S;
	return pthread_cond_timedwait(&smtp->work, &smtp->mutex, &until) == 0;
}

static void do_job(struct worker *worker, struct job *job)
{
	struct smtp *smtp = worker->smtp;

	pthread_mutex_unlock(&smtp->mutex);
	smtp_session_send(&worker->session, job->parcel, &job->result);
	pthread_mutex_lock(&smtp->mutex);
	hand_back(smtp, job);
	/* A wrong password is not tried for each that stands in line. */
	if (!smtp_session_is_well(&worker->session, &job->result))
		clear_line(smtp);
}

static void *work(void *userdata)
{
	struct worker *worker = userdata;
	struct smtp *smtp = worker->smtp;

	pthread_mutex_lock(&smtp->mutex);
	while (!smtp->is_ending) {
		struct job *job = take_first(&smtp->todo);

		worker->is_busy = job;
		if (job) {
			do_job(worker, job);
		} else if (!wait_for_work(worker)) {
			pthread_mutex_unlock(&smtp->mutex);
			smtp_session_close(&worker->session);
			pthread_mutex_lock(&smtp->mutex);
		}
	}
	pthread_mutex_unlock(&smtp->mutex);
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

static void give_back(struct smtp *smtp, struct job *job)
{
	smtp->home.done(job->parcel, &job->result, smtp->home.userdata);
	free(job);
}

static int on_done(
	sd_event_source *source, int fd, uint32_t events, void *userdata)
{
	struct smtp *smtp = userdata;
	uint64_t n;
	struct job *job, *next;

	(void)source;
	(void)events;
	(void)!read(fd, &n, sizeof(n));
	pthread_mutex_lock(&smtp->mutex);
	job = smtp->done.first;
	init_line(&smtp->done);
	pthread_mutex_unlock(&smtp->mutex);
	for (; job; job = next) {
		next = job->next;
		give_back(smtp, job);
	}
	return 0;
}

static void smtp_send(void *carrier, struct parcel *parcel)
{
	struct smtp *smtp = carrier;
	struct job *job = calloc(1, sizeof(*job));
	struct carrier_result no_worker = {.class = CARRIER_TEMPORARY,
		.phase = "connect",
		.detail = "no thread or memory for a mail"};
	int r;

	if (!job) {
		smtp->home.done(parcel, &no_worker, smtp->home.userdata);
		return;
	}
	job->parcel = parcel;
	pthread_mutex_lock(&smtp->mutex);
	append(&smtp->todo, job);
	r = wake_worker(smtp);
	if (r < 0 && !smtp->workers[0].is_started)
		init_line(&smtp->todo);
	else
		r = 0;
	pthread_mutex_unlock(&smtp->mutex);
	if (r < 0) {
		job->result = no_worker;
		give_back(smtp, job);
	}
}

static void smtp_cut(void *carrier)
{
	struct smtp *smtp = carrier;

	pthread_mutex_lock(&smtp->mutex);
	clear_line(smtp);
	for (size_t i = 0; i < WORKERS; i++)
		smtp_session_cut(&smtp->workers[i].session);
	pthread_mutex_unlock(&smtp->mutex);
}

static void drop(struct line *line)
{
	struct job *job;

	while ((job = take_first(line))) {
		carrier_free_parcel(job->parcel);
		free(job);
	}
}

static void smtp_close(void *carrier)
{
	struct smtp *smtp = carrier;

	pthread_mutex_lock(&smtp->mutex);
	smtp->is_ending = true;
	for (size_t i = 0; i < WORKERS; i++)
		smtp_session_cut(&smtp->workers[i].session);
	pthread_cond_broadcast(&smtp->work);
	pthread_mutex_unlock(&smtp->mutex);
	for (size_t i = 0; i < WORKERS; i++)
		if (smtp->workers[i].is_started)
			pthread_join(smtp->workers[i].thread, NULL);
	drop(&smtp->todo);
	drop(&smtp->done);
	sd_event_source_disable_unref(smtp->source);
	cleanup_close(&smtp->event_fd);
	smtp_relay_done(&smtp->relay);
	pthread_cond_destroy(&smtp->work);
	pthread_mutex_destroy(&smtp->mutex);
	curl_global_cleanup();
	free(smtp);
}

static void init(struct smtp *smtp, const struct carrier_home *home)
{
	smtp->home = *home;
	smtp->event_fd = -1;
	init_line(&smtp->todo);
	init_line(&smtp->done);
	pthread_mutex_init(&smtp->mutex, NULL);
	pthread_cond_init(&smtp->work, NULL);
	for (size_t i = 0; i < WORKERS; i++) {
		struct worker *worker = &smtp->workers[i];

		worker->smtp = smtp;
		worker->session.relay = &smtp->relay;
		worker->session.mutex = &smtp->mutex;
		worker->session.fd = -1;
	}
	(void)curl_global_init(CURL_GLOBAL_DEFAULT);
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
	init(smtp, home);
	r = smtp_relay_init(&smtp->relay, secret, err);
	if (r < 0)
		return r;
	smtp->event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (smtp->event_fd < 0)
		return -errno;
	r = sd_event_add_io(home->event, &smtp->source, smtp->event_fd, EPOLLIN,
		on_done, smtp);
	if (r < 0)
		return r;
	*ret = TAKE(smtp);
	return 0;
}

const struct carrier_kind smtp_kind = {
	.name = "email",
	.keys = smtp_relay_keys,
	.n_keys = SMTP_RELAY_KEYS,
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
