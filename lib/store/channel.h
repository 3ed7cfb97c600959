/*
 * Channels: where messages go.
 *
 * What says "where to and with what" is in the secret file of the same
 * name, never here.  Source: DESIGN.md "Channels and secrets".
 */
#pragma once

#include "core/domain.h"
#include "store/rows.h"

enum uncertain { UNCERTAIN_RESEND, UNCERTAIN_HOLD, UNCERTAIN_N };
extern const char *const channel_uncertain[UNCERTAIN_N]; /* resend, hold */

struct channel {
	int64_t id, rev, created_at, deleted_at;
	char *name;
	char *kind;       /* "email", "slack", …; see daemon/carrier.c */
	int64_t owner_id; /* the rep it belongs to; 0: the team's */
	enum audience audience;
	char *locale;   /* NULL: the recipient's */
	char *rate;     /* "20/60": messages per seconds; NULL: the kind's */
	char *format;   /* of the payload; NULL: the kind's only one */
	char *mentions; /* {"rep": "his id there"}; NULL: none */
	char *fallback; /* the channel used while this one is paused */
	enum uncertain on_uncertain; /* after a crash between send and note */
	int64_t max_age_s;           /* older messages are not sent any more */
	int64_t is_paused;           /* 1: by a person, until he resumes it */
	int64_t resumed_at;          /* when he last said so; 0: never */
};

extern const struct table channel_table;
void channel_done(struct channel *channel);
#define AUTO_CHANNEL CLEANUP(channel_done) struct channel

/* By name; -ENOENT without a sentence. */
NUDGE_CHECK int channel_by_name(
	struct db *db, const char *name, struct channel *ret, struct err *err);

/* Up to limit channels with an id above after, by id. */
NUDGE_CHECK int channel_all(struct db *db, int64_t after, int64_t limit,
	struct rows *ret, struct err *err);

/* The first of those that are the team's; -ENOENT without a sentence. */
NUDGE_CHECK int channel_of_team(
	struct db *db, struct channel *ret, struct err *err);

/* Its row's revision; 0: there is no such channel. */
NUDGE_CHECK int channel_rev(
	struct db *db, const char *name, int64_t *ret, struct err *err);
