/* Requests: help asked of a manager for a touchpoint. */
#pragma once

#include "store/rows.h"

struct request {
	int64_t id, rev, created_at, deleted_at;
	int64_t touchpoint_id;
	int64_t asker_id, manager_id; /* reps */
	char *text;
	int64_t answered_at; /* 0: not yet */
	int64_t answerer_id;
	char *answer;
};

extern const struct table request_table;
void request_done(struct request *request);
#define AUTO_REQUEST CLEANUP(request_done) struct request

/* The request of a touchpoint that waits for an answer; -ENOENT without a
 * sentence. */
NUDGE_CHECK int request_open(struct db *db, int64_t touchpoint_id,
	struct request *ret, struct err *err);

/* All requests of a touchpoint, oldest first. */
NUDGE_CHECK int request_of_touchpoint(struct db *db, int64_t touchpoint_id,
	struct rows *ret, struct err *err);

/* What waits for a manager's answer and is still open; oldest first. */
NUDGE_CHECK int request_of_manager(
	struct db *db, int64_t manager_id, struct rows *ret, struct err *err);

/* What a rep asked and was answered after one instant and up to another, while
 * it is still open. */
struct request_span {
	int64_t asker_id, after, until;
};
NUDGE_CHECK int request_answered(struct db *db, const struct request_span *span,
	struct rows *ret, struct err *err);
