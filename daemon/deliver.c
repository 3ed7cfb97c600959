/* The delivery engine: its rounds, its timers, its end. */
#include "daemon/deliver.h"

#include "base/clock.h"
#include "base/str.h"
#include "conf/secrets.h"
#include "daemon/ahead.h"
#include "daemon/claiming.h"
#include "service/log.h"
#include "daemon/http_thread.h"
#include "daemon/recovering.h"
#include "daemon/settling.h"
#include "store/meta.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
	BUSY_US = 20 * 1000,       /* somebody else is writing */
	DEGRADED_US = 1000 * 1000, /* the store is in trouble */
	TIDY_S = 3600,
	TIDY_ROWS = 500,
};

void deliver_pump_soon(struct deliver *d)
{
	(void)sd_event_source_set_enabled(d->pump, SD_EVENT_ONESHOT);
}

/* The loop's own time, for what real programs wait for. */
static int64_t loop_us(struct deliver *d)
{
	uint64_t us = 0;

	(void)sd_event_now(d->event, CLOCK_BOOTTIME, &us);
	return (int64_t)us;
}

void deliver_pump_in(struct deliver *d, int64_t us)
{
	uint64_t at = (uint64_t)(loop_us(d) + us), set = 0;
	int enabled = SD_EVENT_OFF;

	(void)sd_event_source_get_enabled(d->timer, &enabled);
	(void)sd_event_source_get_time(d->timer, &set);
	if (enabled != SD_EVENT_OFF && set <= at)
		return;
	(void)sd_event_source_set_time(d->timer, at);
	(void)sd_event_source_set_enabled(d->timer, SD_EVENT_ONESHOT);
}

void deliver_plan(struct deliver *d, int64_t at)
{
	if (at < d->next_at)
		d->next_at = at;
}

struct lane_context deliver_context(struct deliver *d)
{
	return (struct lane_context){
		.db = d->db,
		.secrets = d->secrets,
		.home = d->home,
		.lanes = d->lanes,
		.now = clock_now(),
		.now_us = clock_boot_us(),
	};
}

int deliver_lane(struct deliver *d, const char *channel, struct lane **ret,
	struct err *err)
{
	struct lane_context context;
	struct lane **end = &d->lanes;
	int r;

	for (; *end; end = &(*end)->next)
		if (strcmp((*end)->name, channel) == 0) {
			*ret = *end;
			return 0;
		}
	context = deliver_context(d);
	r = lane_new(&context, channel, end, err);
	if (r < 0)
		return r;
	*ret = *end;
	return 0;
}

/* Forgets what ended long ago, once an hour and only when awake anyway. */
static int tidy(struct deliver *d, struct err *err)
{
	AUTO_TXN txn = {0};
	int64_t now = clock_now();
	int r;

	/* Also when the clock was put back. */
	if (now < d->tidy_at && now >= d->tidy_at - TIDY_S)
		return 0;
	r = txn_begin(d->db, &txn, err);
	if (r == 0)
		r = claim_forget_ahead(d->db, now, err);
	if (r == 0)
		r = claim_expire(d->db, now, TIDY_ROWS, err);
	if (r >= 0)
		r = message_prune(d->db, now, TIDY_ROWS, err);
	if (r >= 0)
		r = txn_commit(&txn, err);
	if (r < 0)
		return r;
	d->tidy_at = now + TIDY_S;
	d->must_scan = true;
	return 0;
}

static int round_of(struct deliver *d, struct err *err)
{
	/* What cannot be claimed must not keep outcomes from being written. */
	bool is_apart = d->is_draining || d->is_degraded;
	int r = is_apart ? settling_run(d, err) : 0;

	if (r < 0 || d->is_draining)
		return r;
	(void)ahead_leave(d);
	r = tidy(d, err);
	if (r == 0)
		r = claiming_run(d, err);
	return r;
}

static void end_drain(struct deliver *d)
{
	void (*drained)(void *userdata) = d->drained;

	d->drained = NULL;
	if (drained)
		drained(d->drained_userdata);
}

/* Messages wait, nothing is lost: what the store cannot take now is tried
 * again, and said once.  Another schema is for another program. */
static void after_round(struct deliver *d, int r, const struct err *err)
{
	bool was_degraded = d->is_degraded;

	d->is_degraded = r < 0 && r != -EBUSY;
	if (d->is_degraded && !was_degraded)
		log_err(LOG_ERR, r, err);
	if (was_degraded && r == 0)
		log_line(LOG_NOTICE, "the database takes outcomes again");
	if (r == -ESTALE)
		(void)sd_event_exit(d->event, r);
	else if (r < 0)
		deliver_pump_in(d, r == -EBUSY ? BUSY_US : DEGRADED_US);
	else if (d->is_draining && d->n_way == 0 && !d->settled)
		end_drain(d);
}

/* Whatever a timer was set for is done, or asked for anew. */
static void run_round(struct deliver *d)
{
	struct err err = {0};

	(void)sd_event_source_set_enabled(d->timer, SD_EVENT_OFF);
	after_round(d, round_of(d, &err), &err);
}

static int on_pump(sd_event_source *source, void *userdata)
{
	(void)source;
	run_round(userdata);
	return 0;
}

static int on_timer(sd_event_source *source, uint64_t at, void *userdata)
{
	(void)source;
	(void)at;
	run_round(userdata);
	return 0;
}

static void on_done(struct parcel *parcel, const struct carrier_result *result,
	void *userdata)
{
	settling_add(userdata, parcel, result);
}

static int add_sources(struct deliver *d)
{
	int r = sd_event_add_defer(d->event, &d->pump, on_pump, d);

	if (r >= 0)
		r = sd_event_add_time(d->event, &d->timer, CLOCK_BOOTTIME, 0,
			1000, on_timer, d);
	if (r >= 0)
		r = sd_event_source_set_enabled(d->timer, SD_EVENT_OFF);
	return r < 0 ? r : 0;
}

static void deliver_freep(struct deliver **d)
{
	deliver_free(*d);
}

static int set_up(
	struct deliver *d, const struct deliver_config *config, struct err *err)
{
	int r = meta_get(d->db, "instance_id", &d->instance, err);

	if (r == 0)
		r = secrets_folder(
			config->secrets, db_path(d->db), &d->secrets);
	if (r == 0)
		r = addressee_links_open(
			config->web_url, db_path(d->db), &d->links, err);
	if (r == 0)
		r = add_sources(d);
	return r < 0 ? r : http_thread_new(d->event, &d->home.http);
}

int deliver_new(const struct deliver_config *config, struct deliver **ret,
	struct err *err)
{
	CLEANUP(deliver_freep) struct deliver *d = calloc(1, sizeof(*d));
	int r;

	if (!d)
		return -ENOMEM;
	d->event = sd_event_ref(config->event);
	d->db = config->db;
	d->idle = config->idle;
	d->settled_end = &d->settled;
	parcels_init(&d->ahead);
	d->left_at_us = -AHEAD_CALM_US;
	d->next_at = INT64_MAX;
	d->must_scan = true;
	d->home = (struct carrier_home){
		.event = d->event, .done = on_done, .userdata = d};
	emptying_init(d);
	r = set_up(d, config, err);
	if (r == 0)
		r = recovering_run(d, err);
	if (r < 0 && r != -EBUSY)
		return r;
	*ret = TAKE(d);
	return 0;
}

struct deliver *deliver_free(struct deliver *d)
{
	if (!d)
		return NULL;
	ahead_give_back(d);
	while (d->lanes) {
		struct lane *next = d->lanes->next;

		lane_free(d->lanes);
		d->lanes = next;
	}
	settling_done(d);
	readers_forget(&d->readers);
	http_thread_free(d->home.http);
	sd_event_source_disable_unref(d->pump);
	sd_event_source_disable_unref(d->timer);
	sd_event_source_disable_unref(d->deadline);
	sd_event_unref(d->event);
	free(d->secrets);
	addressee_links_done(&d->links);
	free(d->instance);
	free(d);
	return NULL;
}

void deliver_wake(struct deliver *d)
{
	d->must_scan = true;
	readers_forget(&d->readers);
	ahead_give_back(d);
	deliver_pump_soon(d);
}

int deliver_leave(struct deliver *d)
{
	return d->is_draining ? 0 : ahead_leave(d);
}

int64_t deliver_next_at(struct deliver *d)
{
	return d->is_draining ? INT64_MAX : d->next_at;
}

void deliver_reload(struct deliver *d)
{
	struct lane_context context = deliver_context(d);

	for (struct lane *lane = d->lanes; lane; lane = lane->next) {
		struct err err = {0};
		int r = lane_refresh(lane, &context, true, &err);

		if (r < 0)
			log_err(LOG_ERR, r, &err);
	}
	deliver_wake(d);
}

/* Cuts off the lanes whose time is up; sets the deadline for the others. */
static void cut_overdue(struct deliver *d)
{
	int64_t now_us = loop_us(d), next = INT64_MAX;

	for (struct lane *lane = d->lanes; lane; lane = lane->next) {
		int64_t until;

		if (lane->n_way == 0)
			continue;
		until = d->drain_from_us + 1000000LL * lane->kind->drain_s;
		if (until <= now_us)
			lane->kind->cut(lane->carrier);
		else if (until < next)
			next = until;
	}
	if (next < INT64_MAX) {
		(void)sd_event_source_set_time(d->deadline, (uint64_t)next);
		(void)sd_event_source_set_enabled(
			d->deadline, SD_EVENT_ONESHOT);
	}
}

static int on_deadline(sd_event_source *source, uint64_t at, void *userdata)
{
	(void)source;
	(void)at;
	cut_overdue(userdata);
	return 0;
}

void deliver_drain(
	struct deliver *d, void (*done)(void *userdata), void *userdata)
{
	d->is_draining = true;
	ahead_give_back(d);
	d->drained = done;
	d->drained_userdata = userdata;
	d->drain_from_us = loop_us(d);
	if (sd_event_add_time(d->event, &d->deadline, CLOCK_BOOTTIME,
		    UINT64_MAX, 1000, on_deadline, d) >= 0)
		cut_overdue(d);
	deliver_pump_soon(d);
}

void deliver_get_status(const struct deliver *d, struct deliver_status *ret)
{
	*ret = (struct deliver_status){
		.sending = d->n_way, .is_degraded = d->is_degraded};
	for (const struct lane *lane = d->lanes; lane; lane = lane->next) {
		if (lane->n_due > lane->head)
			ret->waiting += (int64_t)(lane->n_due - lane->head);
		ret->paused += lane->state.status == CHANNEL_PAUSED ||
			       lane->channel.is_paused;
	}
}
