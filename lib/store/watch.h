/*
 * Noticing commits of others: the bell, and the WAL for foreign writers.
 *
 * One inotify descriptor on the database's folder (so that files may come
 * and go) and a schedule of re-checks.  After watch_read() said WATCH_LOOK,
 * and whenever the clock reaches watch_next_us(), the owner compares
 * db_data_version().  The bell rings after a commit is visible, so one look
 * is enough; the WAL is written before, so it is looked at again 1, 4, 16,
 * 64 and 256 ms later.  Pure but for the descriptor: clocks are arguments.
 * Source: DESIGN.md "The bell".
 */
#pragma once

#include "base/err.h"

#include <stdint.h>

enum {
	WATCH_LOOK = 1 << 0, /* compare db_data_version() now */
	WATCH_GONE = 1 << 1, /* the database file was moved, replaced or
				deleted: open it anew */
};

#define WATCH_NEVER INT64_MAX

struct watch {
	int fd;           /* readable: watch_read() */
	char *name;       /* of the database, without folder */
	int step;         /* which re-check comes next */
	int64_t event_us; /* when the WAL was last written */
	int64_t next_us;  /* when; WATCH_NEVER = none */
};

/* Watches the database at path.  The caller ends it with watch_done(). */
NUDGE_CHECK int watch_init(
	struct watch *watch, const char *path, struct err *err);
void watch_done(struct watch *watch);

/*
 * watch_read - take in all events; does not block.
 *
 * now_us  of a clock that does not jump (clock_boot_us()).
 *
 * Returns WATCH_… bits, 0 when nothing of interest happened, or a negative
 * errno.
 */
NUDGE_CHECK int watch_read(struct watch *watch, int64_t now_us);

/* When the next re-check is due on the same clock; WATCH_NEVER: none. */
static inline int64_t watch_next_us(const struct watch *watch)
{
	return watch->next_us;
}

/* The clock reached now_us: WATCH_LOOK when a re-check was due, and the next
 * one is planned. */
int watch_tick(struct watch *watch, int64_t now_us);
