/* Opening and closing the database, its statements; the contract is in
 * db.h. */
#include "store/sqlite.h"

#include "base/str.h"
#include "store/lock.h"
#include "store/schema.h"

#include <assert.h>
#include <errno.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>

bool db_is_remote(long f_type)
{
	static const uint32_t remote[] = {
		NFS_SUPER_MAGIC,
		V9FS_MAGIC,
		SMB_SUPER_MAGIC,
		CIFS_SUPER_MAGIC,
		SMB2_SUPER_MAGIC,
		CEPH_SUPER_MAGIC,
		AFS_SUPER_MAGIC,
		AFS_FS_MAGIC,
		CODA_SUPER_MAGIC,
	};

	for (size_t i = 0; i < ARRAY_LEN(remote); i++)
		if ((uint32_t)f_type == remote[i])
			return true;
	return false;
}

static int check_place(const char *path, struct err *err)
{
	struct statfs fs;
	struct stat st;

	if (stat(path, &st) < 0 || statfs(path, &fs) < 0)
		return errno == ENOENT
			       ? err_set(err, -ENOENT,
					 N_("there is no database at %s; make "
					    "one with \"nudge init\""),
					 path)
			       : err_set(err, -errno,
					 N_("the database %s cannot be "
					    "reached"),
					 path);
	/* Before anything is made beside it, in /dev for example. */
	if (!S_ISREG(st.st_mode))
		return err_set(
			err, -EBADMSG, N_("%s is not a nudge database"), path);
	if (!db_is_remote(fs.f_type))
		return 0;
	return err_set(err, -ENOTSUP,
		N_("%s is on a network file system, where the database cannot "
		   "work; choose a local folder"),
		path);
}

/* Everything that is not SQL: rights, locks, waiting. */
static int prepare_handle(struct db *db, struct err *err)
{
	struct stat st;
	int r;

	/* SQLite falls back to reading where it may not write. */
	if (sqlite3_db_readonly(db->raw, "main"))
		return sqlite_fail(db, SQLITE_READONLY, err);
	if (stat(db->path, &st) < 0)
		return sqlite_fail(db, SQLITE_CANTOPEN, err);
	db->mode = st.st_mode & 0666;
	r = lock_open(db->path, db->mode, &db->lock_fd, err);
	if (r < 0)
		return r;
	db_set_wait(db, sqlite_wait_ms(db->use));
	sqlite3_db_config(db->raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_db_config(db->raw, SQLITE_DBCONFIG_ENABLE_FKEY,
		db->use != DB_UPGRADE, NULL);
	return 0;
}

/* What a crash or a full disk may leave of a database. */
static bool is_empty(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && st.st_size == 0;
}

/* Is the file ours, and of the version that this program speaks? */
static int check_contents(struct db *db, struct err *err)
{
	int64_t mark = 0;
	int r;

	r = sqlite_number(db, "PRAGMA application_id", &mark, err);
	if (r == 0)
		r = db_version(db, &db->version, err);
	if (r < 0)
		return r;
	if (mark != SQLITE_MARK && is_empty(db->path))
		return sqlite_fail(db, SQLITE_NOTADB, err);
	if (mark != SQLITE_MARK)
		return err_set(err, -EBADMSG, N_("%s is not a nudge database"),
			db->path);
	db->ours = db->version == SCHEMA_VERSION;
	if (db->ours || db->use == DB_UPGRADE)
		return 0;
	return schema_check_version(db->path, db->version, SCHEMA_VERSION, err);
}

static int open_file(
	const char *path, enum db_use use, struct db **ret, struct err *err)
{
	CLEANUP(db_closep) struct db *db = NULL;
	int r = check_place(path, err);

	if (r < 0)
		return r;
	r = sqlite_connect(path, use, &db, err);
	if (r == 0)
		r = prepare_handle(db, err);
	if (r == 0)
		r = check_contents(db, err);
	if (r == 0)
		r = db_run(db, "PRAGMA synchronous = FULL", err);
	if (r < 0)
		return r;
	*ret = TAKE(db);
	return 0;
}

int db_open(const char *path, enum db_use use, struct db **ret, struct err *err)
{
	int r;

	if (use != DB_CREATE)
		return open_file(path, use, ret, err);
	r = db_make(path, err);
	if (r < 0)
		return r;
	r = open_file(path, DB_READ_WRITE, ret, err);
	if (r < 0)
		db_remove(path);
	return r;
}

/* The last one out moves the WAL into the database, unless nudged does that;
 * inside the write lock, like every checkpoint. */
static void allow_last_checkpoint(struct db *db)
{
	if (!db->ours || db->lock_fd < 0 ||
		(db->use != DB_DAEMON &&
			lock_is_held(db->lock_fd, LOCK_NUDGED)))
		return;
	if (lock_take(db->lock_fd, LOCK_WRITER, 0) == 0)
		sqlite3_db_config(
			db->raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
}

struct db *db_close(struct db *db)
{
	if (!db)
		return NULL;
	while (db->stmts) {
		struct stmt *st = db->stmts;

		assert(!st->busy);
		db->stmts = st->next;
		sqlite3_finalize(st->raw);
		free(st);
	}
	if (db->raw) {
		allow_last_checkpoint(db);
		sqlite3_close(db->raw);
	}
	cleanup_close(&db->lock_fd);
	cleanup_close(&db->bell_fd);
	free(db->path);
	free(db);
	return NULL;
}

/* Left to the kernel; what is pointed to has not leaked. */
static struct db *volatile left;

struct db *db_leave(struct db *db)
{
	if (!db || !lock_is_held(db->lock_fd, LOCK_NUDGED))
		return db_close(db);
	left = db;
	return NULL;
}

void db_closep(struct db **db)
{
	*db = db_close(*db);
}

void db_set_wait(struct db *db, int wait_ms)
{
	db->wait_ms = wait_ms;
	sqlite3_busy_timeout(db->raw, wait_ms);
}

const char *db_path(const struct db *db)
{
	return db->path;
}

struct stmt *db_query_known(struct db *db, const void *key, const void *key2)
{
	for (struct stmt *st = db->stmts; st; st = st->next) {
		if (st->key == key && st->key2 == key2 && !st->busy) {
			st->busy = true;
			return st;
		}
	}
	return NULL;
}

/* SQLite numbers "$1" by order of appearance, PostgreSQL by its digits. */
static bool parameters_are_in_order(sqlite3_stmt *raw)
{
	int n = sqlite3_bind_parameter_count(raw);

	for (int i = 1; i <= n; i++) {
		const char *name = sqlite3_bind_parameter_name(raw, i);

		if (!name || name[0] != '$' ||
			strcmp(name + 1, STR_INT(i)) != 0)
			return false;
	}
	return true;
}

int db_query_new(struct db *db, const void *key, const void *key2,
	const char *sql, struct stmt **ret, struct err *err)
{
	AUTO_FREE struct stmt *st = calloc(1, sizeof(*st));
	int rc;

	if (!st)
		return sqlite_fail(db, SQLITE_NOMEM, err);
	rc = sqlite3_prepare_v3(
		db->raw, sql, -1, SQLITE_PREPARE_PERSISTENT, &st->raw, NULL);
	if (rc != SQLITE_OK)
		return sqlite_fail(db, rc, err);
	assert(parameters_are_in_order(st->raw));
	st->db = db;
	st->key = key;
	st->key2 = key2;
	st->busy = true;
	st->next = db->stmts;
	db->stmts = st;
	*ret = TAKE(st);
	return 0;
}

int db_query_once(
	struct db *db, const char *sql, struct stmt **ret, struct err *err)
{
	return db_query_new(db, NULL, NULL, sql, ret, err);
}

int db_query(struct db *db, const char *sql, struct stmt **ret, struct err *err)
{
	struct stmt *st = db_query_known(db, sql, NULL);

	if (!st)
		return db_query_new(db, sql, NULL, sql, ret, err);
	*ret = st;
	return 0;
}

int db_run(struct db *db, const char *sql, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db, sql, &st, err);

	return r < 0 ? r : stmt_run(st, err);
}

int64_t db_changes(struct db *db)
{
	return sqlite3_changes64(db->raw);
}

int64_t db_changed(struct db *db)
{
	return sqlite3_total_changes64(db->raw);
}

bool db_is_writing(const struct db *db)
{
	return db->writing;
}

int db_data_version(struct db *db, int64_t *ret, struct err *err)
{
	return sqlite_number(db, "PRAGMA data_version", ret, err);
}
