/*
 * What lies before a rep: the questions of the brief, of the new day and of
 * lists.  All answers come from the partial indexes over open touchpoints,
 * so that their cost grows with what is due, not with what is stored.
 */
#pragma once

#include "store/touchpoint.h"

/* Whose day is looked at, and when: what is snoozed past at is hidden. */
struct agenda_day {
	int64_t owner_id;
	struct civil_date date; /* in the owner's zone */
	int64_t at;
};

/* Open touchpoints due on or before the day: strategic accounts first, then
 * by due.  Meetings of the day after too, which may be this day's where the
 * rep is; not what a meeting is held for. */
NUDGE_CHECK int agenda_due(struct db *db, const struct agenda_day *day,
	struct rows *ret, struct err *err);

/* How far agenda_shifted() and agenda_ahead() look. */
enum { AGENDA_AHEAD_DAYS = 31 };

/* Open touchpoints due later, for which a date is to be agreed by now; by
 * due. */
NUDGE_CHECK int agenda_arrange(struct db *db, const struct agenda_day *day,
	struct rows *ret, struct err *err);

/* Open steps of plans, not pinned, whose nominal day lies ahead and was closed,
 * due within AGENDA_AHEAD_DAYS; by due. */
NUDGE_CHECK int agenda_shifted(struct db *db, const struct agenda_day *day,
	struct rows *ret, struct err *err);

/* The first open touchpoint due after the day, snoozed or not; -ENOENT. */
NUDGE_CHECK int agenda_next(struct db *db, const struct agenda_day *day,
	struct touchpoint *ret, struct err *err);

/* What is not due yet but under way within AGENDA_AHEAD_DAYS, and what is
 * late elsewhere. */
struct agenda_ahead {
	int64_t opening;   /* windows that open on the day */
	int64_t awaited;   /* what customers said they would do */
	int64_t team_late; /* of those whom the rep manages, by his day */
};
NUDGE_CHECK int agenda_ahead(struct db *db, const struct agenda_day *day,
	struct agenda_ahead *ret, struct err *err);

/* Whose people, and between which instants. */
struct agenda_span {
	int64_t manager_id;
	int64_t after, until; /* after excluded, until included */
};

/* Steps of strategic and key accounts that became missed in the span,
 * strategic first, then by due. */
NUDGE_CHECK int agenda_missed(struct db *db, const struct agenda_span *span,
	struct rows *ret, struct err *err);

/* Open steps of plans whose window has passed, and confirmations of meetings
 * that are past: what a new day may close. */
NUDGE_CHECK int agenda_overdue_steps(struct db *db, int64_t owner_id,
	struct civil_date date, struct rows *ret, struct err *err);

/*
 * agenda_lightest - the day on which the rep has least to do.
 *
 * days  in order, n of them; the first of several equals wins.
 */
NUDGE_CHECK int agenda_lightest(struct db *db, int64_t owner_id,
	const struct civil_date *days, size_t n, size_t *ret, struct err *err);

/* Which touchpoints agenda_list() gives; zero members ask for nothing. */
struct agenda_filter {
	int64_t account_id, owner_id;
	const char *state;         /* a name of domain_state; NULL: any */
	const char *kind;          /* a name of domain_kind; NULL: any */
	struct civil_date due_by;  /* due on or before */
	struct civil_date late_on; /* open and past latest on this day */
	struct civil_date after;   /* cursor: behind this due … */
	int64_t after_id;          /* … and id */
	int64_t limit;             /* required */
};

/* By due, then id. */
NUDGE_CHECK int agenda_list(struct db *db, const struct agenda_filter *filter,
	struct rows *ret, struct err *err);
