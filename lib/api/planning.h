/*
 * Planning inside a method: the account at hand, whose days count, and how
 * the planner's windows become rows.
 *
 * Nothing here decides about dates: core/planner.h does.  Source: DESIGN.md
 * "Date rules".
 */
#pragma once

#include "api/call.h"
#include "core/planner.h"
#include "store/plan.h"
#include "store/touchpoint.h"

struct planning {
	struct call *call;
	const struct account *account; /* borrowed; the call's, too */
	const struct account *before;  /* the call's outside */
	const struct rep *owner;       /* the account's; borrowed */
	struct rep other;        /* the owner, where it is not the actor */
	const struct zone *zone; /* the owner's */
	int64_t now;
	struct civil_date today; /* in the owner's zone */
	struct workcal_pair days;
	json_t *next; /* touchpoints that changed or come next, as shown */
};

void planning_done(struct planning *p);
#define AUTO_PLANNING CLEANUP(planning_done) struct planning

/* p must be zero; account outlives it.  planning_owner leaves out the days,
 * for what needs no open day. */
NUDGE_CHECK int planning_init(
	struct planning *p, struct call *call, const struct account *account);
NUDGE_CHECK int planning_owner(
	struct planning *p, struct call *call, const struct account *account);

/* It is the beginning of that day for p. */
void planning_begin_day(struct planning *p, struct civil_date day);

/*
 * planning_find - the open touchpoint that the parameter "id" names, its
 * account, and p for it.  A closed one is refused.  tp and account must be
 * zero.
 *
 * planning_find_missed takes a missed one too: late is better than never.
 */
NUDGE_CHECK int planning_find(struct planning *p, struct call *call,
	struct touchpoint *tp, struct account *account);
NUDGE_CHECK int planning_find_missed(struct planning *p, struct call *call,
	struct touchpoint *tp, struct account *account);

/* Refused where tp is not open. */
NUDGE_CHECK int planning_check_open(
	struct call *call, const struct touchpoint *tp);

/* The touchpoint is shown under "next"; planning_put_next puts the list into
 * the result. */
NUDGE_CHECK int planning_next(struct planning *p, const struct touchpoint *tp);
NUDGE_CHECK int planning_put_next(struct planning *p);

/* The same behind "touchpoint": tp as it now is. */
NUDGE_CHECK int planning_put(struct planning *p, const struct touchpoint *tp);

/* A zero touchpoint of the account, open, all day, with a whole-day window
 * on due (none: to be set).  purpose is copied. */
NUDGE_CHECK int planning_draft(const struct planning *p, enum kind kind,
	const char *purpose, struct civil_date due, struct touchpoint *tp);

/* Puts the window's days and flags into the row. */
void planning_apply(struct touchpoint *tp, const struct window *window);

/* The cadence of a plan; refused when this nudge does not know it. */
NUDGE_CHECK int planning_cadence(
	struct call *call, const struct plan *plan, const struct cadence **ret);

/* The plan of tp, which has one, and its cadence. */
NUDGE_CHECK int planning_of(struct call *call, const struct touchpoint *tp,
	struct plan *ret_plan, const struct cadence **ret);

/*
 * planning_follow - what the closing or moving of tp means for the other
 * steps of its plan: floors move due days upward, a date is asked for once
 * the step before is closed, and after the last step the plan ends.
 *
 * The steps that changed, else the next open one, appear under "next".
 */
NUDGE_CHECK int planning_follow(
	struct planning *p, struct plan *plan, const struct touchpoint *tp);

/*
 * planning_anew - the window of tp, an open step of plan, as if it and the
 * other open steps had no day yet; pinned ones keep theirs.
 *
 * 1 and *ret filled; 0: it is no anchored step.
 */
NUDGE_CHECK int planning_anew(struct planning *p, const struct plan *plan,
	const struct touchpoint *tp, struct window *ret);

/*
 * planning_successor - the open step after tp in its plan, where it is due
 * by today: both can be one contact.  1 and *ret filled, or 0.
 */
NUDGE_CHECK int planning_successor(struct planning *p, const struct plan *plan,
	const struct touchpoint *tp, struct touchpoint *ret);

/* The step before tp in its plan.  1 and *ret filled; 0: tp is the first. */
NUDGE_CHECK int planning_predecessor(struct planning *p,
	const struct plan *plan, const struct touchpoint *tp,
	struct touchpoint *ret);

/* Stops a plan: its open touchpoints are cancelled with the reason. */
NUDGE_CHECK int planning_stop(
	struct call *call, struct plan *plan, const char *reason);
