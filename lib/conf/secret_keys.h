/*
 * What may stand in the secret of a channel, by its kind.  nudged's carriers
 * say what they read; a test holds both lists together.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum secret_type { SECRET_TEXT, SECRET_NUMBER, SECRET_YES };

struct secret_key {
	const char *name;
	enum secret_type type;
	bool is_required;
};

/* The keys of a kind of channel, the usual ones first, and how many there
 * are; NULL: there is no such kind. */
const struct secret_key *secret_keys_of(const char *kind, size_t *ret_n);
