/* The cadences that ship with nudge; see DESIGN.md "Cadences". */
#include "core/cadence.h"

#include "base/err.h"

#include <string.h>

const char *const cadence_step_kind[STEP_KIND_N] = {
	[STEP_ANCHORED] = "anchored",
	[STEP_WORKDAYS] = "workdays",
	[STEP_ROLLING] = "rolling",
	[STEP_ENDING] = "ending",
};

static const struct step greeting_steps[] = {
	{
		.id = "d1",
		.earliest = 0,
		.due = 1,
		.latest = 2,
		.max_shift = 3, /* thanks ten days late embarrass */
		.tolerance = 3,
		.via = VIA_MAIL,
		.via_strategic = VIA_MAIL,
		.purpose = N_("thank-you note; confirm scope, dates and "
			      "contacts"),
	},
	{
		.id = "d3",
		.earliest = 2,
		.due = 3,
		.latest = 5,
		.max_shift = CADENCE_NO_MAX_SHIFT,
		.floor = 1,
		.tolerance = 3,
		.via = VIA_CALL,
		.via_strategic = VIA_CALL,
		.purpose = N_("check how the start is going; answer "
			      "questions"),
	},
	{
		.id = "d7",
		.earliest = 5,
		.due = 7,
		.latest = 10,
		.max_shift = CADENCE_NO_MAX_SHIFT,
		.floor = 2,
		.tolerance = 7,
		.via = VIA_MAIL,
		.via_strategic = VIA_MEETING,
		.arrange_after_previous = true,
		.purpose = N_("progress report: what is done, what is next; "
			      "early results if any"),
	},
	{
		.id = "d21",
		.earliest = 17,
		.due = 21,
		.latest = 28,
		.max_shift = CADENCE_NO_MAX_SHIFT,
		.floor = 7,
		.tolerance = 15,
		.via = VIA_MEETING,
		.via_strategic = VIA_MEETING,
		.arrange_days = 5,
		.purpose = N_("review the first three weeks; collect feedback "
			      "and improvements"),
	},
};

static const struct step prospect_steps[] = {
	{
		.id = "follow-up",
		.kind = STEP_ROLLING,
		.earliest = 14,
		.due = 14,
		.latest = 21,
		.max_shift = CADENCE_NO_MAX_SHIFT,
		.tolerance = CADENCE_NEVER_MISSED,
		.via = VIA_CALL,
		.via_strategic = VIA_CALL,
		.purpose = N_("find out what they are working on, how far it "
			      "is and who is in charge; offer help on one "
			      "point"),
	},
};

static const struct step offer_steps[] = {
	{
		.id = "o1",
		.kind = STEP_WORKDAYS,
		.earliest = 1,
		.due = 1,
		.latest = 2,
		.max_shift = CADENCE_NO_MAX_SHIFT,
		.tolerance = 3,
		.via = VIA_CALL,
		.via_strategic = VIA_CALL,
		.purpose = N_("the offer: received, complete, readable?"),
	},
	{
		.id = "o5",
		.kind = STEP_WORKDAYS,
		.earliest = 4,
		.due = 5,
		.latest = 7,
		.max_shift = CADENCE_NO_MAX_SHIFT,
		.floor = 2,
		.tolerance = 5,
		.via = VIA_CALL,
		.via_strategic = VIA_CALL,
		.purpose = N_("the offer: answer questions; who else "
			      "decides?"),
	},
	{
		.id = "o10",
		.kind = STEP_WORKDAYS,
		.earliest = 9,
		.due = 10,
		.latest = 13,
		.max_shift = CADENCE_NO_MAX_SHIFT,
		.floor = 3,
		.tolerance = 7,
		.via = VIA_CALL,
		.via_strategic = VIA_CALL,
		.purpose = N_("the offer: what is the next step, and by "
			      "when?"),
	},
	{
		.id = "expiry",
		.kind = STEP_ENDING,
		.earliest = -7,
		.due = -5,
		.latest = -1,
		.max_shift = CADENCE_NO_MAX_SHIFT,
		.tolerance = 1, /* the day it expires */
		.via = VIA_CALL,
		.via_strategic = VIA_CALL,
		.purpose = N_("the offer expires soon: extend it, or "
			      "decide?"),
	},
};

static const struct cadence greeting = {
	.name = "1-3-7-21",
	.version = 1,
	.title = N_("the greeting rule after signing"),
	.steps = greeting_steps,
	.n_steps = ARRAY_LEN(greeting_steps),
};

static const struct cadence prospect = {
	.name = "prospect",
	.version = 1,
	.title = N_("two to three weeks between follow-ups"),
	.until_signed = true,
	.steps = prospect_steps,
	.n_steps = ARRAY_LEN(prospect_steps),
};

static const struct cadence offer = {
	.name = "offer",
	.version = 1,
	.title = N_("after a quotation or proposal"),
	.until_signed = true,
	.steps = offer_steps,
	.n_steps = ARRAY_LEN(offer_steps),
};

const struct cadence *const cadence_builtin[] = {&greeting, &prospect, &offer};
const size_t cadence_n_builtin = ARRAY_LEN(cadence_builtin);

const struct cadence *cadence_find(const char *name, int version)
{
	const struct cadence *found = NULL;

	for (size_t i = 0; i < cadence_n_builtin; i++) {
		const struct cadence *c = cadence_builtin[i];

		if (strcmp(c->name, name) != 0)
			continue;
		if (c->version == version)
			return c;
		if (version == 0 && (!found || c->version > found->version))
			found = c;
	}
	return found;
}

const struct step *cadence_step(const struct cadence *cadence, const char *id)
{
	for (size_t i = 0; i < cadence->n_steps; i++)
		if (strcmp(cadence->steps[i].id, id) == 0)
			return &cadence->steps[i];
	return NULL;
}

enum via cadence_via(const struct step *step, enum tier tier)
{
	return tier == TIER_STRATEGIC ? step->via_strategic : step->via;
}

bool cadence_is_anchored(const struct step *step)
{
	return step->kind == STEP_ANCHORED || step->kind == STEP_WORKDAYS;
}

bool cadence_is_arranged(const struct step *step, enum tier tier)
{
	enum via via = cadence_via(step, tier);

	return (via == VIA_MEETING || via == VIA_VISIT) &&
	       (step->arrange_days > 0 || step->arrange_after_previous);
}

bool cadence_via_makeup(enum via via)
{
	return via == VIA_MAIL || via == VIA_CHAT;
}

bool cadence_step_makeup(const struct step *step, enum via via)
{
	switch (step->makeup) {
	case MAKEUP_YES:
		return true;
	case MAKEUP_NO:
		return false;
	case MAKEUP_BY_WAY:
		break;
	}
	return cadence_via_makeup(via);
}
