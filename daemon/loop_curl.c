/* HTTP transfers on the event loop. */
#include "daemon/loop_curl.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>

/* As many for one host as one webhook has requests on their way: one that
 * waits for a connection inside libcurl would use up its time there. */
enum { CONNECTIONS = 16, PER_HOST = 16 };

/* A socket that curl wants watched. */
struct watched {
	int fd;
	sd_event_source *source;
};

/* A transfer under way; CURLOPT_PRIVATE points here. */
struct transfer {
	void (*done)(CURL *easy, CURLcode code, void *userdata);
	void *userdata;
};

struct loop_curl {
	sd_event *event;
	CURLM *multi;
	sd_event_source *timer, *post;
	struct watched *watched;
	size_t n_watched;
};

static struct watched *find(struct loop_curl *loop, int fd)
{
	for (size_t i = 0; i < loop->n_watched; i++)
		if (loop->watched[i].fd == fd)
			return &loop->watched[i];
	return NULL;
}

static void forget(struct loop_curl *loop, int fd)
{
	struct watched *watched = find(loop, fd);

	if (!watched)
		return;
	sd_event_source_disable_unref(watched->source);
	*watched = loop->watched[--loop->n_watched];
}

static void act(struct loop_curl *loop, curl_socket_t fd, int bits)
{
	int running;

	(void)curl_multi_socket_action(loop->multi, fd, bits, &running);
}

static int on_io(
	sd_event_source *source, int fd, uint32_t events, void *userdata)
{
	int bits = 0;

	(void)source;
	if (events & EPOLLIN)
		bits |= CURL_CSELECT_IN;
	if (events & EPOLLOUT)
		bits |= CURL_CSELECT_OUT;
	if (events & (EPOLLERR | EPOLLHUP))
		bits |= CURL_CSELECT_ERR;
	act(userdata, fd, bits);
	return 0;
}

static int on_timer(sd_event_source *source, uint64_t at, void *userdata)
{
	(void)source;
	(void)at;
	act(userdata, CURL_SOCKET_TIMEOUT, 0);
	return 0;
}

static uint32_t events_of(int what)
{
	uint32_t events = 0;

	if (what & CURL_POLL_IN)
		events |= EPOLLIN;
	if (what & CURL_POLL_OUT)
		events |= EPOLLOUT;
	return events;
}

static int watch(struct loop_curl *loop, int fd, uint32_t events)
{
	struct watched *more =
		reallocarray(loop->watched, loop->n_watched + 1, sizeof(*more));
	struct watched *last;
	int r;

	if (!more)
		return -ENOMEM;
	loop->watched = more;
	last = &more[loop->n_watched];
	last->fd = fd;
	r = sd_event_add_io(
		loop->event, &last->source, fd, events, on_io, loop);
	if (r < 0)
		return r;
	loop->n_watched++;
	return 0;
}

/* A source may be stale: curl does not tell when it drops a cached
 * connection whose number is then given out again. */
static int on_socket(
	CURL *easy, curl_socket_t fd, int what, void *userdata, void *socketp)
{
	struct loop_curl *loop = userdata;
	struct watched *watched = find(loop, fd);

	(void)easy;
	(void)socketp;
	if (what == CURL_POLL_REMOVE) {
		forget(loop, fd);
		return 0;
	}
	if (watched && sd_event_source_set_io_events(
			       watched->source, events_of(what)) >= 0)
		return 0;
	forget(loop, fd);
	return watch(loop, fd, events_of(what)) < 0 ? -1 : 0;
}

static int on_set_timer(CURLM *multi, long ms, void *userdata)
{
	struct loop_curl *loop = userdata;

	(void)multi;
	if (ms < 0)
		return sd_event_source_set_enabled(loop->timer, SD_EVENT_OFF) <
				       0
			       ? -1
			       : 0;
	if (sd_event_source_set_time_relative(
		    loop->timer, (uint64_t)ms * 1000) < 0 ||
		sd_event_source_set_enabled(loop->timer, SD_EVENT_ONESHOT) < 0)
		return -1;
	return 0;
}

static void finish(struct loop_curl *loop, CURL *easy, CURLcode code)
{
	struct transfer *transfer = NULL;

	(void)curl_easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
	curl_multi_remove_handle(loop->multi, easy);
	transfer->done(easy, code, transfer->userdata);
	free(transfer);
}

/* After each dispatch: what has ended.  Not inside a curl callback, where
 * handles must not be removed. */
static int on_post(sd_event_source *source, void *userdata)
{
	struct loop_curl *loop = userdata;
	CURLMsg *message;
	int left;

	(void)source;
	while ((message = curl_multi_info_read(loop->multi, &left)))
		if (message->msg == CURLMSG_DONE)
			finish(loop, message->easy_handle,
				message->data.result);
	return 0;
}

static int set_up(struct loop_curl *loop)
{
	CURLM *m = loop->multi;
	CURLMcode c[] = {
		curl_multi_setopt(m, CURLMOPT_SOCKETFUNCTION, on_socket),
		curl_multi_setopt(m, CURLMOPT_SOCKETDATA, loop),
		curl_multi_setopt(m, CURLMOPT_TIMERFUNCTION, on_set_timer),
		curl_multi_setopt(m, CURLMOPT_TIMERDATA, loop),
		curl_multi_setopt(m, CURLMOPT_MAXCONNECTS, (long)CONNECTIONS),
		curl_multi_setopt(
			m, CURLMOPT_MAX_HOST_CONNECTIONS, (long)PER_HOST),
	};
	int r;

	for (size_t i = 0; i < ARRAY_LEN(c); i++)
		if (c[i] != CURLM_OK)
			return -EINVAL;
	/* Accuracy 1: 0 means a quarter of a second. */
	r = sd_event_add_time(loop->event, &loop->timer, CLOCK_MONOTONIC,
		UINT64_MAX, 1, on_timer, loop);
	if (r >= 0)
		r = sd_event_source_set_enabled(loop->timer, SD_EVENT_OFF);
	if (r >= 0)
		r = sd_event_add_post(loop->event, &loop->post, on_post, loop);
	return r < 0 ? r : 0;
}

static void free_half_made(struct loop_curl **loop)
{
	loop_curl_free(*loop);
}

int loop_curl_new(sd_event *event, struct loop_curl **ret)
{
	CLEANUP(free_half_made)
	struct loop_curl *loop = calloc(1, sizeof(*loop));
	int r;

	if (!loop)
		return -ENOMEM;
	/* TLS libraries write to closed connections. */
	(void)signal(SIGPIPE, SIG_IGN);
	(void)curl_global_init(CURL_GLOBAL_DEFAULT);
	loop->event = sd_event_ref(event);
	loop->multi = curl_multi_init();
	r = loop->multi ? set_up(loop) : -ENOMEM;
	if (r < 0)
		return r;
	*ret = TAKE(loop);
	return 0;
}

struct loop_curl *loop_curl_free(struct loop_curl *loop)
{
	if (!loop)
		return NULL;
	curl_multi_cleanup(loop->multi);
	while (loop->n_watched > 0)
		forget(loop, loop->watched[0].fd);
	free(loop->watched);
	sd_event_source_disable_unref(loop->timer);
	sd_event_source_disable_unref(loop->post);
	sd_event_unref(loop->event);
	curl_global_cleanup();
	free(loop);
	return NULL;
}

/* The reliable end of a descriptor; it runs before curl forgets it. */
static int on_close(void *userdata, curl_socket_t fd)
{
	forget(userdata, fd);
	return close(fd);
}

int loop_curl_start(struct loop_curl *loop, CURL *easy,
	void (*done)(CURL *easy, CURLcode code, void *userdata), void *userdata)
{
	AUTO_FREE struct transfer *transfer = calloc(1, sizeof(*transfer));

	if (!transfer)
		return -ENOMEM;
	*transfer = (struct transfer){done, userdata};
	if (curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer) != CURLE_OK ||
		curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, on_close) !=
			CURLE_OK ||
		curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, loop) !=
			CURLE_OK ||
		curl_multi_add_handle(loop->multi, easy) != CURLM_OK)
		return -EINVAL;
	(void)TAKE(transfer);
	return 0;
}

void loop_curl_stop(struct loop_curl *loop, CURL *easy)
{
	struct transfer *transfer = NULL;

	curl_multi_remove_handle(loop->multi, easy);
	(void)curl_easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
	free(transfer);
}
