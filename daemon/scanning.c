/* What waits, as queues in memory; the contract is in scanning.h. */
#include "daemon/scanning.h"

#include "base/clock.h"
#include "daemon/ahead.h"
#include "store/reroute.h"

#include <errno.h>

struct reading {
	struct deliver *d;
	size_t n_open; /* lanes that take more; SIZE_MAX: and those to come */
};

static int wants(void *userdata, const char *channel)
{
	struct reading *reading = userdata;
	struct lane *lane = NULL;
	int r = deliver_lane(reading->d, channel, &lane, NULL);
	bool was_open = r == 0 && lane->is_open;

	if (r < 0 || lane_wants(lane))
		return r < 0 ? r : 1;
	if (was_open && --reading->n_open == 0)
		return -EXFULL;
	return 0;
}

static int on_ready(void *userdata, const struct claim_ready *ready)
{
	struct deliver *d = ((struct reading *)userdata)->d;
	int64_t not_before = ready->key.not_before;
	struct lane *lane = NULL;
	int r = deliver_lane(d, ready->channel, &lane, NULL);

	if (r < 0)
		return r;
	lane_push(lane,
		&(struct lane_item){.message_id = ready->key.message_id,
			.rep_id = ready->rep_id,
			.not_before = not_before,
			.is_test = ready->is_test},
		d->scanned_at);
	lane->last = ready->key;
	if (not_before > d->scanned_at) {
		d->has_future = true;
		deliver_plan(d, not_before);
	}
	return 0;
}

/* Into the lanes that are open. */
static int read_from(struct deliver *d, struct claim_key after, size_t n_open,
	struct err *err)
{
	struct reading reading = {d, n_open};
	int r = claim_scan(d->db,
		&(struct claim_span){after, d->scanned_at + AHEAD_S},
		&(struct claim_reader){
			.wants = wants, .row = on_ready, .userdata = &reading},
		err);

	return r == -EXFULL ? 0 : r;
}

/* Is the channel there, and not paused itself? */
static int is_usable(struct deliver *d, const char *channel, struct err *err)
{
	struct lane *lane = NULL;
	int r = deliver_lane(d, channel, &lane, err);

	return r < 0 ? r
		     : lane->state.status != CHANNEL_PAUSED &&
			       !lane->channel.is_paused;
}

/* Was it removed while something was under way? */
static bool is_gone(const struct lane *lane)
{
	return !lane->channel.id && lane->head < lane->n;
}

static int leave_gone(struct deliver *d, const struct lane *lane, int64_t now,
	struct err *err)
{
	AUTO_TXN txn = {0};
	int r = txn_begin(d->db, &txn, err);

	if (r == 0)
		r = reroute_removed(d->db, lane->name, now, err);
	return r < 0 ? r : txn_commit(&txn, err);
}

/* What has waited long enough for a paused channel goes another way. */
static int give_up(struct deliver *d, int64_t now, struct err *err)
{
	for (struct lane *lane = d->lanes; lane; lane = lane->next) {
		AUTO_TXN txn = {0};
		int r = is_gone(lane) ? leave_gone(d, lane, now, err) : 0;

		if (r < 0)
			return r;
		if (lane->n == 0 || now < lane_gives_up_at(lane))
			continue;
		r = is_usable(d, lane->channel.fallback, err);
		if (r == 0)
			continue;
		if (r > 0)
			r = txn_begin(d->db, &txn, err);
		if (r == 0)
			r = reroute_channel(d->db, lane->name,
				lane->channel.fallback, now, now, err);
		if (r >= 0)
			r = txn_commit(&txn, err);
		if (r < 0)
			return r;
	}
	return 0;
}

static int scan(struct deliver *d, int64_t now, struct err *err)
{
	int64_t next_at = INT64_MAX;
	int r;

	for (struct lane *lane = d->lanes; lane; lane = lane->next)
		lane_clear(lane);
	d->scanned_at = now;
	d->has_future = false;
	d->next_at = ahead_next_at(d);
	r = read_from(d, (struct claim_key){0}, SIZE_MAX, err);
	if (r == 0)
		r = claim_next_at(d->db, now + AHEAD_S, &next_at, err);
	if (r == 0 && next_at < INT64_MAX)
		deliver_plan(d, next_at - AHEAD_S);
	return r;
}

/* Did the queue not hold all there was, and is it empty now? */
static bool has_run_dry(const struct lane *lane)
{
	return lane->head == lane->n && lane->has_more;
}

static bool is_before(const struct claim_key *a, const struct claim_key *b)
{
	if (a->not_before != b->not_before)
		return a->not_before < b->not_before;
	if (a->priority != b->priority)
		return a->priority < b->priority;
	return a->message_id < b->message_id;
}

/* For queues that have run dry the scan goes on where they were full: what
 * waits again in front of that asks for a whole one. */
static int go_on(struct deliver *d, struct err *err)
{
	struct claim_key after = {.not_before = INT64_MAX};
	size_t n = 0;

	for (struct lane *lane = d->lanes; lane; lane = lane->next) {
		lane->is_open = false;
		if (!has_run_dry(lane))
			continue;
		if (is_before(&lane->last, &after))
			after = lane->last;
		lane_clear(lane);
		n++;
	}
	return n == 0 ? 0 : read_from(d, after, n, err);
}

int scanning_run(struct deliver *d, struct err *err)
{
	int64_t now = clock_now();
	int r;

	if (!d->must_scan) {
		r = go_on(d, err);
		d->must_scan = r < 0;
		return r;
	}
	r = give_up(d, now, err);
	if (r == 0)
		r = scan(d, now, err);
	if (r == 0)
		d->must_scan = false;
	return r;
}

void scanning_plan_paused(struct deliver *d)
{
	int64_t now = clock_now();

	for (const struct lane *lane = d->lanes; lane; lane = lane->next) {
		d->must_scan |= is_gone(lane);
		if (lane->state.status != CHANNEL_PAUSED ||
			lane->head == lane->n)
			continue;
		if (lane->carrier && lane->n_way == 0 &&
			!lane->channel.is_paused)
			deliver_plan(d, lane->state.probe_at);
		if (lane_gives_up_at(lane) > now)
			deliver_plan(d, lane_gives_up_at(lane));
	}
}
