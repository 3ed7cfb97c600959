/*
 * Inside the delivery engine: what deliver.c, claiming.c and settling.c
 * share.  Nothing else includes this.
 */
#pragma once

#include "daemon/deliver.h"
#include "daemon/lane.h"
#include "daemon/addressee.h"
#include "daemon/emptying.h"
#include "daemon/parcels.h"
#include "daemon/readers.h"
#include "store/claim.h"
#include "store/emptied.h"

enum { DELIVERED_N = 2 }; /* states: sent, accepted */

/* An outcome that waits to be written. */
struct settled {
	struct carrier_result result; /* the texts of outcome point here */
	struct claim_outcome outcome;
	struct lane *lane;
	struct settled *next;
};

struct deliver {
	sd_event *event;
	struct db *db;
	char *secrets, *instance;
	struct addressee_links links;
	struct carrier_home home;
	struct lane *lanes;
	struct readers readers;
	struct settled *settled, **settled_end;
	size_t n_settled;
	struct parcels ahead;      /* claimed, not yet due */
	int64_t left_at_us;        /* when the last of them left */
	bool has_future;           /* a lane has what is not yet due */
	sd_event_source *pump;     /* a round of the engine, soon */
	sd_event_source *timer;    /* the same, later; CLOCK_BOOTTIME */
	sd_event_source *deadline; /* of the drain */
	bool must_scan;            /* pending rows are to be read again */
	int64_t scanned_at;        /* seconds UTC */
	bool is_degraded;          /* outcomes cannot be written */
	bool is_draining;
	void (*drained)(void *userdata);
	void *drained_userdata;
	int64_t drain_from_us;
	int64_t next_at; /* of pending rows and probes, wall clock */
	int64_t tidy_at; /* old rows are forgotten then */
	int64_t n_way;   /* parcels under way */
	struct idle *idle;
	struct emptied emptied[DELIVERED_N];
	bool knows_emptied, must_empty;
};

/* A round of the engine: from the event loop, as soon as it can be. */
void deliver_pump_soon(struct deliver *d);
/* The same after a while; keeps the earlier of two times. */
void deliver_pump_in(struct deliver *d, int64_t us);

/* deliver_wake() is needed at that instant, seconds UTC, or earlier. */
void deliver_plan(struct deliver *d, int64_t at);

/* The context for lanes, with both clocks read. */
struct lane_context deliver_context(struct deliver *d);

/* Finds or makes the lane of a channel. */
NUDGE_CHECK int deliver_lane(struct deliver *d, const char *channel,
	struct lane **ret, struct err *err);
