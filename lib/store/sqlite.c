/* SQLite's result codes as errno and sentence; private to the handle. */
#include "store/sqlite.h"

#include "base/str.h"

#include <errno.h>
#include <string.h>

static int code_of_io(struct db *db)
{
	int system = db->raw ? sqlite3_system_errno(db->raw) : 0;

	return system == ENOSPC || system == EDQUOT || system == EFBIG ? -ENOSPC
								       : -EIO;
}

static int code_of_constraint(int rc)
{
	return rc == SQLITE_CONSTRAINT_UNIQUE ||
			       rc == SQLITE_CONSTRAINT_PRIMARYKEY
		       ? -EEXIST
		       : -EINVAL;
}

static int code_of(struct db *db, int rc)
{
	switch (rc & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_PROTOCOL:
		return -EBUSY;
	case SQLITE_NOMEM:
		return -ENOMEM;
	case SQLITE_FULL:
		return -ENOSPC;
	case SQLITE_READONLY:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
		return -EROFS;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return -EBADMSG;
	case SQLITE_TOOBIG:
		return -E2BIG;
	case SQLITE_CONSTRAINT:
		return code_of_constraint(rc);
	case SQLITE_IOERR:
		return rc == SQLITE_IOERR_NOMEM ? -ENOMEM : code_of_io(db);
	default:
		return -EIO;
	}
}

static int fail_damaged(struct db *db, int rc, struct err *err)
{
	if ((rc & 0xff) == SQLITE_NOTADB)
		return err_set(err, -EBADMSG,
			N_("%s is damaged or no nudge database; if it was "
			   "one, move it into another folder and make it anew "
			   "from your newest backup: nudge restore FILE"),
			db->path);
	return err_set(err, -EBADMSG,
		N_("the database %s is damaged; stop nudged, move it with its "
		   "-wal and -shm into another folder, and make it anew from "
		   "your newest backup: nudge restore FILE"),
		db->path);
}

int sqlite_fail(struct db *db, int rc, struct err *err)
{
	int code = code_of(db, rc);
	const char *why =
		db->raw ? sqlite3_errmsg(db->raw) : sqlite3_errstr(rc);

	switch (code) {
	case -EBUSY:
		return err_set(err, code,
			N_("the database %s is busy; try again in a moment"),
			db->path);
	case -ENOMEM:
		return err_memory(err);
	case -ENOSPC:
		return err_set(err, code,
			N_("no room left on the disk of %s; nothing was "
			   "changed"),
			db->path);
	case -EROFS:
		return err_set(err, code,
			N_("the database %s cannot be written: check the "
			   "rights of the file and its folder"),
			db->path);
	case -EBADMSG:
		return fail_damaged(db, rc, err);
	case -EEXIST:
	case -EINVAL:
	case -E2BIG:
		return err_set(
			err, code, N_("the database refuses this: %s"), why);
	default:
		return err_set(err, code,
			N_("the database %s cannot be used: %s"), db->path,
			why);
	}
}

/* A name for SQLite.  A backup is read as a file that cannot change: nothing
 * is made beside it, and its folder may be read-only. */
static int add_name(struct str *s, const char *path, enum db_use use)
{
	if (use != DB_BACKUP) {
		str_add(s, path);
		return str_error(s);
	}
	while (path[0] == '/' && path[1] == '/')
		path++;
	str_add(s, "file:");
	for (; *path; path++)
		if (strchr("%?#", *path))
			str_addf(s, "%%%02x", *path);
		else
			str_add_char(s, *path);
	str_add(s, "?immutable=1");
	return str_error(s);
}

/* Can be set only before the first handle, and fails silently later. */
static void configure_once(void)
{
	/* Counting memory under a lock costs a tenth of a short run. */
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	(void)sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	/* A page at a time: twenty in advance, for each temporary table too,
	 * are a quarter of all page faults of a short run. */
	(void)sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
}

int sqlite_connect(
	const char *path, enum db_use use, struct db **ret, struct err *err)
{
	CLEANUP(db_closep) struct db *db = calloc(1, sizeof(*db));
	int way = use == DB_BACKUP ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
				   : SQLITE_OPEN_READWRITE;
	AUTO_STR name = {0};
	int rc;

	if (!db)
		return err_memory(err);
	db->use = use;
	db->lock_fd = -1;
	db->bell_fd = -1;
	if (str_dup(path, &db->path) < 0 || add_name(&name, path, use) < 0)
		return err_memory(err);
	configure_once();
	rc = sqlite3_open_v2(str_get(&name), &db->raw,
		way | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
		use == DB_DRAFT ? "unix-none" : NULL);
	if (rc != SQLITE_OK)
		return sqlite_fail(db, rc, err);
	*ret = TAKE(db);
	return 0;
}

int sqlite_wait_ms(enum db_use use)
{
	return use == DB_DAEMON ? 20 : 5000;
}

int sqlite_number(struct db *db, const char *sql, int64_t *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r;

	r = db_query(db, sql, &st, err);
	if (r < 0)
		return r;
	r = stmt_step(st, err);
	if (r < 0)
		return r;
	*ret = stmt_int(st, 0);
	return 0;
}

int sqlite_check(struct db *db, const char *sql, struct err *err)
{
	AUTO_STMT st = NULL;
	const char *found;
	int r;

	r = db_query(db, sql, &st, err);
	if (r == 0)
		r = stmt_step(st, err);
	if (r <= 0)
		return r;
	found = stmt_text(st, 0);
	if (found && strcmp(found, "ok") == 0)
		return 0;
	return err_set(err, -EBADMSG, N_("the database %s is damaged: %s"),
		db->path, found ? db_damage(found) : "?");
}
