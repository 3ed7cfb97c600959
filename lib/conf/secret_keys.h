/*
 * What may stand in the secret of a channel, by its kind: for the command that
 * writes it and for nudged, which reads it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum secret_type { SECRET_TEXT, SECRET_NUMBER, SECRET_YES };

struct secret_key {
	const char *name;
	enum secret_type type;
	bool is_required;
	int64_t least, most; /* of a number */
};

/* The keys of a kind of channel, or of the heartbeat, the usual ones first,
 * and how many there are; NULL: there is no such kind. */
const struct secret_key *secret_keys_of(const char *kind, size_t *ret_n);
