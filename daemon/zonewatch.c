/* Upgrades of tzdata; the contract is in zonewatch.h. */
#include "daemon/zonewatch.h"

#include <errno.h>
#include <sys/inotify.h>
#include <time.h>

enum { CALM_US = 10 * 1000000 };

struct zonewatch {
	sd_event_source *files, *calm;
	void (*changed)(void *userdata);
	void *userdata;
};

static int on_file(sd_event_source *source, const struct inotify_event *event,
	void *userdata)
{
	struct zonewatch *watch = userdata;
	int r;

	(void)source;
	(void)event;
	r = sd_event_source_set_time_relative(watch->calm, CALM_US);
	if (r < 0)
		return r;
	return sd_event_source_set_enabled(watch->calm, SD_EVENT_ONESHOT);
}

static int on_calm(sd_event_source *source, uint64_t at, void *userdata)
{
	struct zonewatch *watch = userdata;

	(void)source;
	(void)at;
	watch->changed(watch->userdata);
	return 0;
}

static int start(struct zonewatch *watch, sd_event *event, const char *folder)
{
	int r = sd_event_add_inotify(event, &watch->files, folder,
		IN_CREATE | IN_MOVED_TO | IN_CLOSE_WRITE | IN_ONLYDIR, on_file,
		watch);

	if (r == -ENOENT)
		return 0;
	if (r >= 0)
		r = sd_event_add_time_relative(event, &watch->calm,
			CLOCK_MONOTONIC, CALM_US, 0, on_calm, watch);
	if (r >= 0)
		r = sd_event_source_set_enabled(watch->calm, SD_EVENT_OFF);
	return r < 0 ? r : 0;
}

int zonewatch_new(sd_event *event, const char *folder,
	void (*changed)(void *userdata), void *userdata, struct zonewatch **ret)
{
	struct zonewatch *watch = calloc(1, sizeof(*watch));
	int r;

	if (!watch)
		return -ENOMEM;
	watch->changed = changed;
	watch->userdata = userdata;
	r = start(watch, event, folder);
	if (r < 0) {
		zonewatch_free(watch);
		return r;
	}
	*ret = watch;
	return 0;
}

struct zonewatch *zonewatch_free(struct zonewatch *watch)
{
	if (!watch)
		return NULL;
	sd_event_source_unref(watch->files);
	sd_event_source_unref(watch->calm);
	free(watch);
	return NULL;
}
