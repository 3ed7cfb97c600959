/*
 * Advisory locks beside the database: DB.lock.
 *
 * Two bytes of one small file, so that a program opens it once.  Open file
 * description locks (fcntl): unlike flock they can be asked about without
 * being taken, and unlike POSIX locks they survive the closing of another
 * descriptor.  Never on the database itself, whose locks are SQLite's.
 * Source: DESIGN.md "Checkpoints".
 */
#pragma once

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum lock_byte {
	LOCK_NUDGED, /* held by the one nudged that serves the database */
	LOCK_WRITER, /* held by whoever writes or checkpoints */
};

/*
 * lock_open - a descriptor for the locks of the database at path.
 *
 * The file is made with the given mode when it is missing.  -EROFS with a
 * sentence when that is not allowed.
 */
NUDGE_CHECK int lock_open(
	const char *path, mode_t mode, int *ret_fd, struct err *err);

/* Takes a lock, trying for wait_ms; how many ms it has waited, or -EBUSY,
 * -ENOLCK.  No sentence. */
NUDGE_CHECK int lock_take(int fd, enum lock_byte byte, int wait_ms);
void lock_drop(int fd, enum lock_byte byte);

/* Does another descriptor hold it? */
bool lock_is_held(int fd, enum lock_byte byte);

/*
 * lock_instance - become the one nudged of the database at path.
 *
 * ret_fd  the lock lasts as long as this descriptor; the caller closes it.
 *
 * -EBUSY with a sentence when another nudged has it.
 */
NUDGE_CHECK int lock_instance(const char *path, int *ret_fd, struct err *err);

/* Is a nudged serving the database at path? */
bool lock_nudged_runs(const char *path);

/*
 * When the nudged of the database at path last ran a round, seconds UTC; 0: it
 * is not known.  It stands in the time of DB.lock: noting it costs no
 * commit and wakes nobody.
 *
 * lock_stamp is for nudged, with the descriptor of lock_instance().
 */
void lock_stamp(int fd, int64_t now);
int64_t lock_stamped_at(const char *path);
