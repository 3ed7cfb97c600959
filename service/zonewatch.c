/* Upgrades of tzdata; the contract is in zonewatch.h. */
#include "service/zonewatch.h"

#include <errno.h>
#include <sys/inotify.h>
#include <time.h>

struct zonewatch {
	struct zonewatch_config config;
	sd_event_source *files, *calm;
};

static int on_file(sd_event_source *source, const struct inotify_event *event,
	void *userdata)
{
	struct zonewatch *watch = userdata;
	int r;

	(void)source;
	(void)event;
	r = sd_event_source_set_time_relative(
		watch->calm, watch->config.calm_us);
	if (r < 0)
		return r;
	return sd_event_source_set_enabled(watch->calm, SD_EVENT_ONESHOT);
}

static int on_calm(sd_event_source *source, uint64_t at, void *userdata)
{
	struct zonewatch *watch = userdata;

	(void)source;
	(void)at;
	watch->config.changed(watch->config.userdata);
	return 0;
}

static int start(struct zonewatch *watch)
{
	sd_event *event = watch->config.event;
	int r = sd_event_add_inotify(event, &watch->files, watch->config.folder,
		IN_CREATE | IN_MOVED_TO | IN_CLOSE_WRITE | IN_ONLYDIR, on_file,
		watch);

	if (r == -ENOENT)
		return 0;
	if (r >= 0)
		r = sd_event_add_time_relative(event, &watch->calm,
			CLOCK_MONOTONIC, watch->config.calm_us, 0, on_calm,
			watch);
	if (r >= 0)
		r = sd_event_source_set_enabled(watch->calm, SD_EVENT_OFF);
	return r < 0 ? r : 0;
}

int zonewatch_new(const struct zonewatch_config *config, struct zonewatch **ret)
{
	struct zonewatch *watch = calloc(1, sizeof(*watch));
	int r;

	if (!watch)
		return -ENOMEM;
	watch->config = *config;
	r = start(watch);
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
