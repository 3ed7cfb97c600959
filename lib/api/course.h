/*
 * The course of things with an account: what comes after a touchpoint, and
 * what ends when it is won, lost or parked.
 */
#pragma once

#include "api/planning.h"

/*
 * course_go_on - tp, a touchpoint of plan, was closed.
 *
 * last    the day from which a rolling step counts on.
 * number  of the follow-up; 0: it reached nobody.
 *
 * Anchored steps follow through their floors, rolling ones get the next
 * occurrence.  Nothing happens to a plan that is no longer running.
 */
NUDGE_CHECK int course_go_on(struct planning *p, struct plan *plan,
	const struct touchpoint *tp, struct civil_date last, int64_t number);

/* tp was given another day: anchored steps follow through their floors. */
NUDGE_CHECK int course_moved(struct planning *p, const struct touchpoint *tp);

/* course_go_on with the plan looked up; nothing outside a plan. */
NUDGE_CHECK int course_closed(struct planning *p, const struct touchpoint *tp,
	struct civil_date last);

/* A plan begins: who was parked or lost is a prospect again, and what asked
 * us about it is answered; customers stay customers. */
NUDGE_CHECK int course_take_up(struct planning *p, struct account *account);

/* "Contract signed?", five working days ahead. */
NUDGE_CHECK int course_ask_signed(struct planning *p, struct touchpoint *ret);

/* A parked account: taken up again on the first working day from until on. */
NUDGE_CHECK int course_wake_on(struct planning *p, struct civil_date until);

/* The same for another reason: purpose is a message id. */
NUDGE_CHECK int course_take_up_on(
	struct planning *p, struct civil_date until, const char *purpose);
bool course_is_parked_question(const struct touchpoint *tp);

/* A plan that begins, or a contract that is won, ends no pause unasked:
 * refused while the account is paused. */
NUDGE_CHECK int course_refuse_rest(struct planning *p);

/* Cancels what only asked us how things stand: contract signed?  Parked until
 * now?  course_end_prospect stops the plans that last until signing too. */
NUDGE_CHECK int course_answered(struct planning *p, const char *reason);
NUDGE_CHECK int course_end_prospect(struct planning *p, const char *reason);

/*
 * course_cancel - stops all plans of the account and cancels what is open.
 *
 * keep_promises  what we owe them stays: promises and answers.
 */
NUDGE_CHECK int course_cancel(
	struct planning *p, const char *reason, bool keep_promises);
