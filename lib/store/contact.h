/* Contacts: people at an account. */
#pragma once

#include "store/rows.h"

struct contact {
	int64_t id, rev, created_at, deleted_at;
	int64_t account_id;
	char *slug, *name, *name_fold;
	char *roles; /* names of domain_role, comma-separated */
	char *mail, *phone;
	char *refused; /* ways refused, names of domain_via */
	int64_t is_main;
	struct civil_date left_on;
	char *external_source, *external_id;
};

extern const struct table contact_table;
void contact_done(struct contact *contact);
#define AUTO_CONTACT CLEANUP(contact_done) struct contact

/* All contacts of an account, the main one first, then by id. */
NUDGE_CHECK int contact_of_account(
	struct db *db, int64_t account_id, struct rows *ret, struct err *err);

/* The contacts of a touchpoint, in the order in which they were added. */
NUDGE_CHECK int contact_of_touchpoint(struct db *db, int64_t touchpoint_id,
	struct rows *ret, struct err *err);

/* Who was reached by an activity, in the same order. */
NUDGE_CHECK int contact_of_activity(
	struct db *db, int64_t activity_id, struct rows *ret, struct err *err);

/* By number in another system; -ENOENT without a sentence. */
NUDGE_CHECK int contact_by_external(struct db *db, const char *source,
	const char *id, struct contact *ret, struct err *err);

struct contact_filter {
	int64_t account_id; /* 0 = any */
	int64_t after;      /* ids above */
	int64_t limit;
};

/* By id. */
NUDGE_CHECK int contact_all(struct db *db, const struct contact_filter *filter,
	struct rows *ret, struct err *err);
