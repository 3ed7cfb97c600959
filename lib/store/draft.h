/*
 * A file that is there whole or not at all: filled under another name, then
 * put in its place.  Private to store.
 */
#pragma once

#include "base/err.h"

#include <sys/types.h>

/* The sentence for a file that cannot be made; errno says why. */
int draft_fail(const char *path, struct err *err);

/* A new empty file with exactly this mode, whatever the umask; the caller
 * closes *ret_fd.  -EEXIST, -ENOSPC, -EROFS with a sentence. */
NUDGE_CHECK int draft_make(
	const char *path, mode_t mode, int *ret_fd, struct err *err);

/* Gives the file draft the name path, which must be free (-EEXIST), and
 * brings the folder to the disk. */
NUDGE_CHECK int draft_place(
	const char *draft, const char *path, struct err *err);

/* Brings the folder of path to the disk. */
NUDGE_CHECK int draft_sync(const char *path, struct err *err);

/* Removes a draft that a killed run has left: one that nobody has locked with
 * flock(), which SQLite does not use. */
void draft_sweep(const char *draft);
