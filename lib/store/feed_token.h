/*
 * Calendar subscriptions: who may read which, under a secret address.
 *
 * Only the hash of the address's secret part is stored, so that a copy of
 * the database opens no calendar.  Source: DESIGN.md "Calendar feeds".
 */
#pragma once

#include "core/domain.h"
#include "store/rows.h"

struct feed_token {
	int64_t id, rev, created_at, deleted_at; /* deleted: gone for good */
	enum feed_kind kind;
	int64_t rep_id;     /* who subscribes; FEED_TEAM: whose people */
	int64_t account_id; /* FEED_ACCOUNT; else 0 */
	char *token_hash;   /* sha256_hex() */
	int64_t names;      /* contacts' names may be in it */
	int64_t alarms, busy;
	int64_t done_days; /* how long what is done stays */
};

extern const struct table feed_token_table;
void feed_token_done(struct feed_token *token);
#define AUTO_FEED_TOKEN CLEANUP(feed_token_done) struct feed_token

/* By the hash, deleted or not; -ENOENT without a sentence. */
NUDGE_CHECK int feed_token_by_hash(struct db *db, const char *hash,
	struct feed_token *ret, struct err *err);

/* A rep's own subscriptions that still work, by id. */
NUDGE_CHECK int feed_token_of_rep(
	struct db *db, int64_t rep_id, struct rows *ret, struct err *err);

/* How long nobody may have come until an address is given up. */
enum { FEED_UNREAD_MAX_S = 180 * 86400 };

/* The last time a calendar program came. */
struct feed_fetch {
	int64_t feed_id, at;
	char *agent; /* what it calls itself; NULL: nothing */
};
void feed_fetch_done(struct feed_fetch *fetch);
#define AUTO_FEED_FETCH CLEANUP(feed_fetch_done) struct feed_fetch

/* -ENOENT without a sentence: never. */
NUDGE_CHECK int feed_fetch_get(struct db *db, int64_t feed_id,
	struct feed_fetch *ret, struct err *err);

/* In the caller's transaction; takes no part in undo. */
NUDGE_CHECK int feed_fetch_set(
	struct db *db, const struct feed_fetch *fetch, struct err *err);
