/*
 * What a touchpoint with a time says to the one who reads of it.
 *
 * local     {date, time, leave, over, zone, apart, colleagues[]}: the time on
 * the reader's wall; leave: when to go, null where the way is not known; over:
 * it has ended; zone: of the touchpoint's own time; apart: that clock differs
 * by two hours or more; colleagues: the names of those who are there beside the
 * reader
 */
#pragma once

#include "api/call.h"
#include "store/touchpoint.h"

/* Adds these to item, view_touchpoint() of tp. */
NUDGE_CHECK int reader_add(struct call *call, const struct rep *rep,
	const struct touchpoint *tp, json_t *item);

/* The day on which tp is due where rep is; the day it has where it has no
 * time. */
struct civil_date reader_day(
	const struct zone *zone, const struct touchpoint *tp);
