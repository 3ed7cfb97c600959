/*
 * Signatures of Standard Webhooks: "v1," and the base64 of HMAC-SHA256 over
 * "id.timestamp.body".
 */
#pragma once

#include "base/err.h"
#include "base/str.h"

enum { WEBHOOK_KEY_MIN = 24, WEBHOOK_KEY_MAX = 64 };

struct webhook_sign_key {
	unsigned char bytes[WEBHOOK_KEY_MAX];
	int n; /* 0: none */
};

/* "whsec_" and the base64 of 24 to 64 bytes; NULL gives none.  -EINVAL with
 * a sentence that does not repeat the secret. */
NUDGE_CHECK int webhook_sign_parse(
	const char *s, struct webhook_sign_key *ret, struct err *err);

/* Appends one signature; blanks between several are the caller's. */
void webhook_sign(struct str *out, const struct webhook_sign_key *key,
	const char *id, int64_t at, const struct str *body);
