/*
 * A backup becomes a database again.  Source: DESIGN.md "Backup and restore".
 */
#pragma once

#include "store/backup.h"

/*
 * restore_make - make a database at path out of the backup at backup.
 *
 * The backup is looked through first, and stays as it is.  The new database
 * has a life of its own: another instance, and what was waiting to be sent is
 * held, because it may have left after the backup was made.
 *
 * ret  what was restored; an older version is restored as it is, for
 *      schema_upgrade(), which then holds the messages.
 *
 * -EEXIST: there is a database at path, or its WAL; -EBUSY: a nudged serves
 * it; errors of backup_read(); -ENOSPC.  All with a sentence, and nothing
 * left behind.
 */
NUDGE_CHECK int restore_make(const char *backup, const char *path, int64_t now,
	const struct copy_watch *watch, struct backup_facts *ret,
	struct err *err);

/* Holds what waits in a database just restored, if that is still to be done;
 * in the caller's transaction, the schema up to date. */
NUDGE_CHECK int restore_hold(struct db *db, struct err *err);
