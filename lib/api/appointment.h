/*
 * Appointments: a meeting with the customer, the question whether it stands,
 * and the touchpoint it is held for.  Source: DESIGN.md "Appointments".
 */
#pragma once

#include "api/due.h"
#include "api/report.h"
#include "store/meeting.h"

/* Told so long before one has to leave; how long a meeting lasts where nobody
 * says. */
enum { APPOINTMENT_WARN = 15, APPOINTMENT_LENGTH = 60 };

/* The zone of a meeting's time: that of the parameter "zone", else due_zone,
 * which is set before. */
NUDGE_CHECK int appointment_zone(
	struct call *call, struct touchpoint *tp, const struct zone **ret);

/* Sets due, time and window of a meeting, whose due_zone is set.  The window
 * holds its day there and the owner's. */
NUDGE_CHECK int appointment_set_day(
	struct planning *p, const struct due *due, struct touchpoint *tp);

/*
 * appointment_begin - tp, a meeting, was saved: m is written, and the question
 * whether it stands with it.
 *
 * held  the touchpoint that it is held for, or NULL: it gets the meeting's
 *       day, pinned.
 */
NUDGE_CHECK int appointment_begin(struct planning *p,
	const struct touchpoint *tp, struct meeting *m,
	struct touchpoint *held);

/* tp was moved: it is to be confirmed anew, and what it is held for goes
 * along.  Nothing happens to what is no meeting; so below. */
NUDGE_CHECK int appointment_moved(
	struct planning *p, const struct touchpoint *tp);

/* tp will not take place: nothing is to be confirmed, and what it was held
 * for has its own days again. */
NUDGE_CHECK int appointment_dropped(
	struct planning *p, const struct touchpoint *tp, const char *reason);

/* Has the hour of tp, a meeting, come?  1 or 0. */
NUDGE_CHECK int appointment_has_begun(
	struct planning *p, const struct touchpoint *tp);

/* Is what tp, a confirmation, asks about still to come?  1 or 0. */
NUDGE_CHECK int appointment_asks(
	struct planning *p, const struct touchpoint *tp);

/* tp, which had been closed, is open again: where it is still to come it is
 * to be confirmed, and it is held for what it was held for, if that has no
 * other meeting.  What a meeting is held for gets that one's day. */
NUDGE_CHECK int appointment_reopened(struct planning *p, struct touchpoint *tp);

/* tp was closed without the meeting that was to be held for it: that is
 * listed under "stands" in the result. */
NUDGE_CHECK int appointment_stands(
	struct planning *p, const struct touchpoint *tp);

/*
 * appointment_held - tp took place.
 *
 * Nothing is left to confirm.  ret: what it was held for, where that is open:
 * the caller closes it.  1, or 0.
 */
NUDGE_CHECK int appointment_held(struct planning *p,
	const struct touchpoint *tp, struct touchpoint *ret);

/* tp, a question whether a meeting stands, was answered with yes. */
NUDGE_CHECK int appointment_confirmed(struct planning *p,
	const struct touchpoint *tp, const struct report *report);

/* Puts "overlaps" into the result: the other open meetings of owner and team
 * that are held at the same time, as touchpoints. */
NUDGE_CHECK int appointment_overlap_put(
	struct planning *p, const struct touchpoint *tp);
