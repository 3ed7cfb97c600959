/* brief.get from the inside, for brief.now and brief.queue. */
#pragma once

#include "api/call.h"

/*
 * brief_build - the day of a rep, as the result of brief.get.
 *
 * at  what is snoozed past this instant is hidden.
 */
NUDGE_CHECK int brief_build(struct call *call, const struct rep *rep,
	struct civil_date date, int64_t at, json_t **ret);
