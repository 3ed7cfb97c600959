/* When to checkpoint; the contract is in idle.h. */
#include "daemon/idle.h"

#include <errno.h>
#include <time.h>

#include "service/log.h"

enum { CALM_US = 1000000, LONGEST_US = 10 * CALM_US };

struct idle {
	sd_event *event;
	struct db *db;
	sd_event_source *source;
	int (*work)(void *userdata, struct err *err);
	void *userdata;
	bool armed;
	uint64_t first_us, last_us; /* of the writes not yet moved */
	int64_t changed;            /* rows, by ourselves, as last seen */
};

static void arm(struct idle *idle, uint64_t at)
{
	idle->armed = sd_event_source_set_time(idle->source, at) >= 0 &&
		      sd_event_source_set_enabled(
			      idle->source, SD_EVENT_ONESHOT) >= 0;
}

/* The checkpoint makes room, so it does not depend on the work. */
static int finish(struct idle *idle, struct err *err)
{
	int r = idle->work ? idle->work(idle->userdata, err) : 0;

	/* That is no reason to wait for another second. */
	idle->changed = db_changed(idle->db);
	if (r > 0 || r == -EBUSY)
		return r;
	if (r < 0)
		log_err(LOG_WARNING, r, err);
	r = db_checkpoint(idle->db, err);
	/* Readers kept some of it back (1): the next write comes again. */
	return r < 0 ? r : 0;
}

static int on_time(sd_event_source *source, uint64_t at, void *userdata)
{
	struct idle *idle = userdata;
	struct err err = {0};
	int r;

	(void)source;
	idle->armed = false;
	if (at < idle->last_us + CALM_US && at < idle->first_us + LONGEST_US) {
		arm(idle, idle->last_us + CALM_US);
		return 0;
	}
	r = finish(idle, &err);
	if (r > 0)
		arm(idle, at);
	else if (r == -EBUSY)
		idle_touch(idle);
	else if (r < 0)
		log_err(LOG_WARNING, r, &err);
	return 0;
}

int idle_new(sd_event *event, struct db *db, struct idle **ret)
{
	struct idle *idle = calloc(1, sizeof(*idle));
	int r;

	if (!idle)
		return -ENOMEM;
	idle->event = event;
	idle->db = db;
	r = sd_event_add_time(event, &idle->source, CLOCK_MONOTONIC, UINT64_MAX,
		0, on_time, idle);
	if (r >= 0)
		r = sd_event_source_set_enabled(idle->source, SD_EVENT_OFF);
	if (r < 0) {
		idle_free(idle);
		return r;
	}
	*ret = idle;
	return 0;
}

struct idle *idle_free(struct idle *idle)
{
	if (!idle)
		return NULL;
	sd_event_source_unref(idle->source);
	free(idle);
	return NULL;
}

void idle_before(struct idle *idle,
	int (*work)(void *userdata, struct err *err), void *userdata)
{
	if (!idle)
		return;
	idle->work = work;
	idle->userdata = userdata;
}

void idle_touch(struct idle *idle)
{
	if (!idle)
		return;
	if (sd_event_now(idle->event, CLOCK_MONOTONIC, &idle->last_us) < 0)
		return;
	if (idle->armed)
		return;
	idle->first_us = idle->last_us;
	arm(idle, idle->last_us + CALM_US);
}

void idle_look(struct idle *idle)
{
	int64_t changed = db_changed(idle->db);

	if (changed == idle->changed)
		return;
	idle->changed = changed;
	idle_touch(idle);
}
