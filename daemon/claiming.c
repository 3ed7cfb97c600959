/* From pending rows to parcels on their way. */
#include "daemon/claiming.h"

#include "api/renew.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "daemon/ahead.h"
#include "daemon/scanning.h"
#include "daemon/settling.h"
#include "store/hold.h"
#include "text/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Parcels of one commit, ready to be handed over once it is done. */
struct batch {
	struct lane_moment at;
	struct parcel *parcels[CLAIM_PER_COMMIT];
	size_t n;
};

/* Secrets and rows that changed since a lane was set up. */
static int refresh(struct deliver *d, struct err *err)
{
	struct lane_context context = deliver_context(d);

	for (struct lane *lane = d->lanes; lane; lane = lane->next) {
		int r;

		if (lane->head == lane->n)
			continue;
		r = lane_refresh(lane, &context, false, err);
		if (r < 0)
			return r;
	}
	return 0;
}

/* Only what the message itself is to blame for ends it. */
static void refuse(
	struct deliver *d, struct parcel *parcel, const struct err *why, int r)
{
	bool later = r == -ENOMEM || r == -EIO;
	struct carrier_result result = {
		.class = later ? CARRIER_TEMPORARY : CARRIER_REFUSED,
		.phase = "compose",
	};
	AUTO_STR said = {0};

	text_keep_err(&said, why);
	if (why->msgid)
		utf8_copy(result.detail, sizeof(result.detail), str_get(&said));
	else
		carrier_set_detail(&result, strerror(-r));
	settling_add(d, parcel, &result);
}

/* The bytes of a claimed message; 0, or why there are none. */
static int pack(struct deliver *d, struct parcel *parcel,
	const struct message *message, const struct rep *rep, struct err *err)
{
	struct lane *lane = parcel->lane;

	return lane->kind->pack(
		&(struct carrier_job){
			.message = message,
			.rep = rep,
			.channel = &lane->channel,
			.secret = &lane->secret,
			.instance = d->instance,
			.links = &d->links,
			.is_repeat = message->uncertain > 0 &&
				     !lane->kind->is_idempotent,
		},
		parcel, err);
}

/* 1: its reader is not to be disturbed now; it waits on. */
static int hold(struct deliver *d, const struct message *message,
	const struct rep *rep, int64_t now, struct err *err)
{
	/* Claimed ahead, it is the hour of leaving that counts. */
	int64_t at = message->not_before > now ? message->not_before : now;
	int64_t until;
	int r = hold_quiet(d->db, message, rep, at, &until, err);

	if (r > 0)
		deliver_plan(d, until);
	return r;
}

/* 1: it has ended, and others may wait in its place. */
static int renew(struct deliver *d, struct message *message, int64_t now,
	struct err *err)
{
	int r;

	if (now - message->created_at < RENEW_AFTER_S)
		return 0;
	r = renew_message(d->db, message->id, now, err);
	if (r > 0) {
		d->must_scan = true;
		deliver_pump_soon(d);
	}
	if (r != 0)
		return r;
	r = claim_look(d->db, message->id, message, err);
	return r < 0 ? r : !r;
}

/* Makes the parcel of what was claimed; what cannot be packed is refused. */
static int add_parcel(struct deliver *d, struct lane *lane,
	const struct message *message, const struct rep *rep,
	struct batch *batch)
{
	struct parcel *parcel = calloc(1, sizeof(*parcel));
	struct err why = {0};
	int r;

	if (!parcel || settling_reserve(parcel) < 0) {
		free(parcel);
		return -ENOMEM;
	}
	parcel->lane = lane;
	parcel->message_id = message->id;
	parcel->rep_id = message->rep_id;
	parcel->leaves_at = message->not_before;
	parcel->claimed_at = batch->at.now;
	parcel->attempts = message->attempts;
	parcel->uncertain = message->uncertain;
	d->n_way++;
	/* Whatever ails the store, the message may be good. */
	r = rep ? pack(d, parcel, message, rep, &why) : -EIO;
	if (r < 0)
		refuse(d, parcel, &why, r);
	else
		batch->parcels[batch->n++] = parcel;
	return 0;
}

/* Claims one message.  1: its parcel is in the batch or, where it cannot be
 * packed, refused; 0: there was nothing to send; or why the store failed. */
static int claim(struct deliver *d, struct lane *lane,
	const struct lane_item *item, struct batch *batch, struct err *err)
{
	AUTO_MESSAGE message = {0};
	const struct rep *rep = NULL;
	struct err unknown = {0};
	int r = claim_look(d->db, item->message_id, &message, err);

	if (r <= 0)
		return r;
	r = readers_get(&d->readers, d->db, message.rep_id, &rep, &unknown);
	if (r == -ENOMEM)
		return r;
	/* Retired while it was held in memory, where nothing could end it. */
	if (rep && rep->deleted_at != 0) {
		r = claim_cancel_rep(d->db, rep->id, batch->at.now, err);
		return r < 0 ? r : 0;
	}
	r = rep ? hold(d, &message, rep, batch->at.now, err) : 0;
	if (r == 0)
		r = renew(d, &message, batch->at.now, err);
	if (r != 0)
		return r < 0 ? r : 0;
	r = claim_take(d->db, batch->at.now, &message, err);
	if (r <= 0)
		return r;
	r = add_parcel(d, lane, &message, rep, batch);
	return r < 0 ? r : 1;
}

/* Claims what one lane lets go, at most one message. */
static int claim_from(struct deliver *d, struct lane *lane, struct batch *batch,
	struct err *err)
{
	struct lane_item item;
	int64_t wait;
	int r;

	if (!lane_pick(lane, &batch->at, &item, &wait)) {
		if (wait < INT64_MAX)
			deliver_pump_in(d, wait);
		return 0;
	}
	r = claim(d, lane, &item, batch, err);
	if (r <= 0)
		lane_stayed(lane, item.message_id);
	return r < 0 ? r : 1;
}

/* Round robin, so that a full lane does not keep others from leaving. */
static int fill(struct deliver *d, struct batch *batch, struct err *err)
{
	bool more = true;

	while (more && batch->n < CLAIM_PER_COMMIT) {
		more = false;
		for (struct lane *lane = d->lanes;
			lane && batch->n < CLAIM_PER_COMMIT;
			lane = lane->next) {
			int r = claim_from(d, lane, batch, err);

			if (r < 0)
				return r;
			more |= r;
		}
	}
	return 0;
}

/* The commit did not happen: what was picked waits on. */
static void take_back(struct deliver *d, struct batch *batch)
{
	for (size_t i = 0; i < batch->n; i++) {
		struct parcel *parcel = batch->parcels[i];

		lane_stayed(parcel->lane, parcel->message_id);
		carrier_free_parcel(parcel);
		d->n_way--;
	}
	batch->n = 0;
	d->must_scan = true;
}

static void send(struct deliver *d, struct batch *batch)
{
	int64_t now = clock_now();

	for (size_t i = 0; i < batch->n; i++) {
		struct parcel *parcel = batch->parcels[i];
		struct lane *lane = parcel->lane;

		if (parcel->leaves_at > now)
			ahead_add(d, parcel);
		else
			lane->kind->send(lane->carrier, parcel);
	}
	deliver_plan(d, ahead_next_at(d));
}

static bool is_ready_to_claim(
	const struct deliver *d, const struct lane_moment *at)
{
	for (const struct lane *lane = d->lanes; lane; lane = lane->next)
		if (lane->head < lane->n &&
			lane->queue[lane->head].not_before <= at->until)
			return true;
	return false;
}

/* What came of the last ones and what leaves next: one commit. */
static int turn_over(struct deliver *d, struct batch *batch, struct err *err)
{
	AUTO_TXN txn = {0};
	int r = txn_begin(d->db, &txn, err);

	if (r == 0)
		r = readers_refresh(&d->readers, d->db, err);
	if (r > 0)
		ahead_give_back(d);
	if (r >= 0)
		r = fill(d, batch, err);
	/* Behind, for it also refuses. */
	if (r == 0)
		r = settling_write(d, batch->at.now, err);
	if (r == 0)
		r = txn_commit(&txn, err);
	if (r == 0)
		settling_forget(d, batch->at.now);
	return r;
}

/* Nothing is prepared while what is due leaves. */
static struct lane_moment moment(struct deliver *d)
{
	struct lane_moment at = {.now = clock_now(), .now_us = clock_boot_us()};
	int64_t calm_us = d->left_at_us + AHEAD_CALM_US - at.now_us;

	at.until = at.now + (calm_us > 0 ? 0 : AHEAD_S);
	if (d->has_future && calm_us > 0)
		deliver_pump_in(d, calm_us);
	return at;
}

int claiming_run(struct deliver *d, struct err *err)
{
	struct batch batch = {.n = 0};
	int r = scanning_run(d, err);

	if (r == 0)
		r = refresh(d, err);
	batch.at = moment(d);
	if (r == 0 && (is_ready_to_claim(d, &batch.at) || settling_is_due(d)))
		r = turn_over(d, &batch, err);
	if (r < 0) {
		take_back(d, &batch);
		return r;
	}
	scanning_plan_paused(d);
	/* A full batch has left something to claim. */
	if (batch.n == CLAIM_PER_COMMIT || d->must_scan)
		deliver_pump_soon(d);
	send(d, &batch);
	return 0;
}
