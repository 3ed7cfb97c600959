/* Signatures: HMAC-SHA256 in base64. */
#pragma once

#include "base/str.h"

/* Appends that of n bytes of text with a key of n_key bytes. */
void hmac_add(struct str *out, const void *key, size_t n_key, const void *text,
	size_t n);
