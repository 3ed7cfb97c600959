/* Transactions; the contract is in db.h. */
#include "store/sqlite.h"

#include "store/bell.h"
#include "store/lock.h"

#include <assert.h>
#include <errno.h>

/* While nudged runs it alone checkpoints; without it SQLite does, inside the
 * commit and so inside the write lock. */
static void choose_checkpointer(struct db *db)
{
	bool alone =
		db->use != DB_DAEMON && !lock_is_held(db->lock_fd, LOCK_NUDGED);

	sqlite3_wal_autocheckpoint(db->raw, alone ? 1000 : 0);
}

static int prepare_rollback(struct db *db, struct err *err)
{
	AUTO_STMT st = NULL;

	return db_query(db, "ROLLBACK", &st, err);
}

/* Those who know DB.lock wait for it, and for others with what is left of
 * the time. */
static int begin(struct db *db, int wait_ms, struct err *err)
{
	int r;

	sqlite3_busy_timeout(db->raw, wait_ms > 0 ? wait_ms : 0);
	r = db_run(db, "BEGIN IMMEDIATE", err);
	sqlite3_busy_timeout(db->raw, db->wait_ms);
	return r;
}

int txn_begin(struct db *db, struct txn *t, struct err *err)
{
	int wait_ms = db->wait_ms, waited_ms, r;

	assert(!db->writing);
	waited_ms = r = lock_take(db->lock_fd, LOCK_WRITER, wait_ms);
	if (r == -EBUSY)
		return sqlite_fail(db, SQLITE_BUSY, err);
	if (r < 0)
		return err_set(
			err, r, N_("%s.lock cannot be locked"), db->path);
	*t = (struct txn){.db = db};
	db->writing = true;
	choose_checkpointer(db);
	/* Ready before it is needed: it must not fail for want of memory. */
	r = prepare_rollback(db, err);
	db->changes_before = sqlite3_total_changes64(db->raw);
	if (r == 0)
		r = begin(db, wait_ms - waited_ms, err);
	if (r == 0)
		r = db_check_version(db, err);
	if (r < 0)
		txn_end(t);
	return r;
}

int txn_commit(struct txn *t, struct err *err)
{
	struct db *db = t->db;
	bool changed = sqlite3_total_changes64(db->raw) != db->changes_before;
	int r;

	r = db_run(db, "COMMIT", err);
	if (r < 0)
		return r;
	txn_end(t);
	if (changed)
		bell_ring(db->path, db->mode, &db->bell_fd);
	return 0;
}

void txn_end(struct txn *t)
{
	struct db *db = t->db;

	if (!db)
		return;
	/* After a failure SQLite may have rolled back by itself. */
	if (!sqlite3_get_autocommit(db->raw))
		(void)(db_run(db, "ROLLBACK", NULL) < 0);
	lock_drop(db->lock_fd, LOCK_WRITER);
	db->writing = false;
	t->db = NULL;
}
