/* nudge-web as a whole; the contract is in house.h. */
#include "web/house.h"

#include "base/str.h"
#include "core/zone.h"
#include "service/commits.h"
#include "service/log.h"
#include "service/zonewatch.h"
#include "web/door.h"
#include "web/server.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <systemd/sd-daemon.h>
#include <time.h>

enum {
	FILES_MAX = 16384,
	FEED_RATE = 60,
	ZONES_CALM_US = 10 * 1000000, /* as nudged */
};

static const uint64_t FLUSH_US = 600 * 1000000ULL, FLUSH_AGAIN_US = 1000000;

struct house {
	sd_event *event;
	sd_event_source *flush;
	struct door *door;
	struct commits *commits;
	struct zonewatch *zonewatch;
	struct server *server;
};

/* Each connection is a descriptor. */
static void raise_files(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur >= FILES_MAX)
		return;
	limit.rlim_cur =
		limit.rlim_max < FILES_MAX ? limit.rlim_max : FILES_MAX;
	(void)setrlimit(RLIMIT_NOFILE, &limit);
}

static int flush(struct house *house, bool is_end)
{
	struct err err = {0};
	int r = door_flush(house->door, is_end, &err);

	if (r < 0 && (is_end || r != -EBUSY))
		log_err(LOG_WARNING, r, &err);
	return r;
}

static int on_flush(sd_event_source *source, uint64_t at, void *userdata)
{
	struct house *house = userdata;

	(void)at;
	(void)sd_event_source_set_time_relative(source,
		flush(house, false) == -EBUSY ? FLUSH_AGAIN_US : FLUSH_US);
	return sd_event_source_set_enabled(source, SD_EVENT_ONESHOT);
}

static int on_stop(sd_event_source *source, const struct signalfd_siginfo *info,
	void *userdata)
{
	struct house *house = userdata;

	(void)source;
	log_line(LOG_NOTICE, "%s: stopping", strsignal((int)info->ssi_signo));
	sd_notify(0, "STOPPING=1");
	return sd_event_exit(house->event, 0);
}

/* The service manager starts it anew. */
static void fail(struct house *house, int r, const struct err *err)
{
	log_err(LOG_ERR, r, err);
	(void)sd_event_exit(house->event, r);
}

static int on_reload(sd_event_source *source,
	const struct signalfd_siginfo *info, void *userdata)
{
	(void)source;
	(void)info;
	(void)userdata;
	log_line(LOG_NOTICE,
		"nudge.conf is read at the start only: restart nudge-web");
	return 0;
}

static void on_commit(void *userdata)
{
	struct house *house = userdata;
	struct err err = {0};
	int r = door_check(house->door, &err);

	if (r == -ESTALE)
		fail(house, r, &err);
}

static void on_gone(void *userdata)
{
	struct house *house = userdata;
	struct err err = {0};

	fail(house,
		err_set(&err, -ESTALE,
			N_("the database %s was moved, replaced or deleted"),
			db_path(door_db(house->door))),
		&err);
}

static void on_zones(void *userdata)
{
	struct house *house = userdata;

	log_line(LOG_INFO, "the rules of time zones were replaced");
	door_outdate(house->door);
	zone_forget_all();
}

static int add_watches(struct house *house, struct err *err)
{
	int r = commits_new(
		&(struct commits_config){
			.event = house->event,
			.db = door_db(house->door),
			.changed = on_commit,
			.gone = on_gone,
			.userdata = house,
		},
		&house->commits, err);

	if (r < 0)
		return r;
	return zonewatch_new(
		&(struct zonewatch_config){
			.event = house->event,
			.folder = ZONE_FOLDER,
			.calm_us = ZONES_CALM_US,
			.changed = on_zones,
			.userdata = house,
		},
		&house->zonewatch);
}

static int add_events(struct house *house)
{
	sigset_t set;
	int r;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	signal(SIGPIPE, SIG_IGN);
	if (sigprocmask(SIG_BLOCK, &set, NULL) < 0)
		return -errno;
	r = sd_event_add_signal(house->event, NULL, SIGTERM, on_stop, house);
	if (r >= 0)
		r = sd_event_add_signal(
			house->event, NULL, SIGINT, on_stop, house);
	if (r >= 0)
		r = sd_event_add_signal(
			house->event, NULL, SIGHUP, on_reload, house);
	if (r >= 0)
		r = sd_event_add_time_relative(house->event, &house->flush,
			CLOCK_MONOTONIC, FLUSH_US, 1000000, on_flush, house);
	if (r >= 0)
		r = sd_event_set_watchdog(house->event, 1);
	return r < 0 ? r : 0;
}

static int open_doors(struct house *house, const struct settings *settings,
	const char *listen, struct err *err)
{
	const struct conf *conf = &settings->conf;
	const char *rate = conf->web_feed_rate;
	int r = door_new(
		&(struct door_config){.db_path = settings->db.path,
			.feed_rate = rate ? str_digits(rate) : FEED_RATE},
		&house->door, err);

	if (r == 0)
		r = add_watches(house, err);
	if (r == 0)
		r = server_new(
			&(struct server_config){
				.event = house->event,
				.listen = listen,
				.listen_otherwise = conf->web_listen
							    ? conf->web_listen
							    : CONF_WEB_LISTEN,
				.trusted_proxy = conf->web_proxy,
				.door = door_answer,
				.userdata = house->door,
			},
			&house->server, err);
	return r;
}

int house_new(const struct settings *settings, const char *listen,
	struct house **ret, struct err *err)
{
	struct house *house = calloc(1, sizeof(*house));
	int r;

	if (!house)
		return err_memory(err);
	raise_files();
	r = sd_event_default(&house->event);
	if (r >= 0)
		r = add_events(house);
	if (r == 0)
		r = open_doors(house, settings, listen, err);
	if (r < 0) {
		house_free(house);
		return r;
	}
	*ret = house;
	return 0;
}

int house_run(struct house *house)
{
	int r;

	log_line(LOG_NOTICE, "listening on %s", server_where(house->server));
	sd_notifyf(0, "READY=1\nSTATUS=Listening on %s",
		server_where(house->server));
	r = sd_event_loop(house->event);
	(void)flush(house, true);
	return r;
}

struct house *house_free(struct house *house)
{
	if (!house)
		return NULL;
	server_free(house->server);
	commits_free(house->commits);
	zonewatch_free(house->zonewatch);
	door_free(house->door);
	sd_event_source_disable_unref(house->flush);
	sd_event_unref(house->event);
	free(house);
	return NULL;
}
