/* What waits, as queues in memory; the contract is in scanning.h. */
#include "daemon/scanning.h"

#include "base/clock.h"
#include "daemon/ahead.h"
#include "store/reroute.h"

static int wants(void *userdata, const char *channel)
{
	struct lane *lane = NULL;
	int r = deliver_lane(userdata, channel, &lane, NULL);

	return r < 0 ? r : lane_wants(lane);
}

static int on_ready(void *userdata, const struct claim_ready *ready)
{
	struct deliver *d = userdata;
	struct lane *lane = NULL;
	int r = deliver_lane(d, ready->channel, &lane, NULL);

	if (r < 0)
		return r;
	lane_push(lane,
		&(struct lane_item){.message_id = ready->message_id,
			.rep_id = ready->rep_id,
			.not_before = ready->not_before,
			.is_test = ready->is_test},
		d->scanned_at);
	if (ready->not_before > d->scanned_at) {
		d->has_future = true;
		deliver_plan(d, ready->not_before);
	}
	return 0;
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
	r = claim_scan(d->db, now + AHEAD_S,
		&(struct claim_reader){
			.wants = wants, .row = on_ready, .userdata = d},
		err);
	if (r == 0)
		r = claim_next_at(d->db, now + AHEAD_S, &next_at, err);
	if (r == 0 && next_at < INT64_MAX)
		deliver_plan(d, next_at - AHEAD_S);
	return r;
}

/* Is a queue empty that did not hold all there was? */
static bool has_run_dry(const struct deliver *d)
{
	for (const struct lane *lane = d->lanes; lane; lane = lane->next)
		if (lane->head == lane->n && lane->has_more)
			return true;
	return false;
}

int scanning_run(struct deliver *d, struct err *err)
{
	int64_t now = clock_now();
	int r;

	if (!d->must_scan && !has_run_dry(d))
		return 0;
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
