/*
 * Somebody leaves a customer: when to do what.
 *
 * Known to be there still: ask who takes over 10 working days before the last
 * day, say farewell 2 before; whoever follows begins on the working day after
 * it.  Gone, or nobody knows when: find the successor, now.  Once there is
 * one: a first talk 3 working days after the start, a meeting with our
 * manager after 10.  Nothing lies in the past.
 */
#pragma once

#include "core/workcal.h"

enum leaving_step {
	LEAVING_FIND, /* find the successor */
	LEAVING_ASK,  /* who takes over? ask to be introduced */
	LEAVING_FAREWELL,
	LEAVING_TALK,    /* first talk with the successor */
	LEAVING_MANAGER, /* our manager meets the successor */
	LEAVING_N
};

struct leaving {
	const struct workcal_pair *days;
	struct civil_date today;
	struct civil_date last_day; /* none: not known */
	bool has_successor;
};

/* The due day of each step; none: it is not to be done. */
void leaving_plan(
	const struct leaving *leaving, struct civil_date ret[static LEAVING_N]);

/* Is the last day over, or not known? */
bool leaving_is_gone(const struct leaving *leaving);
