/*
 * Action links: what lets one person act on one touchpoint without logging
 * in, until it expires.
 *
 *	42.7.3.1797123600.k3v…   touchpoint, rep, gen, expiry, and their HMAC
 *
 * nudged writes them into messages, nudge-web reads them.  The key is the
 * file link.key beside the database, the one secret that both may read.
 * Source: DESIGN.md "Action links".
 */
#pragma once

#include "base/err.h"
#include "base/str.h"

enum { LINK_KEY_BYTES = 32, LINK_MAX = 128 };

struct link_key {
	unsigned char bytes[LINK_KEY_BYTES];
};

/*
 * link_key_make - the key of the database at db_path; made, 0640, where it
 * is missing.  link_key_read does not make it: -ENOENT without a sentence.
 *
 * -EBADMSG with a sentence: the file holds something else.
 */
NUDGE_CHECK int link_key_make(
	const char *db_path, struct link_key *ret, struct err *err);
NUDGE_CHECK int link_key_read(
	const char *db_path, struct link_key *ret, struct err *err);

struct link {
	int64_t touchpoint_id, rep_id;
	int64_t gen; /* of the touchpoint when it was written */
	int64_t expires_at;
};

/* Appends the link's text, LINK_MAX bytes at most. */
void link_write(
	struct str *out, const struct link_key *key, const struct link *link);

/* link_read - the link whose text s is.  -EBADMSG: forged or mangled.  Its
 * expiry is the caller's to look at. */
NUDGE_CHECK int link_read(
	const struct link_key *key, const char *s, struct link *ret);
