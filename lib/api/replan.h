/*
 * What another list of working days means for what is planned: shown first,
 * moved on yes.  Source: DESIGN.md "Working calendars".
 */
#pragma once

#include "api/planning.h"

struct replan_item {
	struct touchpoint tp;
	bool planned;      /* a rule gave it its day */
	bool was_open;     /* its day, before */
	struct window was; /* where the rule had put it, before */
};

struct replan {
	struct call *call;
	struct replan_item *items;
	size_t n;
};

void replan_done(struct replan *replan);
#define AUTO_REPLAN CLEANUP(replan_done) struct replan

/*
 * replan_begin - before the calendar's days change.
 *
 * to  the last day that may change.
 *
 * replan must be zero.
 */
NUDGE_CHECK int replan_begin(struct replan *replan, struct call *call,
	const char *calendar, struct civil_date to);

/*
 * replan_end - after they have changed.
 *
 * move  shall what would move be moved?
 *
 * Into the result: "moves", touchpoints with "was_due" beside them, that are
 * open, not pinned, and have another day by the rule that gave them theirs:
 * because of the change, or because their day is closed now; "moves_total";
 * "moved", whether they were moved; "closed", touchpoints whose day somebody
 * chose and which is closed now; "closed_total".
 */
NUDGE_CHECK int replan_end(struct replan *replan, bool move);
