/* From answers to rows. */
#include "daemon/settling.h"

#include "base/clock.h"
#include "service/log.h"
#include "daemon/notice.h"
#include "daemon/outcome.h"
#include "store/reroute.h"
#include "text/text.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { GROUP_US = 10000 };

static uint64_t random_bits(void)
{
	uint64_t bits = 0;

	if (getrandom(&bits, sizeof(bits), GRND_NONBLOCK) != sizeof(bits))
		bits = (uint64_t)clock_boot_us() * 0x9e3779b97f4a7c15;
	return bits;
}

static bool is_good(const struct carrier_result *result)
{
	return result->class == CARRIER_SENT ||
	       result->class == CARRIER_ACCEPTED;
}

static void log_result(const struct settled *settled)
{
	AUTO_STR detail = {0};
	const struct carrier_result *result = &settled->result;
	int64_t id = settled->outcome.message_id;
	const char *name = settled->lane->name;
	const char *class = carrier_class_name[result->class];

	text_add_said(&detail, TEXT_EN, result->detail);
	log_delivery(is_good(result) ? LOG_INFO : LOG_WARNING,
		&(struct log_about){
			.delivery = id, .channel = name, .class = class},
		"message %" PRId64 " through %s: %s%s%s%s%s", id, name, class,
		*result->code ? " " : "", result->code, detail.len ? ": " : "",
		str_get(&detail));
}

/* What went well is a line a commit and channel: of 10 000 lines in half a
 * minute the journal drops some, and what failed with them. */
static void log_good(const struct deliver *d)
{
	for (const struct settled *s = d->settled; s; s = s->next)
		s->lane->n_good += is_good(&s->result);
	for (const struct settled *s = d->settled; s; s = s->next) {
		struct lane *lane = s->lane;
		const char *class = carrier_class_name[s->result.class];

		if (!is_good(&s->result))
			continue;
		if (lane->n_good == 1)
			log_result(s);
		else if (lane->n_good > 1)
			log_delivery(LOG_INFO,
				&(struct log_about){
					.channel = lane->name, .class = class},
				"%d messages through %s: %s", lane->n_good,
				lane->name, class);
		lane->n_good = 0;
	}
}

/* While most are still under way, their outcomes are worth a moment: one
 * commit for many costs what one for one does. */
static void pump(struct deliver *d)
{
	bool is_leaving = clock_boot_us() < d->left_at_us + GROUP_US;

	if (((int64_t)d->n_settled < d->n_way || is_leaving) && !d->is_draining)
		deliver_pump_in(d, GROUP_US);
	else
		deliver_pump_soon(d);
}

int settling_reserve(struct parcel *parcel)
{
	parcel->settled = calloc(1, sizeof(*parcel->settled));
	return parcel->settled ? 0 : -ENOMEM;
}

void settling_note(struct deliver *d, struct parcel *parcel,
	const struct carrier_result *result)
{
	struct settled *settled = TAKE(parcel->settled);

	settled->lane = parcel->lane;
	settled->result = *result;
	settled->outcome = outcome_decide(&(struct outcome_input){
		.parcel = parcel,
		.result = &settled->result,
		.kind = parcel->lane->kind,
		.on_uncertain = parcel->lane->channel.on_uncertain,
		.now = clock_now(),
		.random = is_good(result) ? 0 : random_bits(),
	});
	settled->lane->has_back |= settled->outcome.state == MESSAGE_WAITING;
	if (!is_good(result) && result->class != CARRIER_STAYED)
		log_result(settled);
	*d->settled_end = settled;
	d->settled_end = &settled->next;
	d->n_settled++;
	pump(d);
}

void settling_add(struct deliver *d, struct parcel *parcel,
	const struct carrier_result *result)
{
	struct lane *lane = parcel->lane;

	settling_note(d, parcel, result);
	if (result->class == CARRIER_STAYED) {
		lane_stayed(lane, parcel->message_id);
	} else {
		lane_landed(lane, parcel->message_id);
		lane_learn(lane, result, clock_now(), clock_boot_us());
	}
	carrier_free_parcel(parcel);
	d->n_way--;
}

static int write_outcomes(struct deliver *d, int64_t now, struct err *err)
{
	int r = 0;

	for (struct settled *s = d->settled; s && r == 0; s = s->next)
		r = s->result.class == CARRIER_STAYED
			    ? claim_release(
				      d->db, s->outcome.message_id, now, err)
			    : claim_settle(d->db, &s->outcome, now, err);
	return r;
}

/* The channel was removed while something was under way: what comes back to
 * it does not wait for another try. */
static int leave_gone(
	struct deliver *d, struct lane *lane, int64_t now, struct err *err)
{
	int r = lane->has_back ? reroute_removed(d->db, lane->name, now, err)
			       : 0;

	if (r > 0)
		d->must_scan = true;
	return r < 0 ? r : 0;
}

static int write_lanes(struct deliver *d, int64_t now, struct err *err)
{
	for (struct lane *lane = d->lanes; lane; lane = lane->next) {
		int r = leave_gone(d, lane, now, err);

		if (r < 0)
			return r;
		if (!lane->is_state_new)
			continue;
		r = notice_queue(d->db, &lane->channel, &lane->state, now, err);
		if (r > 0)
			d->must_scan = true;
		if (r >= 0)
			r = channel_state_put(d->db, &lane->state, err);
		if (r < 0)
			return r;
	}
	return 0;
}

bool settling_is_due(const struct deliver *d)
{
	if (d->settled)
		return true;
	for (const struct lane *lane = d->lanes; lane; lane = lane->next)
		if (lane->is_state_new)
			return true;
	return false;
}

int settling_write(struct deliver *d, int64_t now, struct err *err)
{
	int r = write_outcomes(d, now, err);

	return r < 0 ? r : write_lanes(d, now, err);
}

/* What waits again needs no reading before its time. */
void settling_forget(struct deliver *d, int64_t now)
{
	for (const struct settled *s = d->settled; s; s = s->next) {
		if (is_good(&s->result))
			emptying_add(d, now);
		if (s->outcome.state != MESSAGE_WAITING)
			continue;
		if (s->outcome.not_before <= now ||
			s->result.class == CARRIER_STAYED)
			d->must_scan = true;
		else if (s->outcome.not_before < d->next_at)
			d->next_at = s->outcome.not_before;
	}
	log_good(d);
	settling_done(d);
	for (struct lane *lane = d->lanes; lane; lane = lane->next)
		lane->is_state_new = lane->has_back = false;
}

int settling_run(struct deliver *d, struct err *err)
{
	AUTO_TXN txn = {0};
	int64_t now = clock_now();
	int r;

	if (!settling_is_due(d))
		return 0;
	r = txn_begin(d->db, &txn, err);
	if (r == 0)
		r = settling_write(d, now, err);
	if (r == 0)
		r = txn_commit(&txn, err);
	if (r == 0)
		settling_forget(d, now);
	return r;
}

void settling_done(struct deliver *d)
{
	while (d->settled) {
		struct settled *next = d->settled->next;

		free(d->settled);
		d->settled = next;
	}
	d->settled_end = &d->settled;
	d->n_settled = 0;
}
