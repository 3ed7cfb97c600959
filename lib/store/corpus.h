/* All texts that people have written, and what plans want done, one kind after
 * the other, newest first: what a search reads. */
#pragma once

#include "store/db.h"

enum corpus_kind {
	CORPUS_ACCOUNT,    /* name, short name, number in another system */
	CORPUS_CONTACT,    /* name, short name, mail, phone */
	CORPUS_TOPIC,      /* title, text, address */
	CORPUS_NOTE,       /* text */
	CORPUS_TOUCHPOINT, /* purpose, where somebody wrote it; reason */
	CORPUS_ACTIVITY,   /* what was said */
	CORPUS_STEP,       /* message id of what a plan wants done, while open;
			      its name is that of a touchpoint */
	CORPUS_N
};
extern const char *const corpus_kind_name[CORPUS_N];

enum { CORPUS_TEXTS = 4 };

/* Texts are borrowed until each returns, and NULL where there is none. */
struct corpus_item {
	int64_t id;
	int64_t account_id; /* 0: of none */
	const char *text[CORPUS_TEXTS];
	struct stmt *st; /* for corpus_more() */
};

/* What is only of interest where something was found. */
struct corpus_more {
	int64_t touchpoint_id; /* of an activity; 0: of none */
	struct civil_date on;  /* its day; none: has none */
	const char *state;     /* a touchpoint's or account's state, an
				  activity's outcome; NULL: has none */
};
struct corpus_more corpus_more(const struct corpus_item *item);

struct corpus_walk {
	enum corpus_kind kind;
	int64_t before;    /* ids below; 0 = from the newest */
	int64_t reader_id; /* whose kept notes are among them */
	int64_t limit;     /* of items */
	/* Called for each; not 0 ends the walk and is returned. */
	int (*each)(void *userdata, const struct corpus_item *item);
	void *userdata;
};

/* What the last call of each returned; 0 at the end, or where limit items
 * were walked over; or a negative errno. */
NUDGE_CHECK int corpus_walk(
	struct db *db, const struct corpus_walk *walk, struct err *err);
