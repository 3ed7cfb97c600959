/* The bell, the WAL and data_version together; see commits.h. */
#include "service/commits.h"

#include <errno.h>
#include <time.h>

#include "store/watch.h"

struct commits {
	struct commits_config config;
	struct watch watch;
	sd_event_source *io, *again;
	int64_t version; /* data_version at the last look */
};

static int64_t boot_us(struct commits *c)
{
	uint64_t now = 0;

	(void)sd_event_now(c->config.event, CLOCK_BOOTTIME, &now);
	return (int64_t)now;
}

/* A version that cannot be read now counts as another one: the owner looks,
 * meets the same trouble and deals with it. */
static void compare(struct commits *c)
{
	int64_t version;

	if (db_data_version(c->config.db, &version, NULL) == 0) {
		if (version == c->version)
			return;
		c->version = version;
	}
	c->config.changed(c->config.userdata);
}

static int handle(struct commits *c, int bits)
{
	int64_t next = watch_next_us(&c->watch);

	if (bits < 0)
		return bits;
	if (next != WATCH_NEVER) {
		int r = sd_event_source_set_time(c->again, (uint64_t)next);

		if (r >= 0)
			r = sd_event_source_set_enabled(
				c->again, SD_EVENT_ONESHOT);
		if (r < 0)
			return r;
	}
	if (bits & WATCH_GONE)
		c->config.gone(c->config.userdata);
	else if (bits & WATCH_LOOK)
		compare(c);
	return 0;
}

static int on_io(
	sd_event_source *source, int fd, uint32_t revents, void *userdata)
{
	struct commits *c = userdata;

	(void)source;
	(void)fd;
	(void)revents;
	return handle(c, watch_read(&c->watch, boot_us(c)));
}

static int on_again(sd_event_source *source, uint64_t at, void *userdata)
{
	struct commits *c = userdata;

	(void)source;
	(void)at;
	return handle(c, watch_tick(&c->watch, boot_us(c)));
}

static int start(struct commits *c, struct err *err)
{
	sd_event *event = c->config.event;
	int r = watch_init(&c->watch, db_path(c->config.db), err);

	if (r >= 0)
		r = db_data_version(c->config.db, &c->version, err);
	if (r >= 0)
		r = sd_event_add_io(
			event, &c->io, c->watch.fd, EPOLLIN, on_io, c);
	/* A failing source would be dropped silently: end instead. */
	if (r >= 0)
		r = sd_event_source_set_exit_on_failure(c->io, 1);
	if (r >= 0)
		r = sd_event_add_time(event, &c->again, CLOCK_BOOTTIME,
			UINT64_MAX, 1, on_again, c);
	if (r >= 0)
		r = sd_event_source_set_enabled(c->again, SD_EVENT_OFF);
	return r < 0 ? r : 0;
}

int commits_new(const struct commits_config *config, struct commits **ret,
	struct err *err)
{
	struct commits *c = calloc(1, sizeof(*c));
	int r;

	if (!c)
		return -ENOMEM;
	c->config = *config;
	c->watch.fd = -1;
	r = start(c, err);
	if (r < 0) {
		commits_free(c);
		return r;
	}
	*ret = c;
	return 0;
}

struct commits *commits_free(struct commits *c)
{
	if (!c)
		return NULL;
	sd_event_source_unref(c->io);
	sd_event_source_unref(c->again);
	watch_done(&c->watch);
	free(c);
	return NULL;
}
