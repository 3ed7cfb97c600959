/* Making and reading a backup; the contract is in backup.h. */
#include "store/backup.h"

#include "base/str.h"
#include "base/utf8.h"
#include "store/draft.h"
#include "store/duty.h"
#include "store/meta.h"
#include "store/schema.h"
#include "store/sqlite.h"

#include <errno.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

/* What is left for the others on a disk that a backup fills: nudged writes
 * on. */
enum { ROOM_LEFT = 16 << 20, BACKUP_MODE = 0600 };

static int fail_room(const char *path, struct err *err)
{
	return err_set(err, -ENOSPC,
		N_("no room for a backup on the disk of %s; nothing was left "
		   "behind"),
		path);
}

/* Is there room, before a disk is filled that others write to? */
static int check_room(struct db *db, int fd, const char *path, struct err *err)
{
	struct statvfs fs;
	int64_t page = 0, pages = 0;
	int r = sqlite_number(db, "PRAGMA page_size", &page, err);

	if (r == 0)
		r = sqlite_number(db, "PRAGMA page_count", &pages, err);
	if (r < 0)
		return r;
	if (fstatvfs(fd, &fs) == 0 &&
		(int64_t)(fs.f_bavail * fs.f_frsize) < page * pages + ROOM_LEFT)
		return fail_room(path, err);
	return 0;
}

static int open_part(
	const char *path, const char *part, int *ret_fd, struct err *err)
{
	AUTO_CLOSE int fd = -1;
	struct stat st;
	int r;

	if (lstat(path, &st) == 0) {
		errno = EEXIST;
		return draft_fail(path, err);
	}
	draft_sweep(part);
	r = draft_make(part, BACKUP_MODE, &fd, err);
	if (r == -EEXIST)
		return err_set(err, -EBUSY,
			N_("another backup is being written to %s"), part);
	if (r < 0)
		return r;
	if (flock(fd, LOCK_EX | LOCK_NB) < 0)
		return err_set(err, -errno, N_("cannot write %s: %s"), part,
			err_system(errno));
	*ret_fd = TAKE_FD(fd);
	return 0;
}

/* A damaged copy of a sound file does not happen: the file is damaged. */
static int check_part(const char *part, const struct copy_watch *watch,
	struct backup_facts *ret, struct err *err)
{
	struct err found = {0};
	int r = backup_read(part, watch, ret, &found);

	if (r == -EBADMSG)
		return err_set(err, r,
			N_("the database is damaged, so no backup was made; "
			   "keep the file, and go back to your newest backup "
			   "(nudge check says what is wrong)"));
	if (r < 0 && err)
		*err = found;
	return r;
}

static int fill_part(struct db *db, const char *part, int fd,
	const struct copy_watch *watch, struct err *err)
{
	CLEANUP(db_closep) struct db *to = NULL;
	struct err found = {0};
	int r = sqlite_connect(part, DB_DRAFT, &to, &found);

	if (r == 0)
		r = copy_pages(db, to, fd, watch, &found);
	if (r == -ENOSPC)
		return fail_room(part, err);
	if (r == -EINTR)
		return err_set(err, r, N_("stopped; nothing was left behind"));
	if (r < 0 && err)
		*err = found;
	return r;
}

/* Is it the copy of what db is? */
static int compare(
	struct db *db, const struct backup_facts *facts, struct err *err)
{
	AUTO_FREE char *instance = NULL;
	int r = meta_get(db, "instance_id", &instance, err);

	if (r < 0)
		return r;
	if (facts->version == SCHEMA_VERSION && instance &&
		strcmp(facts->instance, instance) == 0)
		return 0;
	return err_set(err, -EIO,
		N_("the copy is not what the database is; no backup was "
		   "made"));
}

int backup_make(struct db *db, const char *path, const struct copy_watch *watch,
	struct backup_facts *ret, struct err *err)
{
	struct backup_facts facts;
	AUTO_CLOSE int fd = -1;
	AUTO_STR part = {0};
	int r;

	str_add(&part, path);
	str_add(&part, ".part");
	if (str_error(&part) < 0)
		return err_memory(err);
	r = open_part(path, str_get(&part), &fd, err);
	if (r < 0)
		return r;
	r = check_room(db, fd, path, err);
	if (r == 0)
		r = fill_part(db, str_get(&part), fd, watch, err);
	if (r == 0)
		r = check_part(str_get(&part), watch, &facts, err);
	if (r == 0)
		r = compare(db, &facts, err);
	if (r == 0)
		r = draft_place(str_get(&part), path, err);
	if (r < 0) {
		(void)unlink(str_get(&part));
		return r;
	}
	*ret = facts;
	return 0;
}

/* A WAL beside it holds changes that are not in the file. */
static int check_alone(const char *path, struct err *err)
{
	AUTO_STR wal = {0};
	struct stat st;

	str_add(&wal, path);
	str_add(&wal, "-wal");
	if (str_error(&wal) < 0)
		return err_memory(err);
	if (stat(str_get(&wal), &st) < 0 || st.st_size == 0)
		return 0;
	return err_set(err, -EBADMSG,
		N_("%s is no backup but a database in use: changes stand in "
		   "%s; make a backup of it with nudge backup --db"),
		path, str_get(&wal));
}

static int read_facts(struct db *db, struct backup_facts *ret, struct err *err)
{
	AUTO_FREE char *instance = NULL;
	struct stat st;
	int r = meta_get(db, "instance_id", &instance, err);

	if (r < 0)
		return r;
	utf8_copy(
		ret->instance, sizeof(ret->instance), instance ? instance : "");
	ret->bytes = stat(db->path, &st) == 0 ? st.st_size : 0;
	if (ret->version != SCHEMA_VERSION)
		return 0;
	r = health_counts(db, (struct civil_date){0}, &ret->counts, err);
	return r < 0 ? r : duty_newest(db, &ret->newest_at, err);
}

/* Before any statement reads what a newer schema may have. */
static int read_version(struct db *db, int64_t *ret, struct err *err)
{
	int64_t mark = 0;
	int r = sqlite_number(db, "PRAGMA application_id", &mark, err);

	if (r == 0)
		r = db_version(db, ret, err);
	if (r == 0 && mark != SQLITE_MARK)
		return err_set(err, -EBADMSG, N_("%s is not a nudge database"),
			db->path);
	if (r == 0 && *ret > SCHEMA_VERSION)
		return schema_check_version(
			db->path, *ret, SCHEMA_VERSION, err);
	return r;
}

static int fail_reading(
	int r, const char *path, const struct err *found, struct err *err)
{
	if (r == -EINTR)
		return err_set(err, r, N_("stopped; nothing was changed"));
	if (r == -EBADMSG && found->msgid && found->arg[1][0])
		return err_set(err, r, N_("the backup %s is damaged: %s"), path,
			found->arg[1]);
	if (r == -EBADMSG)
		return err_set(err, r,
			N_("%s is no backup of nudge, or it is damaged"), path);
	if (err)
		*err = *found;
	return r;
}

static int check_file(const char *path, struct err *err)
{
	struct stat st;

	if (stat(path, &st) < 0)
		return err_set(err, -errno, N_("cannot read %s: %s"), path,
			err_system(errno));
	if (!S_ISREG(st.st_mode))
		return err_set(err, -EBADMSG,
			N_("%s is no backup of nudge, or it is damaged"), path);
	return check_alone(path, err);
}

int backup_read(const char *path, const struct copy_watch *watch,
	struct backup_facts *ret, struct err *err)
{
	CLEANUP(db_closep) struct db *db = NULL;
	struct backup_facts facts = {0};
	struct err found = {0};
	int r = check_file(path, err);

	if (r < 0)
		return r;
	r = sqlite_connect(path, DB_BACKUP, &db, &found);
	if (r == 0)
		r = read_version(db, &facts.version, &found);
	if (r == 0)
		r = copy_check(db, watch, &found);
	if (r == 0)
		r = read_facts(db, &facts, &found);
	if (r < 0)
		return fail_reading(r, path, &found, err);
	*ret = facts;
	return 0;
}
