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
