/* Signatures: HMAC-SHA256 in base64. */
#pragma once

#include "base/str.h"

#include <openssl/evp.h>

/* Appends that of n bytes of text with a key of n_key bytes. */
void hmac_add(struct str *out, const void *key, size_t n_key, const void *text,
	size_t n);

/* A key made ready for many texts, which for one costs twice as much as the
 * rest; EVP_MAC_CTX_free() ends it. */
NUDGE_CHECK int hmac_open(const void *key, size_t n_key, EVP_MAC_CTX **ret);

/* The same as hmac_add() for head with body behind it. */
void hmac_add_open(struct str *out, EVP_MAC_CTX *key, const struct str *head,
	const struct str *body);
