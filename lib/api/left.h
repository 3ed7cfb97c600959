/*
 * Somebody leaves a customer: what contact.left is made of.
 *
 * What came of it when it was said before stands in rows of struct departure;
 * each file brings its own kind of them to what is said now.
 */
#pragma once

#include "api/planning.h"
#include "core/leaving.h"
#include "store/contact.h"
#include "store/departure.h"

struct left {
	struct call *call;
	struct planning plan;
	struct account account;
	struct contact contact;   /* who leaves */
	struct contact successor; /* id 0: nobody is known */
	struct leaving leaving;   /* as it is known now */
	struct rows was;          /* struct departure: all before */
	bool is_back, is_gone;    /* now */
	bool is_news;             /* there, leaving or gone: it was otherwise */
	bool is_same_day;         /* what was planned has its day */
};

void left_done(struct left *l);

/* A part of it that is new; tp may be NULL. */
NUDGE_CHECK int left_note(
	struct left *l, enum departure_part part, const struct touchpoint *tp);

/* A part of it that is no more. */
NUDGE_CHECK int left_drop(struct left *l, struct departure *was);

/* The successor's link in the place of that of contact_id.  0: it was not
 * there, so somebody has arranged it otherwise; 1: done. */
NUDGE_CHECK int left_replace(struct left *l, const struct touchpoint *tp,
	int64_t contact_id, const struct contact *by);

/*
 * left_steps_correct - open steps get the day and the words of what is known
 * now, or are cancelled where they make no sense any more.
 * left_steps_plan - the steps that are not there yet.
 *
 * Listed under "moved", "cancelled", "created".
 */
NUDGE_CHECK int left_steps_correct(struct left *l);
NUDGE_CHECK int left_steps_plan(struct left *l);

/*
 * left_people - who is met instead: what is planned after the last day goes
 * to the successor or waits for a name ("released"), what lies before it
 * comes back ("returned"); and who is the main contact.
 */
NUDGE_CHECK int left_people(struct left *l);

/* The contact has another name now: so have the open steps that name them. */
NUDGE_CHECK int left_steps_rename(struct call *call, int64_t contact_id);
