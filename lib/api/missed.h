/* What a manager's people have missed, told once. */
#pragma once

#include "api/call.h"
#include "store/rows.h"

/*
 * missed_load - steps of strategic and key accounts that became missed after
 * the brief before date's and up to date's, owned by those whom rep manages.
 *
 * since  the instant of the first brief that was not sent; 0: all were.  What
 *        fell to those is included.
 *
 * Briefs follow each other without gap or overlap, so that each missed step
 * falls to exactly one.  ret: struct touchpoint; strategic first.
 */
NUDGE_CHECK int missed_load(struct call *call, const struct rep *rep,
	struct civil_date date, int64_t since, struct rows *ret);

/* The instant of the last brief before date's. */
NUDGE_CHECK int missed_brief_before(struct call *call, const struct rep *rep,
	struct civil_date date, int64_t *ret);
