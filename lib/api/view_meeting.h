/*
 * What the touchpoint object says of meetings.
 *
 * meeting  of a meeting: {place, travel, length (minutes), ends ("11:30"),
 *          team[] (slug, name), confirm_id, confirmed {on, via} or null,
 *          fulfils {id, step, purpose} or null};
 *          of the question whether one stands: {id, due, time, zone, via,
 *          purpose, place};
 *          null else
 * held_by  the id of the meeting that does for an open touchpoint, or null
 */
#pragma once

#include "api/call.h"
#include "store/touchpoint.h"

NUDGE_CHECK int view_meeting(
	struct call *call, const struct touchpoint *tp, json_t *object);
