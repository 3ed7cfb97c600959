/* An offer was sent, for plan.offer and plan.start. */
#pragma once

#include "api/sign.h"

/*
 * quote_run - the questions about an offer begin; those about an earlier one
 * end, and the follow-ups of a prospect wait until the last question is
 * closed.  Fills the call's result.
 *
 * s  with account, plan (planning_init), on and valid set.
 */
NUDGE_CHECK int quote_run(struct sign *s);

extern const char quote_cadence[];
