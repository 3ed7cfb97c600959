/* Lanes to one address. */
#include "daemon/lane_kin.h"

#include <string.h>

/* NULL: nothing that others could share. */
static const char *address_of(const struct lane *lane)
{
	return lane->carrier && !lane->kind->is_idempotent
		       ? secret_text(&lane->secret, "url")
		       : NULL;
}

void lane_kin_join(struct lane *lane, struct lane *others)
{
	const char *address = address_of(lane);

	for (struct lane *l = others; address && l; l = l->next) {
		const char *theirs = l == lane ? NULL : address_of(l);

		if (!theirs || strcmp(theirs, address) != 0)
			continue;
		lane->kin = l->kin;
		l->kin = lane;
		return;
	}
}

void lane_kin_leave(struct lane *lane)
{
	for (struct lane *l = lane->kin; l; l = l->kin)
		if (l->kin == lane) {
			l->kin = lane->kin;
			break;
		}
	lane->kin = lane;
}

static int64_t longest(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

int64_t lane_kin_wait_us(const struct lane *lane, int64_t now_us)
{
	int64_t wait = breaker_wait_us(&lane->breaker, now_us);
	const struct lane *l = lane;

	do {
		wait = longest(wait, l->cooldown_until_us - now_us);
		for (size_t i = 0; i < CARRIER_RATES; i++)
			wait = longest(
				wait, rate_wait_us(&l->rates[i], now_us));
		l = l->kin;
	} while (l != lane);
	return wait;
}

void lane_kin_take(struct lane *lane, int64_t now_us)
{
	struct lane *l = lane;

	do {
		for (size_t i = 0; i < CARRIER_RATES; i++)
			rate_take(&l->rates[i], now_us);
		l = l->kin;
	} while (l != lane);
}

void lane_kin_give_back(struct lane *lane)
{
	struct lane *l = lane;

	do {
		for (size_t i = 0; i < CARRIER_RATES; i++)
			rate_give_back(&l->rates[i]);
		l = l->kin;
	} while (l != lane);
}
