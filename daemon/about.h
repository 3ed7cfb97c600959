/* Which nudged serves the database and how it is, for doctor. */
#pragma once

#include "store/db.h"
#include "base/str.h"

/*
 * about_note - note this program's version and those of its libraries in the
 * database, and the folder of its secrets, where others stand there.
 *
 * secrets  what nudge.conf says of that folder, or NULL.
 *
 * In transactions of their own.  A database that is busy or has no room misses
 * it: nothing else depends on it.
 */
void about_note(struct db *db, const char *secrets);

/* The same for what the heartbeat is, where that is not *noted already; a
 * constant, NULL at first. */
void about_note_heartbeat(struct db *db, const char *state, const char **noted);

/* "libcurl 7.88.1, OpenSSL/3.0.17", appended. */
void about_libraries(struct str *out);
