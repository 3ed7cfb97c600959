/* What an earlier life left half sent. */
#include "daemon/recovering.h"

#include "daemon/settling.h"

static int on_orphan(void *userdata, const struct claim_ready *ready)
{
	static const struct carrier_result result = {
		.class = CARRIER_UNCERTAIN,
		.phase = "crash",
		.detail = N_("nudged ended before the answer was noted"),
	};
	struct deliver *d = userdata;
	struct lane *lane = NULL;
	AUTO_MESSAGE message = {0};
	struct parcel parcel;
	int r = deliver_lane(d, ready->channel, &lane, NULL);

	if (r == 0)
		r = message_get(d->db, ready->key.message_id, &message, NULL);
	if (r < 0)
		return r;
	parcel = (struct parcel){
		.message_id = message.id,
		.leaves_at = ready->key.not_before,
		.claimed_at = ready->claimed_at,
		.attempts = message.attempts,
		.uncertain = message.uncertain,
		.lane = lane,
	};
	r = settling_reserve(&parcel);
	if (r == 0)
		settling_note(d, &parcel, &result);
	return r;
}

int recovering_run(struct deliver *d, struct err *err)
{
	int r = claim_orphans(d->db,
		&(struct claim_reader){.row = on_orphan, .userdata = d}, err);

	return r < 0 ? r : settling_run(d, err);
}
