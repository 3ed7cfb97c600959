/* The database as a whole: making, copying, checkpointing, its version; the
 * contract is in db.h. */
#include "store/sqlite.h"

#include "base/str.h"
#include "store/bell.h"
#include "store/copy.h"
#include "store/draft.h"
#include "store/lock.h"
#include "store/schema.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum {
	DB_MODE = 0660,           /* the group is who may use it */
	DB_WAL_PAGES_KEPT = 4096, /* beyond it the WAL file is cut */
};

static int fill_new(const char *path, int fd, void *userdata, struct err *err)
{
	CLEANUP(db_closep) struct db *db = NULL;
	int r;

	(void)fd;
	(void)userdata;
	r = sqlite_connect(path, DB_READ_WRITE, &db, err);
	if (r == 0)
		r = db_run(db, "BEGIN IMMEDIATE", err);
	if (r == 0)
		r = schema_create(db, err);
	if (r == 0)
		r = db_script(db, "PRAGMA application_id = 0x6e756467", err);
	if (r == 0)
		r = db_run(db, "COMMIT", err);
	if (r == 0)
		r = db_script(db, "PRAGMA journal_mode = WAL", err);
	return r;
}

/* Filled under another name first: a database is there whole or not at
 * all. */
static int make_locked(
	const char *path, db_fill fill, void *userdata, struct err *err)
{
	AUTO_CLOSE int fd = -1;
	AUTO_STR draft = {0};
	int bell = -1, r;

	str_add(&draft, path);
	str_add(&draft, ".new");
	if (str_error(&draft) < 0)
		return err_memory(err);
	(void)unlink(str_get(&draft)); /* of a run that was killed */
	r = draft_make(str_get(&draft), DB_MODE, &fd, err);
	if (r < 0)
		return r;
	r = fill(str_get(&draft), fd, userdata, err);
	if (r == 0)
		r = draft_place(str_get(&draft), path, err);
	if (r < 0) {
		db_remove(str_get(&draft));
		return r;
	}
	bell_ring(path, DB_MODE, &bell);
	cleanup_close(&bell);
	return 0;
}

int db_make_with(
	const char *path, db_fill fill, void *userdata, struct err *err)
{
	AUTO_CLOSE int lock = -1;
	struct stat st;
	int r;

	if (lstat(path, &st) == 0) {
		errno = EEXIST;
		return draft_fail(path, err);
	}
	r = lock_open(path, DB_MODE, &lock, err);
	if (r < 0)
		return r;
	r = lock_take(lock, LOCK_WRITER, sqlite_wait_ms(DB_READ_WRITE));
	if (r < 0)
		return err_set(err, r, N_("%s.lock cannot be locked"), path);
	return make_locked(path, fill, userdata, err);
}

int db_make(const char *path, struct err *err)
{
	return db_make_with(path, fill_new, NULL, err);
}

void db_remove(const char *path)
{
	static const char *const tails[] = {"-wal", "-shm", ".bell", ""};

	for (size_t i = 0; i < ARRAY_LEN(tails); i++) {
		AUTO_STR name = {0};

		str_add(&name, path);
		str_add(&name, tails[i]);
		if (str_error(&name) == 0)
			(void)unlink(str_get(&name));
	}
}

int db_script(struct db *db, const char *sql, struct err *err)
{
	int rc = sqlite3_exec(db->raw, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? 0 : sqlite_fail(db, rc, err);
}

int db_version(struct db *db, int64_t *ret, struct err *err)
{
	return sqlite_number(db, "PRAGMA user_version", ret, err);
}

int db_check_version(struct db *db, struct err *err)
{
	int64_t version = 0;
	int r = db_version(db, &version, err);

	if (r < 0 || version == db->version)
		return r;
	return err_set(err, -ESTALE,
		N_("the database %s was upgraded meanwhile; start this "
		   "program again"),
		db->path);
}

int db_set_version(struct db *db, int version, struct err *err)
{
	AUTO_STR sql = {0};

	str_addf(&sql, "PRAGMA user_version = %d", version);
	if (str_error(&sql) < 0)
		return err_memory(err);
	db->version = version;
	db->ours = true;
	return db_script(db, str_get(&sql), err);
}

/* Through a connection of its own, which sees what is committed even while
 * db has a transaction open. */
int db_copy(struct db *db, const char *path, struct err *err)
{
	CLEANUP(db_closep) struct db *from = NULL, *to = NULL;
	AUTO_CLOSE int fd = -1;
	int r;

	(void)unlink(path);
	r = draft_make(path, DB_MODE, &fd, err);
	if (r == 0)
		r = sqlite_connect(db->path, DB_READ_WRITE, &from, err);
	if (r == 0)
		r = sqlite_connect(path, DB_DRAFT, &to, err);
	if (r == 0)
		r = copy_pages(from, to, fd, NULL, err);
	if (r == 0)
		r = draft_sync(path, err);
	/* Half a copy helps nobody, and takes room. */
	if (r < 0)
		(void)unlink(path);
	return r;
}

const char *db_damage(const char *line)
{
	static const char head[] = "*** in database main ***\n";
	size_t n = sizeof(head) - 1;

	return strncmp(line, head, n) == 0 ? line + n : line;
}

int db_check(struct db *db, struct err *err)
{
	int r = sqlite_check(db, "PRAGMA quick_check(1)", err);

	return r < 0 ? r : sqlite_check(db, "PRAGMA foreign_key_check", err);
}

static int checkpoint_locked(struct db *db, struct err *err)
{
	int n_wal = 0, n_done = 0, rc;

	rc = sqlite3_wal_checkpoint_v2(
		db->raw, "main", SQLITE_CHECKPOINT_PASSIVE, &n_wal, &n_done);
	/* Overwriting a WAL is faster than growing one, so it is cut only
	 * after a burst. */
	if (rc == SQLITE_OK && n_wal == n_done && n_wal > DB_WAL_PAGES_KEPT)
		rc = sqlite3_wal_checkpoint_v2(db->raw, "main",
			SQLITE_CHECKPOINT_TRUNCATE, &n_wal, &n_done);
	if (rc != SQLITE_OK)
		return sqlite_fail(db, rc, err);
	return n_wal != n_done;
}

static int scrub_locked(struct db *db, struct err *err)
{
	int r = db_script(db, "VACUUM", err);
	int rc;

	if (r < 0)
		return r;
	rc = sqlite3_wal_checkpoint_v2(
		db->raw, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	return rc == SQLITE_OK ? 0 : sqlite_fail(db, rc, err);
}

int db_scrub(struct db *db, struct err *err)
{
	int r = lock_take(db->lock_fd, LOCK_WRITER, db->wait_ms);

	if (r < 0)
		return sqlite_fail(db, SQLITE_BUSY, err);
	r = scrub_locked(db, err);
	lock_drop(db->lock_fd, LOCK_WRITER);
	return r;
}

int db_checkpoint(struct db *db, struct err *err)
{
	int r = lock_take(db->lock_fd, LOCK_WRITER, 0);

	if (r < 0)
		return sqlite_fail(db, SQLITE_BUSY, err);
	r = checkpoint_locked(db, err);
	lock_drop(db->lock_fd, LOCK_WRITER);
	return r;
}
