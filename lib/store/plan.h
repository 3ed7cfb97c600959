/* Plans: one cadence running for an account. */
#pragma once

#include "core/domain.h"
#include "store/rows.h"

struct plan {
	int64_t id, rev, created_at, deleted_at;
	int64_t account_id;
	char *cadence;
	int64_t version;
	struct civil_date anchor;
	struct civil_date valid_on; /* an offer's last day; none: open */
	enum tier tier;             /* of the account when the plan began */
	int64_t renewal;
	enum plan_state state;
	struct civil_date ended_on;
};

extern const struct table plan_table;
void plan_done(struct plan *plan);
#define AUTO_PLAN CLEANUP(plan_done) struct plan

/* All plans of an account, newest first. */
NUDGE_CHECK int plan_of_account(
	struct db *db, int64_t account_id, struct rows *ret, struct err *err);

/* The running plans of an account, oldest first. */
NUDGE_CHECK int plan_running(
	struct db *db, int64_t account_id, struct rows *ret, struct err *err);
