/* Notes: what somebody has learnt of an account. */
#pragma once

#include "store/rows.h"

struct note {
	int64_t id, rev, created_at, deleted_at;
	int64_t account_id, rep_id; /* rep: who wrote it */
	int64_t contact_id;         /* whom it is about; 0: nobody */
	struct civil_date on_date;  /* learnt, or last found still true */
	char *text;
	int64_t caution; /* to be known before walking in */
	int64_t share;   /* the account's team reads it */
	int64_t in_room; /* rooms too get the text */
};

extern const struct table note_table;
void note_done(struct note *note);
#define AUTO_NOTE CLEANUP(note_done) struct note

enum { NOTE_CAUTIONS_MAX = 5, NOTE_SHARED_SHOWN = 3 };

/* The cautions of an account written or renewed on a day or after it, newest
 * first, NOTE_CAUTIONS_MAX at most.  Everybody who goes there reads them. */
NUDGE_CHECK int note_cautions(struct db *db, int64_t account_id,
	struct civil_date since, struct rows *ret, struct err *err);

/* The newest NOTE_SHARED_SHOWN notes shared of an account that are no
 * cautions. */
NUDGE_CHECK int note_shared(
	struct db *db, int64_t account_id, struct rows *ret, struct err *err);

struct note_filter {
	int64_t account_id; /* 0 = any */
	int64_t reader_id;  /* whose kept notes are among them */
	int caution;        /* 1: only these; 0: only others; -1: both */
	int64_t before;     /* ids below; 0 = from the newest */
	int64_t limit;
};

/* What this reader may read, newest first. */
NUDGE_CHECK int note_all(struct db *db, const struct note_filter *filter,
	struct rows *ret, struct err *err);
