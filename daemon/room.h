/*
 * How many parcels of a lane may be under way: as many as just landed.
 *
 * What is claimed is looked at no more before it leaves, so it must leave
 * soon; but commits are cheap only if they are for many.  Both hold if no more
 * is claimed than the receiver took in the last moment.
 */
#pragma once

#include "daemon/carrier.h"

enum {
	ROOM_US = 20000,       /* how long it is measured */
	ROOM_AHEAD_US = 50000, /* what is taken in that time has room */
};

struct room {
	int64_t since_us; /* CLOCK_BOOTTIME, of counting */
	int landed;       /* since then */
	int n;            /* of the last full ROOM_US; 0: none yet */
};

/* One has landed. */
void room_landed(struct room *room, int64_t now_us);

/* Between the kind's least and most; least 0: most. */
int room_size(const struct room *room, const struct carrier_kind *kind);
