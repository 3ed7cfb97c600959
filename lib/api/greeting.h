/*
 * The steps of a plan that counts from a day: the greetings after signing, the
 * questions after an offer.
 */
#pragma once

#include "api/planning.h"

/*
 * greeting_plan - the steps of a new plan of anchored steps.
 *
 * plan  already written.
 *
 * A step that is past for good when the contract is recorded becomes
 * skipped; one whose day is past but still makes sense is due today, and not
 * late.  A renewal gets the first step only.  All steps appear under "next".
 */
NUDGE_CHECK int greeting_plan(struct planning *p, struct plan *plan);

/*
 * What the planner makes of an anchor: greeting_plain() of the bare one,
 * greeting_schedule() of one that is recorded today, with the above.
 */
struct greeting {
	const struct cadence *cadence;
	struct civil_date anchor, end;
	enum tier tier;
	struct step_progress progress[CADENCE_STEPS_MAX];
	struct window window[CADENCE_STEPS_MAX];
};
NUDGE_CHECK int greeting_plain(struct planning *p, struct greeting *g);
NUDGE_CHECK int greeting_schedule(struct planning *p, struct greeting *g);
