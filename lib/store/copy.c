/* A whole copy of a database; the contract is in copy.h. */
#include "store/copy.h"

#include "base/str.h"
#include "store/sqlite.h"

#include <errno.h>
#include <unistd.h>

enum {
	STEP_BYTES = 512 << 10, /* what another's commit may wait behind */
	CHECK_STEPS = 1000000,  /* of SQLite's machine: some 10 ms */
};

static bool goes_on(const struct copy_watch *watch, int percent)
{
	return !watch || watch->go_on(watch->userdata, percent);
}

/* What is on its way to the disk stays little. */
static int sync_part(struct db *to, int fd, struct err *err)
{
	if (fdatasync(fd) == 0)
		return 0;
	return err_set(err, errno == ENOSPC || errno == EDQUOT ? -ENOSPC : -EIO,
		N_("cannot write %s: %s"), to->path, err_system(errno));
}

/* A backup keeps no error number of the system, only the file does. */
static int code_of_step(struct db *to, int rc)
{
	int last = 0;

	if ((rc & 0xff) == SQLITE_IOERR &&
		sqlite3_file_control(to->raw, "main", SQLITE_FCNTL_LAST_ERRNO,
			&last) == SQLITE_OK &&
		(last == EFBIG || last == EDQUOT || last == ENOSPC))
		return SQLITE_FULL;
	return rc;
}

static int step_all(sqlite3_backup *backup, int pages, struct db *to, int fd,
	const struct copy_watch *watch, struct err *err)
{
	int rc = SQLITE_OK, r = 0;

	while (r == 0 && rc == SQLITE_OK) {
		int all, left;

		rc = sqlite3_backup_step(backup, pages);
		all = sqlite3_backup_pagecount(backup);
		left = sqlite3_backup_remaining(backup);
		if (rc == SQLITE_OK)
			r = sync_part(to, fd, err);
		if (r == 0 &&
			!goes_on(watch,
				all ? 100 - (int)(100LL * left / all) : 0))
			r = -EINTR;
	}
	if (r == 0 && rc != SQLITE_DONE)
		r = sqlite_fail(to, code_of_step(to, rc), err);
	return r;
}

static int page_bytes(struct db *db, int64_t *ret, struct err *err)
{
	return sqlite_number(db, "PRAGMA page_size", ret, err);
}

/* Within a read transaction, which keeps SQLite from beginning anew at each
 * commit of others; they write on meanwhile, only checkpoints wait. */
static int copy_snapshot(struct db *from, struct db *to, int fd,
	const struct copy_watch *watch, struct err *err)
{
	sqlite3_backup *backup;
	int64_t page = 0, n;
	int r = page_bytes(from, &page, err);

	if (r == 0)
		r = sqlite_number(
			from, "SELECT COUNT(*) FROM sqlite_schema", &n, err);
	if (r < 0)
		return r;
	backup = sqlite3_backup_init(to->raw, "main", from->raw, "main");
	if (!backup)
		return sqlite_fail(to, sqlite3_errcode(to->raw), err);
	r = step_all(backup, (int)(STEP_BYTES / page), to, fd, watch, err);
	sqlite3_backup_finish(backup);
	return r;
}

int copy_pages(struct db *from, struct db *to, int fd,
	const struct copy_watch *watch, struct err *err)
{
	int r = db_run(from, "BEGIN", err);

	/* Its own log would only be a second copy. */
	if (r == 0)
		r = db_script(to,
			"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
			" PRAGMA locking_mode = EXCLUSIVE",
			err);
	if (r < 0)
		return r;
	r = copy_snapshot(from, to, fd, watch, err);
	(void)(db_run(from, "ROLLBACK", NULL) < 0);
	return r < 0 ? r : sync_part(to, fd, err);
}

/* SQLite asks this; not 0 ends the statement. */
static int is_unwanted(void *userdata)
{
	return !goes_on(userdata, -1);
}

int copy_check(struct db *db, const struct copy_watch *watch, struct err *err)
{
	struct copy_watch asked = watch ? *watch : (struct copy_watch){0};
	int r;

	if (watch)
		sqlite3_progress_handler(
			db->raw, CHECK_STEPS, is_unwanted, &asked);
	r = sqlite_check(db, "PRAGMA integrity_check(1)", err);
	if (r == 0)
		r = sqlite_check(db, "PRAGMA foreign_key_check", err);
	sqlite3_progress_handler(db->raw, 0, NULL, NULL);
	return r < 0 && !goes_on(watch, -1) ? -EINTR : r;
}
