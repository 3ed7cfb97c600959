/*
 * The schema: creation, version, migrations.
 *
 * The text is lib/store/schema.sql, embedded; words in @AT@ signs are
 * replaced per backend.  The version stands in user_version, which every
 * write compares, and in meta ("schema").  Source: DESIGN.md "Store".
 */
#pragma once

#include "store/db.h"

enum { SCHEMA_VERSION = 2 };

/* One step of the way up: sql leads from version to - 1 to version to. */
struct migration {
	int to;
	const char *sql; /* several statements, words in @AT@ signs replaced */
};

/* Makes all tables in an empty database, in the caller's transaction. */
NUDGE_CHECK int schema_create(struct db *db, struct err *err);

/* Is a database at path with this version one for a program that speaks
 * goal?  -ESTALE an older one, -EPROTONOSUPPORT a newer one. */
NUDGE_CHECK int schema_check_version(
	const char *path, int64_t version, int goal, struct err *err);

/*
 * schema_upgrade - bring the database at path to this program's version.
 *
 * Only nudged's start and "nudge upgrade" call this.  Under the write lock: a
 * copy to PATH.v<N>, then every missing step in one transaction.  Then the
 * calendars that ship (calendar_seed()), dated now.  Returns 1 after an
 * upgrade of the schema, 0 when it was up to date.  Errors as db_open(); a
 * newer file is refused untouched.
 */
NUDGE_CHECK int schema_upgrade(const char *path, int64_t now, struct err *err);

/* The schema's part of it with another list, for tests; its last step is the
 * goal. */
NUDGE_CHECK int schema_upgrade_with(const char *path,
	const struct migration *list, size_t n, struct err *err);
