/*
 * The planner: from a cadence, an anchor and the calendars to windows.
 *
 * Pure: today is an argument, nothing is stored or read.  Source: DESIGN.md
 * "Date rules"; its vectors are tests/unit/test_planner.c.
 */
#pragma once

#include "core/cadence.h"
#include "core/workcal.h"

/* Why a due day is not the nominal one: any of these. */
enum {
	MOVED_CLOSED = 1 << 0,    /* nominal day closed for rep or account */
	MOVED_MAKEUP = 1 << 1,    /* nominal day is a make-up day, way unfit */
	MOVED_FLOOR = 1 << 2,     /* too close to the previous step */
	MOVED_MAX_SHIFT = 1 << 3, /* open day too late: anchor day or today */
	MOVED_SOFT = 1 << 4,      /* a soft day was avoided */
	MOVED_PINNED = 1 << 5,    /* agreed with the customer */
	MOVED_NO_OPEN = 1 << 6,   /* no open day within 60: flagged */
	MOVED_PROVISIONAL = 1 << 7, /* the year's list is not loaded yet */
};

/* A follow-up window.  Always earliest <= due <= latest. */
struct window {
	struct civil_date nominal; /* by the rule, before any shift */
	struct civil_date earliest, due, latest;
	struct civil_date floor; /* base + floor; none for the first step */
	struct civil_date arrange_on; /* ask for a date from here on, or none */
	unsigned moved;               /* MOVED_… bits */
};

/* What has already become of a step. */
struct step_progress {
	bool closed;               /* done, skipped, missed or covered */
	struct civil_date done_on; /* none unless a contact was made */
	bool pinned;               /* due was agreed or moved by hand */
	struct civil_date due;     /* the due in force, none = not planned */
};

struct plan_input {
	const struct cadence *cadence;
	struct civil_date anchor;
	struct civil_date end; /* of what the plan is about; none: open */
	enum tier tier;
	struct workcal_pair days;
	struct civil_date today; /* for max-shift; none = the anchor day */
	const struct step_progress *progress; /* n_steps entries, or NULL */
};

/*
 * planner_schedule - the windows of all steps but rolling ones, in order.
 *
 * ret  room for cadence->n_steps entries.  A closed step keeps its place as
 *      the base of the next one's floor: its done day, else its due.  A
 *      pinned step keeps its due.  An already planned due is only moved
 *      upward by a floor, never earlier (DESIGN.md "Date rules", 3).
 *      A step that is not to be planned has a window of no days: a rolling
 *      one, one before an end that the plan has not, and one that would come
 *      on the day of the step before the end or after it.
 *
 * Returns 0; -ERANGE when a day would lie after 9999-12-31 (ret undefined).
 */
NUDGE_CHECK int planner_schedule(
	const struct plan_input *in, struct window *ret, struct err *err);

struct follow_up_input {
	const struct step *step;
	struct civil_date last_touch; /* newest real contact, or plan's start */
	struct workcal_pair days;
	enum via via;
	bool first; /* no follow-up has reached anyone yet */
};

/*
 * planner_follow_up - the next window of a rolling step (prospect).
 *
 * earliest = last + 14 shifted forward, latest = last + 21 shifted back, not
 * before earliest; due = earliest.  A window closed from end to end: due is
 * the first open day after, latest three of the owner's working days later
 * (MOVED_CLOSED).  -ERANGE as above.
 */
NUDGE_CHECK int planner_follow_up(
	const struct follow_up_input *in, struct window *ret, struct err *err);

/* Before a holiday that swallows a whole follow-up window. */
struct greet {
	struct civil_date on[2]; /* to greet; the later first; none = none */
	struct civil_date closed_from, closed_to; /* the closed days */
};

/*
 * planner_greet - when to greet instead of a follow-up whose window is closed
 * from end to end.
 *
 * window  of planner_follow_up(), nominal and earliest suffice.
 * days    of rep and account.
 * makeup  may the contact fall on a make-up day?
 *
 * The last two open days before nominal, but none up to the contact from
 * which the window counts.  False where the window has an open day: *ret is
 * then all none.
 */
bool planner_greet(const struct step *step, const struct window *window,
	const struct workcal_pair *days, bool makeup, struct greet *ret);

/*
 * planner_confirm_on - when to ask the customer whether a meeting stands.
 *
 * The last day before it on which both work and customers are called (Monday's
 * on Friday); where that is past, today; never after the meeting.
 */
struct civil_date planner_confirm_on(const struct workcal_pair *days,
	struct civil_date meeting, struct civil_date today);

/* The last day on which an open step is still worth doing; from the day
 * after it is missed.  None: it is never missed. */
struct civil_date planner_missed_after(const struct step *step,
	struct civil_date latest, const struct workcal_side *owner);

/* From which follow-up on the purpose says "bring something new", and after
 * which nudge asks for a decision. */
enum { PLANNER_NEW_WAY_FROM = 4, PLANNER_DECIDE_AFTER = 11 };
