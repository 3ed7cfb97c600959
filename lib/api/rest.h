/*
 * An account that rests: nothing of it is due until it goes on.  Source:
 * DESIGN.md "Pause, close, reopen".
 */
#pragma once

#include "api/planning.h"

/* What is open rests; each is listed under "resting" in the result. */
NUDGE_CHECK int rest_begin(struct planning *p);

/* The account (p's own) goes on and is written; what rested comes back. */
NUDGE_CHECK int rest_end(struct planning *p, struct account *account);

/*
 * rest_end_all - the accounts (struct account), which rested up to a day, go
 * on as from the beginning of that day, whenever this is written.  Nothing of
 * it appears in the result.
 *
 * rest_end_over does so for everybody's accounts whose day has come: today by
 * the owner's clock, or the day that "at" names.  rest_is_over: are there
 * any?  1 or 0.
 */
NUDGE_CHECK int rest_end_all(struct call *call, struct rows *accounts);
NUDGE_CHECK int rest_end_over(struct call *call);
NUDGE_CHECK int rest_is_over(struct call *call);
