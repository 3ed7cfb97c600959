/*
 * A whole copy of a database, page by page, while others work with it.
 *
 * Private to db_file.c, backup.c and restore.c.  Source: DESIGN.md "Backup
 * and restore".
 */
#pragma once

#include "store/db.h"

/* Asked again and again: percent says how much is copied, -1 that the copy is
 * being looked through.  false: stop, -EINTR. */
struct copy_watch {
	bool (*go_on)(void *userdata, int percent);
	void *userdata;
};

/*
 * copy_pages - all of from, as it is at the beginning, into to.
 *
 * to     a connection (DB_DRAFT) to an empty file.
 * fd     a descriptor of that file: it is brought to the disk in small
 *        parts, so that nobody else's commit waits behind a large one.
 * watch  may be NULL.
 *
 * -EINTR without a sentence: watch did not want to go on.
 */
NUDGE_CHECK int copy_pages(struct db *from, struct db *to, int fd,
	const struct copy_watch *watch, struct err *err);

/* Looks through every page, index and reference.  -EBADMSG with what was
 * found first; -EINTR as above. */
NUDGE_CHECK int copy_check(
	struct db *db, const struct copy_watch *watch, struct err *err);
