/*
 * A calendar subscription: the touchpoints of one rep, one team or one
 * account as iCalendar (RFC 5545, RFC 7986, RFC 9074).
 *
 * The bytes are a function of what is stored and of the day, nothing else:
 * no "now" is in them, so that an unchanged plan has an unchanged ETag.
 * Source: DESIGN.md "Calendar feeds".
 */
#pragma once

#include "base/str.h"
#include "core/domain.h"
#include "core/zone.h"
#include "text/text.h"

/* What a feed holds at most; Google stops reading at about 1 MB. */
enum {
	FEED_EVENTS_MAX = 1000,
	FEED_BYTES_MAX = 900 * 1000,
	FEED_DAYS_BACK = 30,
	FEED_DAYS_AHEAD = 400,
	FEED_SUMMARY_MAX = 100,      /* characters */
	FEED_DESCRIPTION_MAX = 1000, /* characters */
	FEED_WHY_MAX = 200,          /* of them for why it was moved */
};

/* One touchpoint, open or done.  Texts are borrowed. */
struct feed_event {
	int64_t id, plan_id;
	const char *step; /* NULL outside a plan */
	int64_t n;
	int64_t created_at, visible_at, seq;
	struct civil_date due;
	int64_t start_at; /* 0: all day */
	int64_t length_s; /* of what has a start */
	const char *account;
	enum tier tier;
	enum kind kind;
	enum via via;
	const char *purpose; /* in the feed's language */
	const char *who;     /* role or, where allowed, name; NULL */
	const char *place;   /* of a meeting; NULL */
	const char *why;     /* "Moved from ...", a sentence; NULL */
	const char *owner;   /* initials, in a team's feed; NULL */
	bool is_done, is_late;
};

struct feed {
	enum feed_kind kind;
	enum text_lang lang;
	const char *name;     /* of the rep, team or account */
	const char *instance; /* of the database */
	int64_t subject_id;   /* the rep's or account's id */
	const struct zone *zone;
	struct civil_date today; /* in zone */
	bool alarms;
	bool busy;                       /* what has a time blocks it */
	const struct feed_event *events; /* by due */
	size_t n_events;
	size_t n_left_out; /* did not fit; said in the description */
};

/*
 * feed_add - the calendar.
 *
 * ret_shown  how many events are in it: less than n_events where
 *            FEED_BYTES_MAX is reached.
 */
void feed_add(struct str *out, const struct feed *feed, size_t *ret_shown);
