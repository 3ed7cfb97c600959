/*
 * Touchpoints on their way into the store, with the bookkeeping that
 * reminders and calendars rely on: seq and visible_at go up with every
 * visible change, gen with every change after which the rep must be told
 * again.  Source: DESIGN.md "Changes and undo".
 */
#pragma once

#include "api/call.h"
#include "core/zone.h"
#include "store/touchpoint.h"

/* A new touchpoint; first_latest and nudge_at are set here.  tp needs
 * account_id, owner_id, kind, via, purpose, due and latest at least. */
NUDGE_CHECK int save_new(struct call *call, struct touchpoint *tp);

/* The same reminder, changed: a window, a count. */
NUDGE_CHECK int save_changed(struct call *call, struct touchpoint *tp);

/* Moved, snoozed: to be told again.  What has not left yet is not sent. */
NUDGE_CHECK int save_again(struct call *call, struct touchpoint *tp);

/*
 * Closed without a contact: skipped, missed, cancelled; reason (copied, may
 * be NULL) says why.  save_done writes a touchpoint whose outcome the caller
 * has set.
 */
NUDGE_CHECK int save_closed(struct call *call, struct touchpoint *tp,
	enum state state, const char *reason);
NUDGE_CHECK int save_done(struct call *call, struct touchpoint *tp);

/* save_closed() as cancelled; the touchpoint is listed under "cancelled" in
 * the result, which is absent when there is none. */
NUDGE_CHECK int save_cancelled(
	struct call *call, struct touchpoint *tp, const char *reason);

/* save_closed() as covered by the touchpoint by; listed under "covered" in
 * the same way. */
NUDGE_CHECK int save_covered(
	struct call *call, struct touchpoint *tp, const struct touchpoint *by);

/* Adds tp to the list under name in the result, which is absent while it has
 * none. */
NUDGE_CHECK int save_list(
	struct call *call, const struct touchpoint *tp, const char *name);

/* The instant of due and due_minute in due_zone, and when it is told: lead
 * before; *ret = 0 without a time.  Indexes only: the local day and time are
 * what was agreed. */
NUDGE_CHECK int save_starts_at(
	const struct touchpoint *tp, int64_t *ret, struct err *err);
NUDGE_CHECK int save_nudge_at(
	const struct touchpoint *tp, int64_t *ret, struct err *err);
