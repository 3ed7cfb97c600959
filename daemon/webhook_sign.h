/*
 * Signatures of Standard Webhooks: "v1," and the base64 of HMAC-SHA256 over
 * "id.timestamp.body".
 */
#pragma once

#include "base/err.h"
#include "base/str.h"

#include <openssl/evp.h>

enum { WEBHOOK_KEY_MIN = 24, WEBHOOK_KEY_MAX = 64 };

/* "whsec_" and the base64 of 24 to 64 bytes, made ready for hmac_add_open();
 * NULL gives none (*ret = NULL).  -EINVAL with a sentence that does not repeat
 * the secret. */
NUDGE_CHECK int webhook_sign_open(
	const char *secret, EVP_MAC_CTX **ret, struct err *err);

/* Appends one signature; blanks between several are the caller's. */
void webhook_sign(struct str *out, EVP_MAC_CTX *key, const char *id, int64_t at,
	const struct str *body);
