/* What waits for its second; the contract is in ahead.h. */
#include "daemon/ahead.h"

#include "base/clock.h"
#include "daemon/lane_kin.h"
#include "daemon/settling.h"

void ahead_add(struct deliver *d, struct parcel *parcel)
{
	if (parcel->lane->kind->prepare)
		parcel->lane->kind->prepare(parcel->lane->carrier, parcel);
	parcels_add(&d->ahead, parcel);
}

int64_t ahead_next_at(const struct deliver *d)
{
	int64_t at = INT64_MAX;

	for (const struct parcel *p = d->ahead.first; p; p = p->next)
		if (p->leaves_at < at)
			at = p->leaves_at;
	return at;
}

void ahead_give_back(struct deliver *d)
{
	static const struct carrier_result stayed = {.class = CARRIER_STAYED};
	struct parcel *parcel;

	while ((parcel = parcels_take(&d->ahead)))
		settling_add(d, parcel, &stayed);
}

/* Has nobody committed since, nor set the clock, and is every lane well?  Who
 * slept through the second may wake in quiet hours. */
static bool is_as_claimed(struct deliver *d, int64_t now, int64_t now_us)
{
	int64_t version;

	if (db_data_version(d->db, &version, NULL) < 0 ||
		version != d->readers.version)
		return false;
	for (const struct parcel *p = d->ahead.first; p; p = p->next)
		if (!lane_is_well(p->lane, now_us) ||
			p->leaves_at > now + AHEAD_S ||
			p->leaves_at < now - AHEAD_S)
			return false;
	return true;
}

/* Rates count from when messages leave: all that was taken early is given
 * back before the first is taken anew, so that nothing is saved up by it. */
static void take_now(const struct parcels *due, int64_t now_us)
{
	for (struct parcel *p = due->first; p; p = p->next)
		lane_kin_give_back(p->lane);
	for (struct parcel *p = due->first; p; p = p->next)
		lane_kin_take(p->lane, now_us);
}

static void split_due(struct deliver *d, int64_t now, struct parcels *ret)
{
	struct parcels all;
	struct parcel *parcel;

	parcels_init(ret);
	parcels_init(&all);
	parcels_move(&all, &d->ahead);
	while ((parcel = parcels_take(&all)))
		parcels_add(parcel->leaves_at > now ? &d->ahead : ret, parcel);
}

int ahead_leave(struct deliver *d)
{
	int64_t now = clock_now(), now_us = clock_boot_us();
	struct parcels due;
	struct parcel *parcel;
	int n = 0;

	if (!d->ahead.first)
		return 0;
	if (!is_as_claimed(d, now, now_us)) {
		ahead_give_back(d);
		return 0;
	}
	split_due(d, now, &due);
	take_now(&due, now_us);
	for (; (parcel = parcels_take(&due)); n++)
		parcel->lane->kind->send(parcel->lane->carrier, parcel);
	if (n > 0) {
		d->left_at_us = now_us;
		/* What else is due is found by the round that follows. */
		d->next_at = ahead_next_at(d);
		d->must_scan = true;
	}
	return n;
}
