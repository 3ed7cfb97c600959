/* What a brief has to say of a day's work, before it is put in order. */
#pragma once

#include "api/call.h"
#include "store/agenda.h"

/*
 * brief_due_load - what is due, and the meetings to which the rep comes along.
 *
 * zone  the rep's: a meeting far away may be on another day there.
 */
NUDGE_CHECK int brief_due_load(struct call *call, const struct zone *zone,
	const struct agenda_day *day, struct rows *ret);
