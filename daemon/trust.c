/* Is the clock to be believed?  The contract is in trust.h. */
#include "daemon/trust.h"

#include <inttypes.h>

#include "service/log.h"
#include "store/duty.h"

static void begin_to_wait(struct trust *trust, int64_t by_s, int64_t boot_us)
{
	trust->until_us = boot_us + TRUST_PATIENCE_S * INT64_C(1000000);
	log_line(LOG_WARNING,
		"the clock is %" PRId64 " seconds before the newest entry of "
		"the database: waiting until it is set, for %d minutes at most",
		by_s, TRUST_PATIENCE_S / 60);
}

static void believe(struct trust *trust)
{
	trust->believed = trust->newest;
	log_line(LOG_WARNING, "nobody sets the clock: it is believed, and what "
			      "is dated later was written by one ahead");
}

int trust_clock(struct trust *trust, struct db *db, int64_t now,
	int64_t boot_us, int64_t *ret_again, struct err *err)
{
	int64_t newest, left_s;
	int r = duty_newest(db, &newest, err);

	if (r < 0)
		return r;
	if (now >= newest || newest == trust->believed) {
		trust->newest = 0;
		return 1;
	}
	if (!trust->newest)
		begin_to_wait(trust, newest - now, boot_us);
	trust->newest = newest;
	if (boot_us >= trust->until_us) {
		believe(trust);
		trust->newest = 0;
		return 1;
	}
	left_s = (trust->until_us - boot_us + 999999) / 1000000;
	*ret_again = newest - now < left_s ? newest : now + left_s;
	return 0;
}
