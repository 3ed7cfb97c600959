/* nudge-web as a whole; the contract is in house.h. */
#include "web/house.h"

#include "service/log.h"
#include "web/door.h"
#include "web/server.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <systemd/sd-daemon.h>
#include <time.h>

enum { FILES_MAX = 16384, FEED_RATE = 60 };

static const uint64_t FLUSH_US = 600 * 1000000ULL;

struct house {
	sd_event *event;
	sd_event_source *flush;
	struct door *door;
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

static void flush(struct house *house)
{
	struct err err = {0};
	int r = door_flush(house->door, &err);

	if (r < 0)
		log_err(LOG_WARNING, r, &err);
}

static int on_flush(sd_event_source *source, uint64_t at, void *userdata)
{
	struct house *house = userdata;

	(void)at;
	flush(house);
	(void)sd_event_source_set_time_relative(source, FLUSH_US);
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

static int add_events(struct house *house)
{
	sigset_t set;
	int r;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	signal(SIGPIPE, SIG_IGN);
	if (sigprocmask(SIG_BLOCK, &set, NULL) < 0)
		return -errno;
	r = sd_event_add_signal(house->event, NULL, SIGTERM, on_stop, house);
	if (r >= 0)
		r = sd_event_add_signal(
			house->event, NULL, SIGINT, on_stop, house);
	if (r >= 0)
		r = sd_event_add_time_relative(house->event, &house->flush,
			CLOCK_MONOTONIC, FLUSH_US, 1000000, on_flush, house);
	if (r >= 0)
		r = sd_event_set_watchdog(house->event, 1);
	return r < 0 ? r : 0;
}

/* Digits only: the configuration was checked. */
static int64_t feed_rate(const char *digits)
{
	int64_t rate = 0;

	if (!digits)
		return FEED_RATE;
	for (; *digits; digits++)
		rate = 10 * rate + (*digits - '0');
	return rate;
}

static int open_doors(struct house *house, const struct settings *settings,
	const char *listen, struct err *err)
{
	const struct conf *conf = &settings->conf;
	int r = door_new(&(struct door_config){.db_path = settings->db.path,
				 .feed_rate = feed_rate(conf->web_feed_rate)},
		&house->door, err);

	if (r == 0)
		r = server_new(
			&(struct server_config){
				.event = house->event,
				.listen = listen             ? listen
					  : conf->web_listen ? conf->web_listen
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
	flush(house);
	return r;
}

struct house *house_free(struct house *house)
{
	if (!house)
		return NULL;
	server_free(house->server);
	door_free(house->door);
	sd_event_source_disable_unref(house->flush);
	sd_event_unref(house->event);
	free(house);
	return NULL;
}
