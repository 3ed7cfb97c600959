/* HTTP transfers on the event loop. */
#include "daemon/loop_curl.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>

/* As many for one host as one webhook has requests on their way: one that
 * waits for a connection inside libcurl would use up its time there. */
enum { CONNECTIONS = 16, PER_HOST = 16 };

/* A transfer under way; CURLOPT_PRIVATE points here. */
struct transfer {
	void (*done)(CURL *easy, CURLcode code, void *userdata);
	void *userdata;
};

struct loop_curl {
	sd_event *event;
	CURLM *multi;
	int epoll_fd; /* of curl's sockets */
	sd_event_source *io, *timer, *now, *post;
};

static void act(struct loop_curl *loop, curl_socket_t fd, int bits)
{
	int running;

	(void)curl_multi_socket_action(loop->multi, fd, bits, &running);
}

static int bits_of(uint32_t events)
{
	int bits = 0;

	if (events & EPOLLIN)
		bits |= CURL_CSELECT_IN;
	if (events & EPOLLOUT)
		bits |= CURL_CSELECT_OUT;
	if (events & (EPOLLERR | EPOLLHUP))
		bits |= CURL_CSELECT_ERR;
	return bits;
}

/* Acting on one socket may close another whose number is then another
 * socket's; curl takes an event that is none for one. */
static int on_io(
	sd_event_source *source, int fd, uint32_t revents, void *userdata)
{
	struct epoll_event events[CONNECTIONS];
	int n = epoll_wait(fd, events, CONNECTIONS, 0);

	(void)source;
	(void)revents;
	for (int i = 0; i < n; i++)
		act(userdata, events[i].data.fd, bits_of(events[i].events));
	return 0;
}

static int on_now(sd_event_source *source, void *userdata)
{
	(void)source;
	act(userdata, CURL_SOCKET_TIMEOUT, 0);
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

/* curl does not tell when it drops a connection it kept; then the descriptor
 * has left the set by being closed. */
static int on_socket(
	CURL *easy, curl_socket_t fd, int what, void *userdata, void *socketp)
{
	struct loop_curl *loop = userdata;
	struct epoll_event event = {.events = events_of(what), .data.fd = fd};

	(void)easy;
	(void)socketp;
	if (what == CURL_POLL_REMOVE) {
		(void)epoll_ctl(loop->epoll_fd, EPOLL_CTL_DEL, fd, NULL);
		return 0;
	}
	if (epoll_ctl(loop->epoll_fd, EPOLL_CTL_MOD, fd, &event) == 0)
		return 0;
	return epoll_ctl(loop->epoll_fd, EPOLL_CTL_ADD, fd, &event);
}

/* "At once" is what each start asks for: no timer, so no system calls. */
static int set_timer(struct loop_curl *loop, long ms)
{
	int r = sd_event_source_set_enabled(
		loop->now, ms == 0 ? SD_EVENT_ONESHOT : SD_EVENT_OFF);

	if (r >= 0 && ms > 0)
		r = sd_event_source_set_time_relative(
			loop->timer, (uint64_t)ms * 1000);
	if (r >= 0)
		r = sd_event_source_set_enabled(
			loop->timer, ms > 0 ? SD_EVENT_ONESHOT : SD_EVENT_OFF);
	return r;
}

static int on_set_timer(CURLM *multi, long ms, void *userdata)
{
	(void)multi;
	return set_timer(userdata, ms) < 0 ? -1 : 0;
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

static int set_up_multi(struct loop_curl *loop)
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

	for (size_t i = 0; i < ARRAY_LEN(c); i++)
		if (c[i] != CURLM_OK)
			return -EINVAL;
	return 0;
}

static int add_sources(struct loop_curl *loop)
{
	/* Accuracy 1: 0 means a quarter of a second. */
	int r = sd_event_add_time(loop->event, &loop->timer, CLOCK_MONOTONIC,
		UINT64_MAX, 1, on_timer, loop);

	if (r >= 0)
		r = sd_event_source_set_enabled(loop->timer, SD_EVENT_OFF);
	if (r >= 0)
		r = sd_event_add_defer(loop->event, &loop->now, on_now, loop);
	if (r >= 0)
		r = sd_event_source_set_enabled(loop->now, SD_EVENT_OFF);
	if (r >= 0)
		r = sd_event_add_io(loop->event, &loop->io, loop->epoll_fd,
			EPOLLIN, on_io, loop);
	if (r >= 0)
		r = sd_event_add_post(loop->event, &loop->post, on_post, loop);
	return r < 0 ? r : 0;
}

static int set_up(struct loop_curl *loop)
{
	int r;

	loop->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	if (loop->epoll_fd < 0)
		return -errno;
	loop->multi = curl_multi_init();
	r = loop->multi ? set_up_multi(loop) : -ENOMEM;
	return r < 0 ? r : add_sources(loop);
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
	loop->epoll_fd = -1;
	r = set_up(loop);
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
	sd_event_source_disable_unref(loop->io);
	sd_event_source_disable_unref(loop->timer);
	sd_event_source_disable_unref(loop->now);
	sd_event_source_disable_unref(loop->post);
	sd_event_unref(loop->event);
	cleanup_close(&loop->epoll_fd);
	curl_global_cleanup();
	free(loop);
	return NULL;
}

int loop_curl_start(struct loop_curl *loop, CURL *easy,
	void (*done)(CURL *easy, CURLcode code, void *userdata), void *userdata)
{
	AUTO_FREE struct transfer *transfer = calloc(1, sizeof(*transfer));

	if (!transfer)
		return -ENOMEM;
	*transfer = (struct transfer){done, userdata};
	if (curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer) != CURLE_OK ||
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
