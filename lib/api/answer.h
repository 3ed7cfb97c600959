/*
 * Incoming messages: what a customer wrote is answered on the next working
 * day.  Source: DESIGN.md "From windows to rows".
 */
#pragma once

#include "api/planning.h"
#include "api/report.h"

/*
 * answer_ask - a message came in: its answer becomes a touchpoint.
 *
 * report  direction in.
 * ret     the answer: a new one, due on the owner's working day after the
 *         message and never in the past; or the open one, which the message
 *         joins: it keeps its day and says what was asked last.
 *
 * What brought no answer before is no longer unanswered.  The touchpoint
 * appears under "answer" in the result, and "joined" says which it was.
 */
NUDGE_CHECK int answer_ask(struct planning *p, const struct report *report,
	struct touchpoint *ret);
