/*
 * The step before the end of what a plan is about: an offer expires.  For
 * planner.c.
 */
#pragma once

#include "core/planner.h"

/*
 * planner_end_window - the window of step i, a STEP_ENDING of a plan with an
 * end.
 *
 * Counted back from the end in working days, but not before the second
 * working day after the anchor, or, where the end comes sooner, the first; and
 * never after the end.  What is closed, pinned or planned keeps its day: this
 * one waits for no other step.
 */
void planner_end_window(
	const struct plan_input *in, size_t i, struct window *ret);
