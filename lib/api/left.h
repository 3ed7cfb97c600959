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
	struct leaving next;      /* the successor's own, if is_next_leaving */
	struct rows was;          /* struct departure: all before */
	bool is_back, is_gone;    /* now */
	bool is_next_leaving;     /* the successor leaves, or has left */
	bool is_news;             /* there, leaving or gone: it was otherwise */
	bool is_same_day;         /* what was planned has its day */
	bool is_over;             /* the account is closed, lost or parked: what
				     comes back with it is kept right */
	bool is_closed;           /* or lost: nothing is planned there */
};

void left_done(struct left *l);

/* Whose leaving it is, as it was said before; l must be zero but for call,
 * and contact, if it is known. */
NUDGE_CHECK int left_load(struct left *l);
NUDGE_CHECK int left_load_of(struct left *l, int64_t contact_id);

/* The successor's own leaving; to be asked again with another successor. */
NUDGE_CHECK int left_load_next(struct left *l);

/* Is tp open or resting, or will it be when the account is taken up? */
bool left_is_waiting(const struct left *l, const struct touchpoint *tp);

/* Listed once, as it stands last; what is not live is not listed. */
NUDGE_CHECK int left_list(
	struct left *l, const struct touchpoint *tp, const char *name);

/* A part of it that is new; tp may be NULL: a step waits until the account is
 * taken up, or the successor stays. */
NUDGE_CHECK int left_note(
	struct left *l, enum departure_part part, const struct touchpoint *tp);

/* A part of it that is no more. */
NUDGE_CHECK int left_drop(struct left *l, struct departure *was);

/* The successor's link in the place of that of contact_id.  0: it was not
 * there, so somebody has arranged it otherwise; 1: done. */
NUDGE_CHECK int left_replace(struct left *l, const struct touchpoint *tp,
	int64_t contact_id, const struct contact *by);

/*
 * left_chain - l->contact is written: whoever follows and leaves too hands on
 * what they got, and what is planned for l->contact as somebody's successor
 * begins, or waits.
 *
 * left_chain_check - refuses a successor who is not there on the last day, or
 * whose work goes to l->contact.
 */
NUDGE_CHECK int left_chain(struct left *l);
NUDGE_CHECK int left_chain_check(struct left *l);

/* What the leaving of contact_id, if they leave too, did with the same: like
 * has the part and the touchpoint.  1 and *ret filled, or 0. */
NUDGE_CHECK int left_chain_part(struct left *l, int64_t contact_id,
	const struct departure *like, struct departure *ret);

/* Is the touchpoint a step of somebody's leaving?  It is about who it is with,
 * and goes to nobody else.  1 or 0. */
NUDGE_CHECK int left_chain_is_step(struct left *l, int64_t touchpoint_id);

/*
 * left_reopen_before - the account is still closed, lost or parked: steps that
 * have become pointless meanwhile will not come back.
 * left_reopen_after - it is open again, and what it wakes is, or a new plan
 * has begun there: everybody's leaving gets what it would have now.
 */
NUDGE_CHECK int left_reopen_before(struct call *call, int64_t account_id);
NUDGE_CHECK int left_reopen_after(struct call *call, int64_t account_id);

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

/*
 * left_view - puts into the result what is known: "leaving", null or
 * {last_day (null: not known), gone, successor (view_contact_ref or null),
 * touchpoints [ids]}, and "follows", those whose work comes to the contact.
 */
NUDGE_CHECK int left_view(struct call *call, int64_t contact_id);
