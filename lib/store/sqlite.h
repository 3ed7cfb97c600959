/*
 * Private to db.c, txn.c, stmt.c and sqlite.c: what handles are made of, and
 * the one translation of SQLite's codes.  The only include of sqlite3.h.
 */
#pragma once

#include "store/db.h"

#include <sqlite3.h>
#include <sys/types.h>

struct db {
	sqlite3 *raw;
	char *path;
	enum db_use use;
	int wait_ms;  /* for a lock */
	mode_t mode;  /* of the database file */
	int lock_fd;  /* DB.lock */
	int bell_fd;  /* DB.bell, opened at the first ring */
	bool ours;    /* version and mark were right */
	bool writing; /* between txn_begin and txn_end */
	int64_t version;
	int64_t changes_before; /* total changes when the transaction began */
	struct stmt *stmts;     /* the cache, newest first */
};

struct stmt {
	struct db *db;
	sqlite3_stmt *raw;
	const void *key, *key2; /* whose text this is; NULL: used once */
	bool busy;              /* handed out */
	int bind_rc;            /* the first failure to bind or read */
	struct stmt *next;
};

/* The errno of an SQLite result code, and a sentence for it in err.  rc may
 * be an extended code. */
int sqlite_fail(struct db *db, int rc, struct err *err);

enum { SQLITE_MARK = 0x6e756467 }; /* application_id: "nudg" */

/* A bare connection to an existing file, nothing set up. */
NUDGE_CHECK int sqlite_connect(
	const char *path, enum db_use use, struct db **ret, struct err *err);

/* Makes a new database file for db_open(DB_CREATE), in db_file.c. */
NUDGE_CHECK int db_make(const char *path, struct err *err);

/*
 * db_make_with - a new database that is there whole or not at all.
 *
 * fill  completes the empty file draft, of which fd is a descriptor.
 *
 * -EEXIST: there is a file at path already.
 */
typedef int (*db_fill)(
	const char *draft, int fd, void *userdata, struct err *err);
NUDGE_CHECK int db_make_with(
	const char *path, db_fill fill, void *userdata, struct err *err);

/* How long this kind of program waits for a lock, unless db_set_wait() says
 * otherwise. */
int sqlite_wait_ms(enum db_use use);

/* The number that a PRAGMA or another one-value query gives. */
NUDGE_CHECK int sqlite_number(
	struct db *db, const char *sql, int64_t *ret, struct err *err);

/* Runs a PRAGMA that looks for damage: -EBADMSG with the first row that is
 * not "ok". */
NUDGE_CHECK int sqlite_check(struct db *db, const char *sql, struct err *err);
