/* Topics: good reasons to make contact, and who has heard them. */
#pragma once

#include "store/rows.h"

struct topic {
	int64_t id, rev, created_at, deleted_at;
	int64_t rep_id; /* who added it */
	char *title, *title_fold;
	char *text, *url;
	int64_t account_id;         /* for this account only; 0: for all */
	char *tier, *stage;         /* for these only; NULL: for all */
	struct civil_date until_on; /* the last day; none: no end */
};

extern const struct table topic_table;
void topic_done(struct topic *topic);
#define AUTO_TOPIC CLEANUP(topic_done) struct topic

/* Told in a contact. */
struct topic_told {
	int64_t id, rev, created_at, deleted_at;
	int64_t topic_id, account_id, activity_id;
	int64_t contact_id; /* 0: nobody was named, so all of the account */
};
extern const struct table topic_told_table;

/* Whom a topic could be told. */
struct topic_listener {
	struct civil_date today;
	int64_t account_id;
	const char *tier, *stage; /* the account's */
	int64_t touchpoint_id;    /* its contacts are meant, 0: nobody's; */
	int64_t contact_id;       /* and this one; 0: nobody */
	int64_t limit;
};

/* Topics in force for the account that none of the listeners has heard: the
 * account's own first, then the newest. */
NUDGE_CHECK int topic_unused(struct db *db,
	const struct topic_listener *listener, struct rows *ret,
	struct err *err);

struct topic_filter {
	struct civil_date today; /* in force then; none: expired ones too */
	int64_t account_id;      /* its own and those for all; 0: every one */
	int64_t before;          /* ids below; 0 = from the newest */
	int64_t limit;
};

/* Newest first. */
NUDGE_CHECK int topic_all(struct db *db, const struct topic_filter *filter,
	struct rows *ret, struct err *err);

/* Up to limit tellings of a topic (struct topic_told), newest first. */
NUDGE_CHECK int topic_tellings(struct db *db, int64_t topic_id, int64_t limit,
	struct rows *ret, struct err *err);
