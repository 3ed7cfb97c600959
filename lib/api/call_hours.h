/* When to call somebody in another time zone. */
#pragma once

#include "api/call.h"
#include "store/touchpoint.h"

/*
 * call_hours_add - put "call_hours" into a touchpoint object.
 *
 * Where rep and account live two hours or more apart on that day and the
 * contact is a call, a meeting or a chat: {from, to, zone, local_from,
 * local_to, overlap}.  from and to are the rep's wall clock, local_… and
 * zone the account's.  overlap: both are at work then; if that never is, the
 * hours are those of the account.  Else nothing is put.
 */
NUDGE_CHECK int call_hours_add(struct call *call, const struct rep *rep,
	const struct touchpoint *tp, struct civil_date date, json_t *item);
