/*
 * Follow-ups of prospects: one open at a time, two to three weeks after the
 * newest real contact, numbered where they reached someone, and after the
 * 11th a decision.  Source: DESIGN.md "Cadences".
 */
#pragma once

#include "api/planning.h"

extern const char follow_up_cadence[];

/* The rolling step of a cadence; NULL where it has none. */
const struct step *follow_up_step(const struct cadence *cadence);

/* Its window after a contact on the day last; first: nobody was reached
 * yet. */
NUDGE_CHECK int follow_up_window(struct planning *p, const struct step *step,
	struct civil_date last, bool first, struct window *ret);

/* The window of the first follow-up, due on the first open day from on. */
void follow_up_first_window(struct planning *p, const struct step *step,
	struct civil_date on, struct window *ret);

/* The first follow-up of a new plan, due on the first open day from its
 * anchor on. */
NUDGE_CHECK int follow_up_first(struct planning *p, const struct plan *plan);

/*
 * follow_up_next - after tp, a follow-up or decision of plan, was closed.
 *
 * last    the day from which the next window counts.
 * number  of the follow-up just closed; 0: it reached nobody.
 *
 * Plans the next follow-up or, after the 11th that reached someone, the
 * decision; it appears under "next".
 */
NUDGE_CHECK int follow_up_next(struct planning *p, const struct plan *plan,
	const struct touchpoint *tp, struct civil_date last, int64_t number);

/*
 * follow_up_suspend - another plan of the account asks for now: what is open
 * of its rolling plans is covered by the first open step of plan.
 *
 * follow_up_resume - they go on, the next window counting from last; an
 * account without such a plan begins one.
 */
NUDGE_CHECK int follow_up_suspend(struct planning *p, const struct plan *plan);
NUDGE_CHECK int follow_up_resume(struct planning *p, struct civil_date last);

/* The number that the plan's next follow-up will have. */
NUDGE_CHECK int follow_up_number(
	struct call *call, const struct plan *plan, int64_t *ret);

/*
 * follow_up_restart - there was a contact with the account on this day.
 *
 * Open follow-ups that are not pinned get the window that counts from the
 * newest contact, which may be another.  Nothing becomes late by it.
 */
NUDGE_CHECK int follow_up_restart(struct planning *p, struct civil_date on);
