/* A backup becomes a database again; the contract is in restore.h. */
#include "store/restore.h"

#include "base/str.h"
#include "store/lock.h"
#include "store/meta.h"
#include "store/schema.h"
#include "store/sqlite.h"

#include <errno.h>
#include <sys/stat.h>

int restore_hold(struct db *db, struct err *err)
{
	AUTO_FREE char *mark = NULL;
	int r = meta_get(db, "restored_hold", &mark, err);

	if (r < 0 || !mark)
		return r;
	r = db_run(db,
		"UPDATE pending SET state = 'held', uncertain = uncertain + 1,"
		" last_class = 'uncertain', last_code = NULL,"
		" last_detail = 'restored from a backup'",
		err);
	return r < 0 ? r
		     : db_run(db,
			       "DELETE FROM meta WHERE key = 'restored_hold'",
			       err);
}

/* Another instance: what it sends and offers is never taken for something of
 * the lost life that had the same number. */
static int begin_life(
	struct db *db, int64_t version, int64_t now, struct err *err)
{
	int r = meta_make_instance(db, err);

	if (r == 0)
		r = meta_set(db, "restored_at", STR_INT(now), err);
	if (r == 0)
		r = meta_set(db, "restored_hold", "1", err);
	if (r == 0 && version == SCHEMA_VERSION)
		r = restore_hold(db, err);
	return r;
}

struct job {
	const char *backup;
	const struct copy_watch *watch;
	int64_t version, now;
};

static int copy_backup(
	const struct job *job, const char *draft, int fd, struct err *err)
{
	CLEANUP(db_closep) struct db *from = NULL, *to = NULL;
	int r = sqlite_connect(job->backup, DB_BACKUP, &from, err);

	if (r == 0)
		r = sqlite_connect(draft, DB_DRAFT, &to, err);
	return r < 0 ? r : copy_pages(from, to, fd, job->watch, err);
}

/* A db_fill. */
static int fill(const char *draft, int fd, void *userdata, struct err *err)
{
	CLEANUP(db_closep) struct db *db = NULL;
	const struct job *job = userdata;
	int r = copy_backup(job, draft, fd, err);

	if (r == -EINTR)
		return err_set(err, r, N_("stopped; nothing was changed"));
	if (r == 0)
		r = sqlite_connect(draft, DB_READ_WRITE, &db, err);
	if (r == 0)
		r = db_run(db, "BEGIN IMMEDIATE", err);
	if (r == 0)
		r = begin_life(db, job->version, job->now, err);
	return r < 0 ? r : db_run(db, "COMMIT", err);
}

/* A database of that name that was moved aside without its WAL would damage
 * the new one. */
static int check_free(const char *path, struct err *err)
{
	static const char *const tails[] = {"", "-wal"};

	for (size_t i = 0; i < ARRAY_LEN(tails); i++) {
		AUTO_STR name = {0};
		struct stat st;

		str_add(&name, path);
		str_add(&name, tails[i]);
		if (str_error(&name) < 0)
			return err_memory(err);
		if (lstat(str_get(&name), &st) == 0)
			return err_set(err, -EEXIST,
				N_("there is already a file %s; nothing was "
				   "restored"),
				str_get(&name));
	}
	return 0;
}

/* Held until the database is there, so that no nudged starts with half of
 * it. */
static int lock_out_nudged(const char *path, int *ret_fd, struct err *err)
{
	AUTO_CLOSE int fd = -1;
	int r;

	if (lock_nudged_runs(path))
		return err_set(err, -EBUSY,
			N_("nudged serves %s; stop it first: systemctl stop "
			   "nudged (with --user for your own)"),
			path);
	r = lock_open(path, 0660, &fd, err);
	if (r < 0)
		return r;
	r = lock_take(fd, LOCK_NUDGED, 0);
	if (r < 0)
		return err_set(err, r, N_("%s.lock cannot be locked"), path);
	*ret_fd = TAKE_FD(fd);
	return 0;
}

int restore_make(const char *backup, const char *path, int64_t now,
	const struct copy_watch *watch, struct backup_facts *ret,
	struct err *err)
{
	struct job job = {.backup = backup, .watch = watch, .now = now};
	struct backup_facts facts;
	AUTO_CLOSE int lock = -1;
	int r = backup_read(backup, watch, &facts, err);

	if (r == 0)
		r = check_free(path, err);
	if (r == 0)
		r = lock_out_nudged(path, &lock, err);
	if (r < 0)
		return r;
	job.version = facts.version;
	r = db_make_with(path, fill, &job, err);
	if (r < 0)
		return r;
	*ret = facts;
	return 0;
}
