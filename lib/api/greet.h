/*
 * A greeting before a long holiday, offered in place of a follow-up whose
 * window it closes from end to end.  Derived, never stored.
 */
#pragma once

#include "api/call.h"
#include "store/agenda.h"

/*
 * greet_load - rep's follow-ups in whose place a greeting is offered on the
 * day: the last two open days before the holiday.
 *
 * ret  struct touchpoint; must be zero.
 */
NUDGE_CHECK int greet_load(struct call *call, const struct rep *rep,
	const struct agenda_day *day, struct rows *ret);

/* Puts "closed" {"from", "to"} into item: the holiday before tp, one of
 * greet_load()'s. */
NUDGE_CHECK int greet_add(struct call *call, const struct rep *rep,
	const struct touchpoint *tp, json_t *item);
