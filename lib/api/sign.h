/* Signing, for plan.sign and plan.start; and what all three that begin a plan
 * have in common. */
#pragma once

#include "api/planning.h"

struct sign {
	struct account account;
	bool created;
	struct planning plan;
	struct civil_date on;
	struct civil_date valid; /* of an offer: its last day, or none */
	bool renewal;
};

void sign_done(struct sign *s);
#define AUTO_SIGN CLEANUP(sign_done) struct sign

/*
 * sign_begin - what plan.sign and plan.offer read first: the customer, found
 * or created, and the day.
 *
 * s  zero; account, created, plan and on are set.
 */
NUDGE_CHECK int sign_begin(struct call *call, struct sign *s);

/*
 * sign_run - the account has signed: it becomes a customer, its prospect
 * plan stops, the greeting plan begins.  Fills the call's result.
 *
 * s  with account, plan (planning_init), on and renewal set.
 */
NUDGE_CHECK int sign_run(struct sign *s);

/* The result of a plan that has begun: account {created}, plan, calendars,
 * touchpoints (what stands under "next" so far). */
NUDGE_CHECK int sign_put(struct sign *s, const struct plan *plan);

/* Is on within a year from today, back and ahead?  Refused if not. */
NUDGE_CHECK int sign_check_day(struct call *call, struct civil_date on);

/* The newest version of the cadence that the parameter "cadence" names. */
NUDGE_CHECK int sign_find_cadence(
	struct call *call, const struct cadence **ret);

/* The names of the calendars whose days count, as JSON. */
json_t *sign_calendars(const struct planning *p);

extern const char sign_cadence[];
