/*
 * Cadences: templates of steps.  The ones that ship are const data here.
 *
 * Purposes are message ids: what a person reads comes from the catalogue.
 * Source: DESIGN.md "Cadences".
 */
#pragma once

#include "core/domain.h"

#include <stdbool.h>

enum shift { SHIFT_FORWARD, SHIFT_BACK, SHIFT_NEAREST, SHIFT_NONE };

enum step_kind {
	STEP_ANCHORED, /* calendar days from the anchor */
	STEP_WORKDAYS, /* working days from the anchor */
	STEP_ROLLING,  /* from the last touch: prospect's follow-ups */
	STEP_ENDING,   /* working days from the plan's end, back; not planned
			  where the plan has none */
	STEP_KIND_N
};
extern const char *const cadence_step_kind[STEP_KIND_N];

/* May a step fall on a make-up working day? */
enum makeup { MAKEUP_BY_WAY, MAKEUP_YES, MAKEUP_NO };

enum {
	CADENCE_NO_MAX_SHIFT = -1,
	CADENCE_NEVER_MISSED = -1, /* as tolerance */
	CADENCE_STEPS_MAX = 32,
};

struct step {
	const char *id; /* "d1"; letters, digits, hyphen; unique in a cadence */
	enum step_kind kind;
	int earliest, due, latest; /* days from the anchor, the last touch or
				      the end */
	enum shift shift;          /* how due finds an open day */
	int max_shift;             /* days; beyond it: the anchor day, or today
				      if that is past */
	int floor;                 /* days after the previous step at least */
	int tolerance;             /* owner's working days after latest until
				      missed */
	enum makeup makeup;
	enum via via, via_strategic;
	int arrange_days; /* a meeting or visit: working days before due to
			     ask for a date; 0 = need not be arranged */
	bool arrange_after_previous; /* instead: as soon as the previous step
					is closed */
	const char *purpose;         /* message id */
};

struct cadence {
	const char *name; /* "1-3-7-21" */
	int version;
	const char *title; /* message id */
	bool until_signed; /* ends when the account is won or signs */
	const struct step *steps;
	size_t n_steps;
};

/* The cadences that ship, in the order in which help lists them. */
extern const struct cadence *const cadence_builtin[];
extern const size_t cadence_n_builtin;

/* By name and version (0 = newest); NULL if there is none.  Borrowed. */
const struct cadence *cadence_find(const char *name, int version);

/* By id; NULL if there is none. */
const struct step *cadence_step(const struct cadence *cadence, const char *id);

/* The way of a step for an account's tier. */
enum via cadence_via(const struct step *step, enum tier tier);

/* Does the step stand in the order of steps, from the anchor on? */
bool cadence_is_anchored(const struct step *step);

/* Does the step need a date agreed beforehand, for this tier? */
bool cadence_is_arranged(const struct step *step, enum tier tier);

/* May a contact by this way fall on a make-up working day?  Mail and chat
 * yes; call, visit, meeting and event no (调休日不约客户). */
bool cadence_via_makeup(enum via via);

/* The same for a step done this way: its own setting, else the way's. */
bool cadence_step_makeup(const struct step *step, enum via via);
