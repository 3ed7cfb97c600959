/*
 * The database handle: the only place that knows SQLite.
 *
 * Statements are written once for SQLite and PostgreSQL ($1…$n in order,
 * ON CONFLICT, no date or JSON functions; tests/lint/sql).  They
 * are prepared at first use and kept.  Source: DESIGN.md "Store".
 */
#pragma once

#include "base/err.h"
#include "core/civil.h"

#include <stdbool.h>
#include <stdint.h>

struct db;
struct stmt;

enum db_use {
	DB_CREATE, /* make a new file (fails with -EEXIST if there is one) */
	DB_READ_WRITE, /* CLI and web: wait up to 5 s for a lock */
	DB_DAEMON,  /* nudged: wait 20 ms, then retry by timer; checkpoints */
	DB_UPGRADE, /* schema_upgrade() only: any version but a newer one */
	/* sqlite_connect() only: */
	DB_DRAFT,  /* a file that nobody else knows yet; no locks */
	DB_BACKUP, /* a file that nobody writes; nothing is made beside it */
};

/*
 * db_open - open the database file at path.
 *
 * Refused with a sentence: missing (-ENOENT), not ours or damaged (-EBADMSG),
 * made by a newer nudge (-EPROTONOSUPPORT, file untouched) or an older one
 * (-ESTALE: run nudge upgrade), read-only (-EROFS), locked (-EBUSY), on a
 * network file system where WAL does not work (-ENOTSUP), no room (-ENOSPC).
 */
NUDGE_CHECK int db_open(
	const char *path, enum db_use use, struct db **ret, struct err *err);

/* Removes a database that was made a moment ago and could not be filled.  No
 * handle is open any more. */
void db_remove(const char *path);

/* Closes; the last words (checkpoint) follow DESIGN.md "Checkpoints".
 * Accepts NULL, returns NULL. */
struct db *db_close(struct db *db);
void db_closep(struct db **db); /* for CLEANUP */

/* The same as the last act of a program.  While nudged runs, closing would do
 * nothing but give memory, locks and descriptors back, which the kernel does
 * a moment later. */
struct db *db_leave(struct db *db);

/* How long a lock of somebody else is waited for from now on; then -EBUSY. */
void db_set_wait(struct db *db, int wait_ms);

/* The path given to db_open, borrowed. */
const char *db_path(const struct db *db);

/*
 * Transactions: a scope.  txn_begin takes the write lock at once (BEGIN
 * IMMEDIATE); txn_end, the cleanup, rolls back what was not committed.
 * After a commit the bell is rung (DESIGN.md "The bell").
 */
struct txn {
	struct db *db;
};
#define AUTO_TXN CLEANUP(txn_end) struct txn
NUDGE_CHECK int txn_begin(struct db *db, struct txn *t, struct err *err);
NUDGE_CHECK int txn_commit(struct txn *t, struct err *err);
void txn_end(struct txn *t);

/*
 * Statements.  db_query gives a statement with nothing bound; bind $1…$n,
 * then stmt_step() until it returns 0.  The statement returns to the cache
 * at the end of its scope (AUTO_STMT).  sql must be a string constant.
 */
#define AUTO_STMT CLEANUP(stmt_release) struct stmt *
NUDGE_CHECK int db_query(
	struct db *db, const char *sql, struct stmt **ret, struct err *err);

/* The same for texts put together at run time, known by two addresses:
 * db_query_known gives NULL the first time, then comes db_query_new. */
struct stmt *db_query_known(struct db *db, const void *key, const void *key2);
NUDGE_CHECK int db_query_new(struct db *db, const void *key, const void *key2,
	const char *sql, struct stmt **ret, struct err *err);

/* The same for a text that hardly comes twice: it is not kept. */
NUDGE_CHECK int db_query_once(
	struct db *db, const char *sql, struct stmt **ret, struct err *err);

void stmt_release(struct stmt **st);

void stmt_bind_int(struct stmt *st, int i, int64_t v);
void stmt_bind_null(struct stmt *st, int i);
void stmt_bind_ref(struct stmt *st, int i, int64_t id);     /* 0 = NULL */
void stmt_bind_text(struct stmt *st, int i, const char *s); /* NULL = NULL;
	borrowed until the statement is released */
void stmt_bind_blob(struct stmt *st, int i, const void *p, size_t n);
void stmt_bind_date(struct stmt *st, int i, struct civil_date d); /* none =
	NULL */

/* 1: a row is there; 0: done; negative errno with a sentence in err.
 * Bind errors are reported here. */
NUDGE_CHECK int stmt_step(struct stmt *st, struct err *err);

/* Runs a statement that gives no rows. */
NUDGE_CHECK int stmt_run(struct stmt *st, struct err *err);

/* Runs an INSERT of one row into a table with an id, and gives the id.  The
 * text says nothing of it: SQLite knows the id anyway, and builds a temporary
 * table for RETURNING. */
NUDGE_CHECK int stmt_insert(struct stmt *st, int64_t *ret_id, struct err *err);

/*
 * Columns count from 0.  Text and blob are borrowed until the next step.
 * Memory may run out while a text is read, which then looks like NULL:
 * stmt_error() tells (0, -ENOMEM), and so does the next step.
 */
int stmt_error(const struct stmt *st);
int64_t stmt_int(struct stmt *st, int col); /* NULL reads as 0 */
bool stmt_is_null(struct stmt *st, int col);
const char *stmt_text(struct stmt *st, int col); /* NULL reads as NULL */
const void *stmt_blob(struct stmt *st, int col, size_t *ret_n);
struct civil_date stmt_date(struct stmt *st, int col); /* NULL = none */

/* Runs a statement without parameters and rows. */
NUDGE_CHECK int db_run(struct db *db, const char *sql, struct err *err);

/* Rows changed by the last statement run. */
int64_t db_changes(struct db *db);

/* Rows changed since db_open(), undone or not. */
int64_t db_changed(struct db *db);

/* Is a transaction of txn_begin() open? */
bool db_is_writing(const struct db *db);

/* Is the schema still the one of db_open()?  -ESTALE: it moved on, start this
 * program again.  txn_begin() asks, too. */
NUDGE_CHECK int db_check_version(struct db *db, struct err *err);

/* The value of PRAGMA data_version: changes when another connection has
 * committed (nudged's check behind the bell). */
NUDGE_CHECK int db_data_version(struct db *db, int64_t *ret, struct err *err);

/*
 * db_checkpoint - move the WAL into the database; nudged only, when idle.
 *
 * Cheap when there is nothing to do.  0: all is moved; 1: readers kept some
 * of it back, try again later; -EBUSY: somebody is writing, likewise.
 */
NUDGE_CHECK int db_checkpoint(struct db *db, struct err *err);

/*
 * db_scrub - write the whole file anew, so that what was deleted or
 * overwritten is in none of its pages, nor in the WAL.
 *
 * Takes as long as copying the file, and as much room.  -EBUSY: somebody has
 * been reading or writing all the time.
 */
NUDGE_CHECK int db_scrub(struct db *db, struct err *err);

/* Looks through the whole database: pages and references.  -EBADMSG with what
 * was found first.  Takes time; for doctor and migrations. */
NUDGE_CHECK int db_check(struct db *db, struct err *err);

/* A line of PRAGMA integrity_check without what every such line begins with. */
const char *db_damage(const char *line);

/* Does WAL or its inotify watch not work on this kind of file system
 * (statfs.f_type)?  For db_open() and doctor. */
bool db_is_remote(long f_type);

/*
 * For schema.c: several statements at once; the version in user_version; a
 * whole copy of the database to another path (replaced if there).
 */
NUDGE_CHECK int db_script(struct db *db, const char *sql, struct err *err);
NUDGE_CHECK int db_version(struct db *db, int64_t *ret, struct err *err);
NUDGE_CHECK int db_set_version(struct db *db, int version, struct err *err);
NUDGE_CHECK int db_copy(struct db *db, const char *path, struct err *err);
