/* Which message leaves a lane next; the contract is in lane.h. */
#include "daemon/lane.h"

#include "daemon/lane_kin.h"

void lane_clear(struct lane *lane)
{
	lane->head = 0;
	lane->n = 0;
	lane->n_due = 0;
	lane->has_more = false;
	lane->is_open = true;
}

void lane_push(struct lane *lane, const struct lane_item *item, int64_t now)
{
	lane->queue[lane->n++] = *item;
	if (item->not_before <= now)
		lane->n_due = lane->n;
}

static bool is_on_way(const struct lane *lane, int64_t rep_id)
{
	for (size_t i = 0; i < lane->n_way; i++)
		if (lane->way[i].rep_id == rep_id)
			return true;
	return false;
}

/* The place in the queue of what may go, n if nothing may. */
static size_t find_next(const struct lane *lane, bool only_tests)
{
	size_t i = lane->head;

	for (; i < lane->n; i++)
		if (lane->queue[i].message_id &&
			!is_on_way(lane, lane->queue[i].rep_id) &&
			(!only_tests || lane->queue[i].is_test))
			break;
	return i;
}

/* A paused lane lets a test through, and one message once it is time; but
 * not where a person paused it. */
static bool is_shut(const struct lane *lane, int64_t now)
{
	if (lane->channel.is_paused)
		return true;
	return lane->state.status == CHANNEL_PAUSED &&
	       (now < lane->state.probe_at || lane->n_way > 0);
}

bool lane_is_well(const struct lane *lane, int64_t now_us)
{
	return lane->carrier && !lane->channel.is_paused &&
	       lane->state.status != CHANNEL_PAUSED &&
	       lane->breaker.pause_us == 0 && lane->cooldown_until_us <= now_us;
}

/* Until when what may be claimed is due. */
static int64_t horizon(const struct lane *lane, const struct lane_moment *at)
{
	return lane->kind->is_idempotent && lane_is_well(lane, at->now_us)
		       ? at->until
		       : at->now;
}

int lane_pick(struct lane *lane, const struct lane_moment *at,
	struct lane_item *ret, int64_t *ret_wait_us)
{
	size_t i;

	*ret_wait_us = INT64_MAX;
	if (!lane->carrier ||
		(int)lane->n_way >= room_size(&lane->room, lane->kind))
		return 0;
	i = find_next(lane, is_shut(lane, at->now));
	if (i == lane->n || lane->queue[i].not_before > horizon(lane, at))
		return 0;
	*ret_wait_us = lane_kin_wait_us(lane, at->now_us);
	if (*ret_wait_us > 0)
		return 0;
	*ret = lane->queue[i];
	lane->queue[i].message_id = 0;
	while (lane->head < lane->n && !lane->queue[lane->head].message_id)
		lane->head++;
	lane->way[lane->n_way++] = *ret;
	lane_kin_take(lane, at->now_us);
	breaker_try(&lane->breaker);
	return 1;
}

void lane_landed(struct lane *lane, int64_t message_id)
{
	for (size_t i = 0; i < lane->n_way; i++)
		if (lane->way[i].message_id == message_id) {
			lane->way[i] = lane->way[--lane->n_way];
			return;
		}
}

void lane_stayed(struct lane *lane, int64_t message_id)
{
	lane_landed(lane, message_id);
	lane_kin_give_back(lane);
	breaker_untry(&lane->breaker);
}
