/* brief.get from the inside, for brief.now and brief.queue. */
#pragma once

#include "api/call.h"

struct brief_day {
	struct civil_date date; /* in the rep's zone */
	int64_t at;             /* what is snoozed past this is hidden */
	int64_t since;          /* the first brief that was not sent; 0: none */
};

/* brief_build - the day of a rep, as the result of brief.get. */
NUDGE_CHECK int brief_build(struct call *call, const struct rep *rep,
	const struct brief_day *day, json_t **ret);
