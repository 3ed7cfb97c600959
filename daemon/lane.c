/* A lane: one channel as the engine sees it. */
#include "daemon/lane.h"

#include "base/utf8.h"
#include "service/log.h"
#include "daemon/lane_kin.h"
#include "daemon/outcome.h"
#include "text/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
	REV_NONE = -1, /* no row's, so that it is read again */
	PROBE_SOON_S = 15 * 60,
	COOLDOWN_MS = 60 * 1000,
	GIVE_UP_S = 3600,
	MOMENT_US = 50000,
	GARBLED_MAX = 5,
	CLOCK_SET_S = 60, /* more than any clock is slewed */
};

static void close_carrier(struct lane *lane)
{
	if (lane->carrier)
		lane->kind->close(lane->carrier);
	lane->carrier = NULL;
	free(lane->way);
	lane->way = NULL;
}

struct lane *lane_free(struct lane *lane)
{
	if (!lane)
		return NULL;
	lane_kin_leave(lane);
	close_carrier(lane);
	channel_done(&lane->channel);
	channel_state_done(&lane->state);
	secret_done(&lane->secret);
	free(lane);
	return NULL;
}

static void free_half_made(struct lane **lane)
{
	lane_free(*lane);
}

static void set_status(
	struct lane *lane, enum channel_status status, const char *reason)
{
	char *copy = reason ? strdup(reason) : NULL;

	free(lane->state.reason);
	lane->state.reason = copy;
	lane->state.status = status;
	lane->is_state_new = true;
}

void lane_pause(struct lane *lane, const char *reason, int64_t now)
{
	if (lane->state.status != CHANNEL_PAUSED) {
		AUTO_STR words = {0};

		text_add_said(&words, TEXT_EN, reason);
		lane->state.since = now;
		log_line(LOG_WARNING, "channel %s is paused: %s", lane->name,
			str_get(&words));
	}
	lane->state.failures++;
	lane->state.probe_at = now + OUTCOME_PROBE_S;
	set_status(lane, CHANNEL_PAUSED, reason);
}

static void pause_for(struct lane *lane, const struct err *why, int64_t now)
{
	AUTO_STR reason = {0};

	text_keep_err(&reason, why);
	lane_pause(lane, str_get(&reason), now);
}

/* A kind that forbids bursts forbids them at any rate; but what goes within a
 * moment anyhow may as well go at its beginning, with one commit. */
static int64_t strict_burst(
	const struct rate_limit *limit, const struct rate_limit *kind)
{
	int64_t n = limit->n * MOMENT_US / limit->period_us;

	if (n < kind->burst)
		n = kind->burst;
	return n < limit->burst ? n : limit->burst;
}

static int set_rates(struct lane *lane, int64_t now_us, struct err *why)
{
	const struct rate_limit *kind = &lane->kind->rates[0];
	struct rate_limit limit = *kind;
	int r = lane->channel.rate
			? rate_limit_parse(lane->channel.rate, &limit, why)
			: 0;

	if (r < 0)
		return r;
	if (kind->burst < kind->n)
		limit.burst = strict_burst(&limit, kind);
	for (size_t i = 0; i < CARRIER_RATES; i++)
		rate_init(&lane->rates[i], i ? lane->kind->rates[i] : limit,
			now_us);
	return 0;
}

static int open_carrier(
	struct lane *lane, const struct lane_context *context, struct err *why)
{
	int r;

	lane->kind = carrier_find(lane->channel.kind);
	if (!lane->kind)
		return err_set(why, -EINVAL,
			N_("this nudged does not know the channel kind '%s'"),
			lane->channel.kind);
	r = set_rates(lane, context->now_us, why);
	if (r == 0)
		r = carrier_load_secret(lane->kind, context->secrets,
			lane->name, &lane->secret, why);
	if (r < 0)
		return r;
	lane->way = calloc((size_t)lane->kind->most, sizeof(*lane->way));
	if (!lane->way)
		return -ENOMEM;
	return lane->kind->open(&context->home, &lane->channel, &lane->secret,
		&lane->carrier, why);
}

/* How the wall clock stands to one that nobody sets. */
static int64_t clock_s(const struct lane_context *context)
{
	return context->now - context->now_us / 1000000;
}

static int read_rows(
	struct lane *lane, const struct lane_context *context, struct err *err)
{
	int r = channel_state_get(context->db, lane->name, &lane->state, err);

	if (r < 0)
		return r;
	channel_done(&lane->channel);
	r = channel_by_name(context->db, lane->name, &lane->channel, err);
	return r == -ENOENT ? 0 : r;
}

static int set_up(
	struct lane *lane, const struct lane_context *context, struct err *err)
{
	struct err why = {0};
	int r = read_rows(lane, context, err);

	if (r < 0)
		return r;
	lane_kin_leave(lane);
	close_carrier(lane);
	lane->clock_s = clock_s(context);
	lane->seen = secret_version(context->secrets, lane->name);
	if (!lane->channel.id)
		r = err_set(&why, -ENOENT, N_("there is no channel %s"),
			lane->name);
	else
		r = open_carrier(lane, context, &why);
	if (r == -ENOMEM)
		return r;
	lane_kin_join(lane, context->lanes);
	if (r < 0)
		pause_for(lane, &why, context->now);
	else if (lane->state.status == CHANNEL_PAUSED)
		lane->state.probe_at = context->now;
	else if (lane->state.cooldown_until > context->now)
		/* A restart is no reason to knock before that. */
		lane->cooldown_until_us =
			context->now_us +
			1000000 * (lane->state.cooldown_until - context->now);
	return 0;
}

int lane_new(const struct lane_context *context, const char *name,
	struct lane **ret, struct err *err)
{
	CLEANUP(free_half_made) struct lane *lane = calloc(1, sizeof(*lane));
	int r;

	if (!lane)
		return -ENOMEM;
	utf8_copy(lane->name, sizeof(lane->name), name);
	lane->is_open = true;
	r = set_up(lane, context, err);
	if (r < 0)
		return r;
	*ret = TAKE(lane);
	return 0;
}

/* What a clock noted that was ahead would keep the lane shut until then. */
static void forget_ahead(struct lane *lane, int64_t now)
{
	struct channel_state *state = &lane->state;

	if (state->since <= now && state->told_at <= now &&
		state->probe_at <= now + OUTCOME_PROBE_S)
		return;
	if (state->since > now)
		state->since = now;
	if (state->told_at > now)
		state->told_at = now;
	if (state->probe_at > now + OUTCOME_PROBE_S)
		state->probe_at = now;
	lane->is_state_new = true;
}

/* Signatures and certificates are refused because of a wrong clock; when it
 * was set, they may be good. */
static void notice_clock(struct lane *lane, const struct lane_context *context)
{
	if (llabs(clock_s(context) - lane->clock_s) < CLOCK_SET_S)
		return;
	lane->clock_s = clock_s(context);
	if (lane->state.status != CHANNEL_PAUSED)
		return;
	lane->state.probe_at = context->now;
	lane->is_state_new = true;
}

int lane_refresh(struct lane *lane, const struct lane_context *context,
	bool is_forced, struct err *err)
{
	forget_ahead(lane, context->now);
	notice_clock(lane, context);
	int64_t rev;
	int r = channel_rev(context->db, lane->name, &rev, err);

	if (is_forced)
		lane->channel.rev = REV_NONE;
	if (r < 0 || lane->n_way > 0)
		return r;
	if (rev == lane->channel.rev &&
		lane->seen == secret_version(context->secrets, lane->name))
		return 0;
	return set_up(lane, context, err);
}

int64_t lane_gives_up_at(const struct lane *lane)
{
	if (lane->state.status != CHANNEL_PAUSED || !lane->channel.fallback)
		return INT64_MAX;
	return lane->state.since + GIVE_UP_S;
}

static void make_well(struct lane *lane, int64_t now)
{
	breaker_success(&lane->breaker);
	lane->cooldown_until_us = 0;
	if (lane->state.status == CHANNEL_OK)
		return;
	lane->state.since = now;
	lane->state.failures = 0;
	lane->state.probe_at = 0;
	lane->state.cooldown_until = 0;
	set_status(lane, CHANNEL_OK, NULL);
}

/* Trouble that may pass: slower, for a while. */
static void slow_down(
	struct lane *lane, const char *reason, int64_t wait, int64_t now)
{
	if (lane->state.status == CHANNEL_PAUSED) {
		lane->state.probe_at = now + PROBE_SOON_S;
		lane->is_state_new = true;
		return;
	}
	if (lane->state.status == CHANNEL_OK)
		lane->state.since = now;
	lane->state.cooldown_until = now + wait / 1000000;
	set_status(lane, CHANNEL_SLOWED, reason);
}

static void cool_down(struct lane *lane, const struct carrier_result *result,
	int64_t now, int64_t now_us)
{
	int64_t ms = result->retry_after_ms > 0 ? result->retry_after_ms
						: COOLDOWN_MS;

	lane->cooldown_until_us = now_us + 1000 * ms;
	slow_down(lane, result->detail, 1000 * ms, now);
}

void lane_learn(struct lane *lane, const struct carrier_result *result,
	int64_t now, int64_t now_us)
{
	bool was_paused = lane->state.status == CHANNEL_PAUSED;

	room_landed(&lane->room, now_us);
	lane->garbled = result->is_garbled ? lane->garbled + 1 : 0;
	if (lane->garbled == GARBLED_MAX) {
		lane_pause(lane, result->detail, now);
		return;
	}
	switch (result->class) {
	case CARRIER_SENT:
	case CARRIER_ACCEPTED:
	case CARRIER_REFUSED:
		make_well(lane, now);
		return;
	case CARRIER_LIMITED:
		breaker_success(&lane->breaker);
		cool_down(lane, result, now, now_us);
		return;
	case CARRIER_TEMPORARY:
	case CARRIER_UNCERTAIN:
		if (breaker_failure(&lane->breaker, now_us) || was_paused)
			slow_down(lane, result->detail, lane->breaker.pause_us,
				now);
		return;
	case CARRIER_BROKEN:
		lane_pause(lane, result->detail, now);
		return;
	case CARRIER_STAYED:
	case CARRIER_CLASS_N:
		break;
	}
}
