/* What tests of the store share: a folder with a fresh database, and calls
 * that must succeed. */
#pragma once

#include "core/domain.h"
#include "store/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct change;

struct fix {
	char folder[64], path[80];
	struct db *db; /* NULL in fix_folder() */
	struct err err;
};

/* Where folders are made: /tmp. */
extern const char *fix_root;

/* cmocka set-ups: with a database, or with an empty folder only. */
int fix_setup(void **state);
int fix_folder(void **state);
int fix_teardown(void **state);

/* r >= 0, or the test fails with the sentence in f->err. */
void fix_ok(struct fix *f, int r, const char *what, int line);
#define OK(f, call) fix_ok(f, call, #call, __LINE__)

/* The sentence in f->err, and does it hold s? */
const char *fix_sentence(struct fix *f);
#define SAYS(f, s) assert_non_null(strstr(fix_sentence(f), s))

/* Runs SQL through a connection that knows nothing of nudge. */
void fix_sql(const char *path, const char *sql);

/* The first value of a query, through such a connection. */
int64_t fix_number(const char *path, const char *sql);

/* A change by rep 1 at the instant at. */
struct change fix_change(const char *method, int64_t at);

/* Does what body does in a transaction and commits. */
#define IN_TXN(f, body)                                                        \
	do {                                                                   \
		AUTO_TXN txn_ = {0};                                           \
		OK(f, txn_begin((f)->db, &txn_, &(f)->err));                   \
		body;                                                          \
		OK(f, txn_commit(&txn_, &(f)->err));                           \
	} while (0)
