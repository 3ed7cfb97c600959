/* Slugs in the store: which are taken, and which a new row gets. */
#pragma once

#include "api/call.h"
#include "api/slug.h"

/* Where slugs must differ from each other. */
struct slugs {
	const char *taken_sql;  /* $1 slug, $2 scope: a row where it is taken */
	const char *number_sql; /* the number for "c17" */
	char prefix;
	int64_t scope; /* the account of a contact; else 0 */
};
extern const struct slugs slugs_of_reps, slugs_of_accounts, slugs_of_contacts;

/*
 * slugs_choose - the slug of a row: the parameter "slug", which must be good
 * and free, else one made of name, if *slug is still NULL.
 *
 * slug  owned by the row; replaced.
 */
NUDGE_CHECK int slugs_choose(struct call *call, const struct slugs *space,
	const char *name, char **slug);
