/*
 * Secret files: where a channel's messages go, and with what.
 *
 * One JSON object per channel in a file of the channel's name, mode 0600:
 *
 *	{"host": "mail.example.com", "port": 587, "username": "…", …}
 *
 * A file that others can read is refused, except below
 * $CREDENTIALS_DIRECTORY, where systemd guards it.  Unknown keys are
 * refused: a mistyped one would be missed in silence.
 *
 * Source: DESIGN.md "Channels and secrets".
 */
#pragma once

#include "base/err.h"
#include "conf/secret_keys.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

struct secret {
	json_t *values;
	int64_t version; /* changes when the file does */
};

void secret_done(struct secret *secret);
#define AUTO_SECRET CLEANUP(secret_done) struct secret

/*
 * secret_load - read the file of the channel name.
 *
 * keys  what may and must be in it.
 * ret   zero, or filled by an earlier call: replaced on success.
 *
 * Refused with a sentence: missing (-ENOENT), readable by others (-EPERM),
 * not JSON, a key unknown, missing or of another type (-EINVAL).
 */
NUDGE_CHECK int secret_load(const char *folder, const char *name,
	const struct secret_key *keys, size_t n_keys, struct secret *ret,
	struct err *err);

/* The version the file has now; 0: it cannot be looked at.  Cheap. */
int64_t secret_version(const char *folder, const char *name);

/* Values; NULL, otherwise, false where the key is absent.  Borrowed. */
const char *secret_text(const struct secret *secret, const char *key);
int64_t secret_number(
	const struct secret *secret, const char *key, int64_t otherwise);
bool secret_is_yes(const struct secret *secret, const char *key);
