/*
 * The subscriptions that were fetched: who came, and the answers as kept.
 *
 * Bounded twice: so many subscriptions, and so many bytes of answers; what
 * was not used for the longest time goes first.  Nothing here is searched
 * one by one.
 */
#pragma once

#include "core/zone.h"
#include "web/feed_answers.h"

#include <sys/queue.h>

enum {
	SHELF_MAX = 2048,                  /* subscriptions */
	SHELF_BYTES_MAX = 8 * 1024 * 1024, /* of their answers */
	SHELF_BUCKETS = 4096,
	SHELF_AGENT = 120,
};

/* The data that answers were made from. */
struct shelf_state {
	int64_t version;   /* data_version when last looked at */
	int64_t change_id; /* the newest change */
	int64_t at;        /* when they were made */
	int64_t until;     /* when they are made anew in any case */
};

struct shelf_feed {
	char hash[SECRET_HASH]; /* of its address */
	int64_t feed_id;
	struct feed_answers answers;
	/* What the answers were made from. */
	struct shelf_state state;
	const struct zone *zone;
	struct civil_date today;
	/* Who came. */
	int64_t used_at;
	int64_t hour, fetches; /* in this hour */
	char agent[SHELF_AGENT];
	bool is_fetched; /* and not yet written down */
	LIST_ENTRY(shelf_feed) same_bucket;
	TAILQ_ENTRY(shelf_feed) used, full;
};

TAILQ_HEAD(shelf_list, shelf_feed);

struct feed_shelf {
	size_t n, bytes;
	struct shelf_list used; /* all, the longest unused first */
	struct shelf_list full; /* those with answers, likewise */
	LIST_HEAD(, shelf_feed) buckets[SHELF_BUCKETS];
};

void feed_shelf_init(struct feed_shelf *shelf);
void feed_shelf_done(struct feed_shelf *shelf);

/* The subscription of this address, or NULL. */
struct shelf_feed *feed_shelf_find(
	const struct feed_shelf *shelf, const char *hash);

/* A new one without answers.  At SHELF_MAX the longest unused one is
 * forgotten, also if is_fetched.  NULL: out of memory. */
struct shelf_feed *feed_shelf_add(struct feed_shelf *shelf, const char *hash);
void feed_shelf_remove(struct feed_shelf *shelf, struct shelf_feed *feed);

/* It was used just now. */
void feed_shelf_use(struct feed_shelf *shelf, struct shelf_feed *feed);

/* Gives it the answers, which are taken, instead of those it has; those of
 * others make room. */
void feed_shelf_fill(struct feed_shelf *shelf, struct shelf_feed *feed,
	struct feed_answers *take_answers);
