/* Accounts: customer companies. */
#pragma once

#include "core/domain.h"
#include "store/row.h"

struct account {
	int64_t id, rev, created_at, deleted_at;
	char *slug, *name, *name_fold;
	enum tier tier;
	enum stage stage;
	int64_t owner_id;
	char *zone;     /* NULL: the owner's */
	char *calendar; /* national calendar; NULL: the owner's */
	struct civil_date renewal_on, parked_until;
	char *closed_reason;
	char *external_source, *external_id;
};

extern const struct table account_table;
void account_done(struct account *account);
#define AUTO_ACCOUNT CLEANUP(account_done) struct account
