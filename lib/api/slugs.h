/* The slug that a row gets. */
#pragma once

#include "api/call.h"
#include "api/slug.h"
#include "store/slug_use.h"

/* For which kind of row, under which name. */
struct slugs {
	enum slug_use use;
	int64_t account_id; /* of a contact; else 0 */
	const char *name;
};

/*
 * slugs_choose - the parameter "slug", which must be good and free, else,
 * where *slug is still NULL, one made of the name.
 *
 * slug  owned by the row; replaced.
 */
NUDGE_CHECK int slugs_choose(
	struct call *call, const struct slugs *row, char **slug);
