/* Activities: contacts made or tried, planned or not. */
#pragma once

#include "core/domain.h"
#include "store/rows.h"

struct activity {
	int64_t id, rev, created_at, deleted_at;
	int64_t account_id, touchpoint_id, rep_id;
	struct civil_date on_date;
	enum direction direction;
	enum outcome outcome;
	enum via via;
	char *text;
	int64_t follow_up; /* 0: not numbered */
	int64_t share;
};

extern const struct table activity_table;
void activity_done(struct activity *activity);
#define AUTO_ACTIVITY CLEANUP(activity_done) struct activity

/* Who was reached: links an activity to a contact. */
struct activity_contact {
	int64_t id, rev, created_at, deleted_at;
	int64_t activity_id, contact_id;
};
extern const struct table activity_contact_table;

/* Up to limit activities of an account, newest first. */
NUDGE_CHECK int activity_of_account(struct db *db, int64_t account_id,
	int64_t limit, struct rows *ret, struct err *err);

/* The highest number among the follow-ups of a plan, 0 where none is
 * numbered. */
NUDGE_CHECK int activity_follow_ups(
	struct db *db, int64_t plan_id, int64_t *ret, struct err *err);

/* The day of the newest real contact with an account: an attempt without an
 * answer is none.  *ret = none where there was no contact. */
NUDGE_CHECK int activity_last_contact(struct db *db, int64_t account_id,
	struct civil_date *ret, struct err *err);

/* What was done for a touchpoint, attempts included, oldest first. */
NUDGE_CHECK int activity_of_touchpoint(struct db *db, int64_t touchpoint_id,
	struct rows *ret, struct err *err);

/* The activity of an account that was written last; -ENOENT. */
NUDGE_CHECK int activity_newest(struct db *db, int64_t account_id,
	struct activity *ret, struct err *err);
