/*
 * Looking back: the changes that touched an account, a touchpoint, or
 * anything, newest first, with the rows they wrote.
 */
#pragma once

#include "core/domain.h"
#include "store/account.h"

struct history {
	int64_t id, at;
	int64_t actor_id;         /* 0: nudge itself */
	char *actor, *actor_name; /* slug and name; NULL: nudge itself */
	enum door door;
	char *method;
	char *params;      /* JSON; NULL: none kept */
	int64_t undoes;    /* change it takes back; 0: none */
	int64_t undone_by; /* change that took it back; 0: none */
};

void history_done(struct history *history);
#define AUTO_HISTORY CLEANUP(history_done) struct history

/* One change; fills a zero *ret.  -ENOENT without a sentence. */
NUDGE_CHECK int history_get(
	struct db *db, int64_t id, struct history *ret, struct err *err);

struct history_list {
	struct history *items;
	size_t n;
};

void history_list_done(struct history_list *list);
#define AUTO_HISTORY_LIST CLEANUP(history_list_done) struct history_list

/* Of what; at most one of the ids is set. */
struct history_filter {
	int64_t account_id;    /* and its people, plans, touchpoints … */
	int64_t touchpoint_id; /* and its activities */
	int64_t before;        /* changes below this id; 0: from the newest */
	int64_t until;         /* made at this instant or before; 0: any */
	int64_t limit;
};

/* Newest first; *ret must be zero. */
NUDGE_CHECK int history_list(struct db *db, const struct history_filter *filter,
	struct history_list *ret, struct err *err);

/* A row that a change wrote. */
struct history_row {
	char *table;
	int64_t id;
	bool created;
};

struct history_ref {
	int64_t change_id;
	const char *table;
	int64_t row_id;
};

struct history_rows {
	struct history_row *items;
	size_t n;
};

void history_rows_done(struct history_rows *rows);
#define AUTO_HISTORY_ROWS CLEANUP(history_rows_done) struct history_rows

/* Each row once, in the order of writing; *ret must be zero. */
NUDGE_CHECK int history_rows(struct db *db, int64_t change_id,
	struct history_rows *ret, struct err *err);

/*
 * history_ending - the newest change below *id that closed, lost or parked the
 * account, and was not taken back.
 *
 * account  becomes what it was before that change.
 * id       of that change afterwards.
 *
 * -ENOENT, without a sentence: there is none.
 */
NUDGE_CHECK int history_ending(
	struct db *db, struct account *account, int64_t *id, struct err *err);

/* The images, before and after, of a row that the change wrote, as JSON
 * (store/image.h); yours to free, NULL where there is none.  -ENOENT, without
 * a sentence: it did not write the row. */
NUDGE_CHECK int history_images(struct db *db, const struct history_ref *ref,
	char **ret_before, char **ret_after, struct err *err);

/* Was the row created by this change?  1, 0 or a negative errno. */
NUDGE_CHECK int history_is_created(
	struct db *db, int64_t change_id, const char *table, int64_t row_id);
