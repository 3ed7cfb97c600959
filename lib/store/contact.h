/* Contacts: people at an account. */
#pragma once

#include "store/row.h"

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
