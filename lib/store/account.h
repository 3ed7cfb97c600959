/* Accounts: customer companies. */
#pragma once

#include "core/domain.h"
#include "store/rows.h"

struct account {
	int64_t id, rev, created_at, deleted_at;
	char *slug, *name, *name_fold;
	enum tier tier;
	enum stage stage;
	enum course course;
	int64_t owner_id;
	char *zone;     /* NULL: the owner's */
	char *calendar; /* national calendar; NULL: the owner's */
	struct civil_date renewal_on;
	struct civil_date parked_until; /* until when it is parked or paused */
	char *closed_reason;            /* why it is lost, paused or closed */
	char *external_source, *external_id;
};

extern const struct table account_table;
void account_done(struct account *account);
#define AUTO_ACCOUNT CLEANUP(account_done) struct account

/* Is something over for it: closed, lost, parked? */
bool account_is_over(const struct account *account);

/* By slug; -ENOENT without a sentence. */
NUDGE_CHECK int account_by_slug(
	struct db *db, const char *slug, struct account *ret, struct err *err);

/* Up to limit accounts whose folded name is name_fold. */
NUDGE_CHECK int account_by_name(struct db *db, const char *name_fold,
	int64_t limit, struct rows *ret, struct err *err);

/* Up to limit accounts whose slug or folded name begins with prefix (which
 * is folded). */
NUDGE_CHECK int account_by_prefix(struct db *db, const char *prefix,
	int64_t limit, struct rows *ret, struct err *err);

/* By its number in another system; -ENOENT without a sentence. */
NUDGE_CHECK int account_by_external(struct db *db, const char *source,
	const char *id, struct account *ret, struct err *err);

/* Which accounts account_all() gives; zero = all. */
struct account_filter {
	int64_t owner_id;   /* 0 = anybody's */
	const char *stage;  /* NULL = any; a name of domain_stage */
	const char *tier;   /* NULL = any */
	const char *course; /* NULL = any but closed */
	bool idle;          /* not lost, and nothing is open or rests */
	int64_t after;      /* ids above */
	int64_t limit;
};
NUDGE_CHECK int account_all(struct db *db, const struct account_filter *filter,
	struct rows *ret, struct err *err);

/* The due day of what is open there and comes first; none: nothing is. */
NUDGE_CHECK int account_next_due(struct db *db, int64_t account_id,
	struct civil_date *ret, struct err *err);

/* The paused accounts that go on by themselves on date or before, by day;
 * owner_id 0: anybody's. */
NUDGE_CHECK int account_rested(struct db *db, int64_t owner_id,
	struct civil_date date, struct rows *ret, struct err *err);

/* Is there one, anybody's?  1 or 0; cheaper, and asked by every command. */
NUDGE_CHECK int account_has_rested(
	struct db *db, struct civil_date date, struct err *err);
