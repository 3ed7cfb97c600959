/* The touchpoints of a calendar subscription, read in one go. */
#pragma once

#include "core/domain.h"
#include "store/feed_token.h"

/* A touchpoint as a calendar shows it; texts are owned, NULL where absent. */
struct feed_event_row {
	int64_t id, plan_id, n, seq;
	int64_t created_at, visible_at;
	char *step, *purpose, *due_zone, *account, *owner;
	char *who; /* name or roles of the first person planned */
	int64_t purpose_is_id;
	enum tier tier;
	enum kind kind;
	enum via via;
	enum state state;
	struct civil_date due, latest;
	int64_t due_minute; /* -1: all day */
	int64_t length;     /* of a meeting, in minutes; 0: none */
	char *place;        /* of a meeting */
	struct civil_date nominal;
	int64_t moved;   /* MOVED_ bits of core/planner.h */
	char *calendars; /* of rep and account, where a closed day moved it */
	char *why; /* that day in a national list: "CN 国庆节 / National Day" */
};

struct feed_event_rows {
	struct feed_event_row *data;
	size_t n, cap;
	size_t n_left_out; /* open ones beyond the limit, at least */
};
void feed_event_rows_done(struct feed_event_rows *rows);
#define AUTO_FEED_EVENT_ROWS                                                   \
	CLEANUP(feed_event_rows_done) struct feed_event_rows

/* Between which days and instants. */
struct feed_span {
	struct civil_date until; /* due on or before */
	int64_t done_from;       /* closed at or after */
	int64_t limit;           /* rows at most */
};

/*
 * feed_event_read - what the subscription shows, by due and id.
 *
 * Open touchpoints, however late, and what was done since done_from.  Names
 * of contacts only where the subscription allows them, else their roles.
 */
NUDGE_CHECK int feed_event_read(struct db *db, const struct feed_token *token,
	const struct feed_span *span, struct feed_event_rows *ret,
	struct err *err);
