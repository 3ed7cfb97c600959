/*
 * Several touchpoints as one contact: one stays, the others are covered by it
 * and go on with it.  Source: DESIGN.md "One contact for several".
 */
#pragma once

#include "api/planning.h"

/*
 * merge_closed - tp was closed: what it covers counts as closed with it.
 *
 * done_on  the day of the contact; none: there was none, it was skipped or
 *          missed.
 * number   of the follow-up that it was; 0: none.
 *
 * To be called before tp's own plan is followed; the plans of the covered ones
 * go on, but for tp's own.  Nothing to do where tp covers nothing.
 */
NUDGE_CHECK int merge_closed(struct planning *p, const struct touchpoint *tp,
	struct civil_date done_on, int64_t number);

/*
 * merge_follow_up - the running plan of whose follow-ups tp is one, or covers
 * one.  1 and *ret filled, or 0.
 */
NUDGE_CHECK int merge_follow_up(
	struct call *call, const struct touchpoint *tp, struct plan *ret);

/* Sets "merge_with" of tp's object: the id of the step after it in its plan,
 * where that is among the touchpoints due, else null. */
NUDGE_CHECK int merge_offer(
	const struct touchpoint *tp, const struct rows *due, json_t *item);
