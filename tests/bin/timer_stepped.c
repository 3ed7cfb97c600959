/*
 * The timer of tests/bin/nudged: follows the clock that the test steps.
 *
 * It looks at the clock whenever its file is replaced, and wakes where the
 * kernel's would: the instant has come, or the clock went back.
 */
#include "daemon/timer.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>

#include "base/clock.h"

struct timer {
	sd_event_source *watch, *soon;
	int64_t at, seen;
	void (*wake)(void *userdata);
	void *userdata;
};

static void look(struct timer *timer)
{
	int64_t now = clock_now(), before = timer->seen;

	timer->seen = now;
	if (now >= timer->at || now < before) {
		timer->at = INT64_MAX;
		timer->wake(timer->userdata);
	}
}

static int on_file(sd_event_source *source, const struct inotify_event *event,
	void *userdata)
{
	(void)source;
	(void)event;
	look(userdata);
	return 0;
}

static int on_soon(sd_event_source *source, void *userdata)
{
	(void)source;
	look(userdata);
	return 0;
}

int timer_new(sd_event *event, void (*wake)(void *userdata), void *userdata,
	struct timer **ret)
{
	struct timer *timer = calloc(1, sizeof(*timer));
	char folder[PATH_MAX];
	int r;

	if (!timer)
		return -ENOMEM;
	*timer = (struct timer){.at = INT64_MAX,
		.seen = clock_now(),
		.wake = wake,
		.userdata = userdata};
	snprintf(folder, sizeof(folder), "%s", getenv("NUDGE_TEST_CLOCK"));
	*strrchr(folder, '/') = '\0';
	r = sd_event_add_inotify(event, &timer->watch, folder,
		IN_MOVED_TO | IN_CLOSE_WRITE, on_file, timer);
	if (r >= 0)
		r = sd_event_add_defer(event, &timer->soon, on_soon, timer);
	if (r >= 0)
		r = sd_event_source_set_enabled(timer->soon, SD_EVENT_OFF);
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
	sd_event_source_unref(timer->watch);
	sd_event_source_unref(timer->soon);
	free(timer);
	return NULL;
}

int timer_set(struct timer *timer, int64_t at)
{
	timer->at = at;
	return sd_event_source_set_enabled(timer->soon,
		at <= clock_now() ? SD_EVENT_ONESHOT : SD_EVENT_OFF);
}
