/* Which nudged serves the database, for doctor. */
#pragma once

#include "store/db.h"

/* Notes this program's version and those of its libraries in the database, in
 * a transaction of its own, where others stand there.  A database that is
 * busy or has no room misses it: nothing else depends on it. */
void about_note(struct db *db);
