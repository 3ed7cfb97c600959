/*
 * Backups: a whole copy of the database in one file that only its owner
 * reads, made while others work.  Secrets are not in the database, so they
 * are in no backup.  Source: DESIGN.md "Backup and restore".
 */
#pragma once

#include "store/copy.h"
#include "store/health.h"

enum { BACKUP_INSTANCE = 40, BACKUP_NAME = 32 };

/* What a backup holds. */
struct backup_facts {
	int64_t version; /* of the schema */
	char instance[BACKUP_INSTANCE];
	int64_t bytes;
	int64_t newest_at;           /* the newest change or message; 0: none */
	struct health_counts counts; /* zero, and so is newest_at, where the
					version is not this program's */
};

/* The name of a backup made at the instant at, and is name such a one?
 * "nudge-20261122T031500Z.db": the order of names is that of time. */
void backup_name(char buf[static BACKUP_NAME], int64_t at);
bool backup_is_name(const char *name);

/*
 * backup_make - write a backup of db to a new file at path.
 *
 * Written as path.part, brought to the disk, looked through, then renamed;
 * whatever fails leaves nothing behind, and what a killed run has left is
 * swept by the next.  db_note_backup() is the caller's.
 *
 * watch  may be NULL.
 *
 * -EEXIST: there is such a file; -ENOSPC; -EBADMSG: the database itself is
 * damaged; -EINTR: watch wanted no more.  All with a sentence.
 */
NUDGE_CHECK int backup_make(struct db *db, const char *path,
	const struct copy_watch *watch, struct backup_facts *ret,
	struct err *err);

/*
 * backup_read - look through the backup at path, changing nothing.
 *
 * -EBADMSG: it is none, or damaged, or a database in use (a WAL beside it);
 * -EPROTONOSUPPORT: of a newer nudge; -EINTR.  All with a sentence.
 */
NUDGE_CHECK int backup_read(const char *path, const struct copy_watch *watch,
	struct backup_facts *ret, struct err *err);

/*
 * backup_prune - remove the oldest backups of an instance in folder, so that
 * keep are left; and parts that a killed run has left.
 *
 * removed  called with the name of each backup that was removed.
 *
 * Only files of backup_name()'s shape that are backups of this instance are
 * touched.
 */
NUDGE_CHECK int backup_prune(const char *folder, const char *instance,
	size_t keep, int (*removed)(void *userdata, const char *name),
	void *userdata, struct err *err);

/* Notes in the database, in a transaction of its own, when and where the last
 * backup was made; and what was noted (*ret_at = 0: none).  The caller frees
 * *ret_path. */
NUDGE_CHECK int backup_note(
	struct db *db, int64_t at, const char *path, struct err *err);
NUDGE_CHECK int backup_noted(
	struct db *db, int64_t *ret_at, char **ret_path, struct err *err);
