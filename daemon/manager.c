/* nudged as a whole; the contract is in manager.h. */
#include "daemon/about.h"
#include "daemon/manager.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <string.h>
#include <systemd/sd-daemon.h>

#include "base/clock.h"
#include "core/zone.h"
#include "service/commits.h"
#include "daemon/deliver.h"
#include "daemon/heartbeat.h"
#include "daemon/idle.h"
#include "service/log.h"
#include "daemon/round.h"
#include "service/settings.h"
#include "daemon/status.h"
#include "daemon/timer.h"
#include "daemon/trust.h"
#include "service/zonewatch.h"
#include "store/lock.h"
#include "store/schema.h"

enum {
	BUSY_RETRY_US = 20 * 1000,
	LEAVE_FIRST_US = 20 * 1000,
	BUSY_WARN = 50, /* after so many tries in a row */
	ZONES_CALM_US = 10 * 1000000,
};

struct manager {
	sd_event *event;
	const char *db_option;
	struct settings settings;
	int lock_fd;
	struct db *db;
	struct commits *commits;
	struct timer *timer;
	struct zonewatch *zonewatch;
	struct idle *idle;
	struct deliver *deliver;
	struct heartbeat *heartbeat;
	sd_event_source *retry, *after;
	struct status status;
	int64_t round_at; /* when the next round is due */
	int64_t set_at;   /* what the timer is set to */
	int busy;         /* rounds in a row that found it locked */
	struct trust trust;
	struct round round;
	bool is_ready, is_stopping, is_leaving;
};

/* Ends the loop: what cannot be mended from inside is for a new start. */
static void fail(struct manager *m, int r, const struct err *err)
{
	log_err(LOG_ERR, r, err);
	sd_event_exit(m->event, r);
}

static int try_round(struct manager *m, int64_t now, struct err *err)
{
	int r = db_check_version(m->db, err);

	if (!r)
		r = trust_clock(&m->trust, m->db, now, clock_boot_us(),
			&m->round_at, err);
	if (r <= 0)
		return r;
	r = round_run(m->db, now, &m->round, err);
	if (r < 0)
		return r;
	m->round_at = m->round.next_at;
	lock_stamp(m->lock_fd, now);
	deliver_wake(m->deliver);
	return 0;
}

static int run_round_in(struct manager *m, uint64_t us)
{
	int r = sd_event_source_set_time_relative(m->retry, us);

	if (r < 0)
		return r;
	return sd_event_source_set_enabled(m->retry, SD_EVENT_ONESHOT);
}

static int retry_soon(struct manager *m)
{
	if (++m->busy == BUSY_WARN)
		log_line(LOG_WARNING,
			"the database is locked by another program; nudged "
			"keeps trying");
	return run_round_in(m, BUSY_RETRY_US);
}

/* A beat says that rounds run and that what they write is taken. */
static void beat(struct manager *m)
{
	struct deliver_status outbox;

	deliver_get_status(m->deliver, &outbox);
	heartbeat_tick(m->heartbeat, clock_now(),
		!m->trust.newest && !m->round.is_degraded &&
			!outbox.is_degraded);
}

static void run_round(struct manager *m)
{
	struct err err = {0};
	int r;

	m->is_leaving = false;
	if (m->is_stopping)
		return;
	r = try_round(m, clock_now(), &err);
	if (r != -EBUSY)
		m->busy = 0;
	if (r == -EBUSY)
		r = retry_soon(m);
	else if (!r && !m->is_ready)
		m->is_ready = sd_notify(0, "READY=1") >= 0;
	if (r < 0)
		fail(m, r, &err);
	else if (!m->busy)
		beat(m);
}

static int on_retry(sd_event_source *source, uint64_t at, void *userdata)
{
	(void)source;
	(void)at;
	run_round(userdata);
	return 0;
}

static void on_wake(void *userdata)
{
	struct manager *m = userdata;

	m->set_at = 0;
	/* What is prepared for this second leaves first. */
	m->is_leaving = deliver_leave(m->deliver) > 0 &&
			run_round_in(m, LEAVE_FIRST_US) >= 0;
	if (!m->is_leaving)
		run_round(m);
}

static void on_commit(void *userdata)
{
	struct manager *m = userdata;

	idle_touch(m->idle);
	run_round(m);
}

static void on_gone(void *userdata)
{
	struct manager *m = userdata;
	struct err err = {0};

	fail(m,
		err_set(&err, -ESTALE,
			N_("the database %s was moved, replaced or deleted"),
			db_path(m->db)),
		&err);
}

static void on_zones(void *userdata)
{
	struct manager *m = userdata;

	log_line(LOG_INFO, "the rules of time zones were replaced");
	m->round.zones_are_old = true;
	run_round(m);
}

/* After each dispatch: what was written is moved in a while, and the timer
 * follows what is due next. */
static int on_after(sd_event_source *source, void *userdata)
{
	struct manager *m = userdata;
	int64_t at = m->round_at, deliver_at = deliver_next_at(m->deliver);
	struct deliver_status outbox;

	(void)source;
	if (m->is_leaving) /* as the round, this waits */
		return 0;
	idle_look(m->idle);
	if (!m->trust.newest && deliver_at < at)
		at = deliver_at;
	deliver_get_status(m->deliver, &outbox);
	status_tell(&m->status,
		&(struct status_facts){.next_at = at,
			.newest = m->trust.newest,
			.waiting = outbox.waiting,
			.paused = outbox.paused,
			.is_degraded =
				outbox.is_degraded || m->round.is_degraded,
			.is_silent = heartbeat_is_failing(m->heartbeat),
			.is_stopping = m->is_stopping});
	if (heartbeat_next_at(m->heartbeat) < at)
		at = heartbeat_next_at(m->heartbeat);
	if (at != m->set_at && timer_set(m->timer, at) == 0)
		m->set_at = at;
	return 0;
}

static void on_drained(void *userdata)
{
	struct manager *m = userdata;

	sd_event_exit(m->event, 0);
}

static int on_stop(sd_event_source *source, const struct signalfd_siginfo *info,
	void *userdata)
{
	struct manager *m = userdata;

	(void)source;
	log_line(LOG_NOTICE, "%s: stopping", strsignal((int)info->ssi_signo));
	if (m->is_stopping)
		return sd_event_exit(m->event, -EINTR);
	m->is_stopping = true;
	sd_notify(0, "STOPPING=1");
	deliver_drain(m->deliver, on_drained, m);
	return 0;
}

static void reload(struct manager *m)
{
	AUTO_SETTINGS fresh = {0};
	struct err err = {0};
	int r = settings_load(m->db_option, &fresh, &err);

	if (r < 0) {
		log_err(LOG_ERR, r, &err);
		log_line(LOG_ERR, "the old configuration stays in force");
		return;
	}
	if (settings_need_restart(&m->settings, &fresh))
		log_line(LOG_WARNING, "another database or folder of secrets "
				      "needs a restart");
	deliver_reload(m->deliver);
	log_line(LOG_INFO, "configuration and secrets read again");
	run_round(m);
}

static int on_reload(sd_event_source *source,
	const struct signalfd_siginfo *info, void *userdata)
{
	uint64_t now = 0;

	(void)info;
	(void)sd_event_now(
		sd_event_source_get_event(source), CLOCK_MONOTONIC, &now);
	sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%" PRIu64, now);
	reload(userdata);
	sd_notify(0, "READY=1");
	return 0;
}

static int add_signals(struct manager *m)
{
	static const int handled[] = {SIGTERM, SIGINT, SIGHUP};
	int r = 0;
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < ARRAY_LEN(handled); i++)
		sigaddset(&set, handled[i]);
	if (sigprocmask(SIG_BLOCK, &set, NULL) < 0)
		return -errno;
	for (size_t i = 0; r >= 0 && i < ARRAY_LEN(handled); i++)
		r = sd_event_add_signal(m->event, NULL, handled[i],
			handled[i] == SIGHUP ? on_reload : on_stop, m);
	return r < 0 ? r : 0;
}

/* The database, and the right to be the only nudged on it. */
static int open_database(struct manager *m, struct err *err)
{
	const char *path;
	int r = settings_load(m->db_option, &m->settings, err);

	if (r < 0)
		return r;
	path = m->settings.db.path;
	r = lock_instance(path, &m->lock_fd, err);
	if (r < 0)
		return r;
	r = schema_upgrade(path, clock_now(), err);
	if (r > 0)
		log_line(LOG_NOTICE, "upgraded the database %s", path);
	if (r >= 0)
		r = db_open(path, DB_DAEMON, &m->db, err);
	if (r >= 0)
		about_note(m->db, m->settings.conf.secrets);
	return r;
}

static int add_sources(struct manager *m)
{
	const struct zonewatch_config zones = {
		.event = m->event,
		.folder = ZONE_FOLDER,
		.calm_us = ZONES_CALM_US,
		.changed = on_zones,
		.userdata = m,
	};
	int r = add_signals(m);

	if (r >= 0)
		r = timer_new(m->event, on_wake, m, &m->timer);
	if (r >= 0)
		r = zonewatch_new(&zones, &m->zonewatch);
	if (r >= 0)
		r = idle_new(m->event, m->db, &m->idle);
	if (r >= 0)
		r = sd_event_add_time_relative(m->event, &m->retry,
			CLOCK_MONOTONIC, BUSY_RETRY_US, 1, on_retry, m);
	if (r >= 0)
		r = sd_event_add_post(m->event, &m->after, on_after, m);
	if (r >= 0)
		r = sd_event_set_watchdog(m->event, 1);
	return r < 0 ? r : 0;
}

static int add_engine(struct manager *m, struct err *err)
{
	const struct commits_config commits = {
		.event = m->event,
		.db = m->db,
		.changed = on_commit,
		.gone = on_gone,
		.userdata = m,
	};
	const struct deliver_config deliver = {
		.event = m->event,
		.db = m->db,
		.idle = m->idle,
		.secrets = m->settings.conf.secrets,
		.web_url = m->settings.conf.web_url,
	};
	int r = commits_new(&commits, &m->commits, err);

	if (r >= 0)
		r = heartbeat_new(m->event, m->settings.conf.secrets, m->db,
			&m->heartbeat);
	return r < 0 ? r : deliver_new(&deliver, &m->deliver, err);
}

int manager_new(sd_event *event, const char *db_option, struct manager **ret,
	struct err *err)
{
	struct manager *m = calloc(1, sizeof(*m));
	int r;

	if (!m)
		return -ENOMEM;
	m->event = sd_event_ref(event);
	m->db_option = db_option;
	m->lock_fd = -1;
	m->round.zones_are_old = true;
	r = open_database(m, err);
	if (!r)
		r = add_sources(m);
	if (!r)
		r = add_engine(m, err);
	if (r < 0) {
		manager_free(m);
		return r;
	}
	/* The retry source is on: it runs the first round, in the loop. */
	*ret = m;
	return 0;
}

struct manager *manager_free(struct manager *m)
{
	if (!m)
		return NULL;
	m->deliver = deliver_free(m->deliver);
	m->heartbeat = heartbeat_free(m->heartbeat);
	commits_free(m->commits);
	timer_free(m->timer);
	zonewatch_free(m->zonewatch);
	idle_free(m->idle);
	sd_event_source_unref(m->retry);
	sd_event_source_unref(m->after);
	db_close(m->db);
	cleanup_close(&m->lock_fd);
	settings_done(&m->settings);
	sd_event_unref(m->event);
	free(m);
	return NULL;
}
