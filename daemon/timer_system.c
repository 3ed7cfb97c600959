/*
 * The timer of the installed nudged: one timerfd on the wall clock.
 *
 * TFD_TIMER_CANCEL_ON_SET makes the same descriptor report that the clock
 * was set; sd-event's own timers cannot do that (252 to 257).
 */
#include "daemon/timer.h"

#include <errno.h>
#include <sys/timerfd.h>
#include <time.h>

struct timer {
	int fd;
	sd_event_source *source;
	void (*wake)(void *userdata);
	void *userdata;
};

/* What is due is decided by the database, not by why this woke: the due
 * instant and ECANCELED ("the clock was set") are one event. */
static int on_timer(
	sd_event_source *source, int fd, uint32_t revents, void *userdata)
{
	struct timer *timer = userdata;
	uint64_t count;

	(void)source;
	(void)revents;
	if (read(fd, &count, sizeof(count)) < 0 && errno == EAGAIN)
		return 0;
	timer->wake(timer->userdata);
	return 0;
}

int timer_new(sd_event *event, void (*wake)(void *userdata), void *userdata,
	struct timer **ret)
{
	struct timer *timer = calloc(1, sizeof(*timer));
	int r;

	if (!timer)
		return -ENOMEM;
	timer->wake = wake;
	timer->userdata = userdata;
	timer->fd = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
	r = timer->fd < 0 ? -errno : 0;
	if (r >= 0)
		r = sd_event_add_io(event, &timer->source, timer->fd, EPOLLIN,
			on_timer, timer);
	if (r < 0) {
		timer_free(timer);
		return r;
	}
	*ret = timer;
	return 0;
}

struct timer *timer_free(struct timer *timer)
{
	if (!timer)
		return NULL;
	sd_event_source_unref(timer->source);
	cleanup_close(&timer->fd);
	free(timer);
	return NULL;
}

int timer_set(struct timer *timer, int64_t at)
{
	/* A zero value would disarm it; the year 9999 is far enough. */
	const int64_t never = 253402300799;
	struct itimerspec spec = {.it_value.tv_sec = at < 1       ? 1
						     : at < never ? at
								  : never};

	if (timerfd_settime(timer->fd,
		    TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &spec,
		    NULL) < 0)
		return -errno;
	return 0;
}
