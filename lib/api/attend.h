/*
 * Who is there: the customer's people of a touchpoint, and ours beside the
 * owner at a meeting.
 */
#pragma once

#include "api/call.h"
#include "store/touchpoint.h"

/* These (struct contact; struct rep) and nobody else.  The owner is there
 * anyway, and is left out.  1: others than before; 0: the same. */
NUDGE_CHECK int attend_contacts(
	struct call *call, int64_t touchpoint_id, const struct rows *contacts);
NUDGE_CHECK int attend_team(struct call *call, const struct touchpoint *meeting,
	const struct rows *team);

/* The rep does not come along to meetings that are still to be held; how
 * many these were. */
NUDGE_CHECK int attend_leave(struct call *call, int64_t rep_id);
