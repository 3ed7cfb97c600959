/*
 * How the database is: counts for status, checks for doctor.
 *
 * All of it only looks.
 */
#pragma once

#include "store/db.h"

struct health_counts {
	int64_t reps, accounts, contacts, channels;
	int64_t open; /* touchpoints */
	int64_t due;  /* of them due on or before the day */
	int64_t late; /* of them past their latest day */
};

NUDGE_CHECK int health_counts(struct db *db, struct civil_date today,
	struct health_counts *ret, struct err *err);

/* The SQLite that runs, "3.40.1"; the caller frees *ret. */
NUDGE_CHECK int health_engine(struct db *db, char **ret, struct err *err);

/* May one connection damage the WAL while another resets it?  (Before 3.51.3;
 * sqlite.org/wal.html, "WAL-reset bug".)  nudge lets only one checkpoint. */
bool health_engine_has_reset_bug(const char *version);

/* Looks through all pages of the file for damage.  *ret = NULL when it is
 * sound, else the first finding; the caller frees it. */
NUDGE_CHECK int health_damage(struct db *db, char **ret, struct err *err);

/* The first table that is not there, or lacks a column; NULL: none.  Borrowed.
 */
NUDGE_CHECK int health_tables(struct db *db, const char **ret, struct err *err);

/* The table of the first row that refers to one that does not exist; NULL: all
 * do.  The caller frees it. */
NUDGE_CHECK int health_dangling(struct db *db, char **ret, struct err *err);

/* The time zones in use, by reps and accounts, as a list of base/names.h; the
 * caller frees *ret. */
NUDGE_CHECK int health_zones(struct db *db, char **ret, struct err *err);

/* The instant at which the newest brief was delivered; 0: none yet. */
NUDGE_CHECK int health_last_brief(struct db *db, int64_t *ret, struct err *err);
