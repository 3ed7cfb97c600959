/* What waits for its second; the contract is in ahead.h. */
#include "daemon/ahead.h"

#include "base/clock.h"
#include "daemon/lane_kin.h"
#include "daemon/settling.h"

void ahead_add(struct deliver *d, struct parcel *parcel)
{
	if (parcel->lane->kind->prepare)
		parcel->lane->kind->prepare(parcel->lane->carrier, parcel);
	parcel->next = NULL;
	*d->ahead_end = parcel;
	d->ahead_end = &parcel->next;
}

int64_t ahead_next_at(const struct deliver *d)
{
	int64_t at = INT64_MAX;

	for (const struct parcel *p = d->ahead; p; p = p->next)
		if (p->leaves_at < at)
			at = p->leaves_at;
	return at;
}

void ahead_give_back(struct deliver *d)
{
	static const struct carrier_result stayed = {.class = CARRIER_STAYED};
	struct parcel *parcel = TAKE(d->ahead);

	d->ahead_end = &d->ahead;
	while (parcel) {
		struct parcel *next = TAKE(parcel->next);

		settling_add(d, parcel, &stayed);
		parcel = next;
	}
}

/* Has nobody committed since, nor set the clock, and is every lane well?  Who
 * slept through the second may wake in quiet hours. */
static bool is_as_claimed(struct deliver *d, int64_t now, int64_t now_us)
{
	int64_t version;

	if (db_data_version(d->db, &version, NULL) < 0 ||
		version != d->readers.version)
		return false;
	for (const struct parcel *p = d->ahead; p; p = p->next)
		if (!lane_is_well(p->lane, now_us) ||
			p->leaves_at > now + AHEAD_S ||
			p->leaves_at < now - AHEAD_S)
			return false;
	return true;
}

/* Rates count from when messages leave: all that was taken early is given
 * back before the first is taken anew, so that nothing is saved up by it. */
static void take_now(struct parcel *parcels, int64_t now_us)
{
	for (struct parcel *p = parcels; p; p = p->next)
		lane_kin_give_back(p->lane);
	for (struct parcel *p = parcels; p; p = p->next)
		lane_kin_take(p->lane, now_us);
}

/* Takes what is due out of the list. */
static struct parcel *take_due(struct deliver *d, int64_t now)
{
	struct parcel *due = NULL, **due_end = &due, **p = &d->ahead;

	while (*p) {
		struct parcel *parcel = *p;

		if (parcel->leaves_at > now) {
			p = &parcel->next;
			continue;
		}
		*p = TAKE(parcel->next);
		*due_end = parcel;
		due_end = &parcel->next;
	}
	d->ahead_end = p;
	return due;
}

int ahead_leave(struct deliver *d)
{
	int64_t now = clock_now(), now_us = clock_boot_us();
	struct parcel *due;
	int n = 0;

	if (!d->ahead)
		return 0;
	if (!is_as_claimed(d, now, now_us)) {
		ahead_give_back(d);
		return 0;
	}
	due = take_due(d, now);
	take_now(due, now_us);
	for (; due; n++) {
		struct parcel *parcel = due;

		due = TAKE(parcel->next);
		parcel->lane->kind->send(parcel->lane->carrier, parcel);
	}
	if (n > 0) {
		d->left_at_us = now_us;
		/* What else is due is found by the round that follows. */
		d->next_at = ahead_next_at(d);
		d->must_scan = true;
	}
	return n;
}
