/* Activities: contacts made or tried, planned or not. */
#pragma once

#include "core/domain.h"
#include "store/row.h"

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
