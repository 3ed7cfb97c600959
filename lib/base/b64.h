/* Base64 (RFC 4648, 4: with padding). */
#pragma once

#include "base/str.h"

/* The characters that n bytes become, without terminator. */
#define B64_SIZE(n) (((n) + 2) / 3 * 4)

/* Appends the encoding of n bytes to out. */
void b64_add(struct str *out, const void *bytes, size_t n);

/*
 * b64_decode - strict: no white space, padding where it belongs and zero
 * bits behind the last byte.
 *
 * buf  receives at most size bytes.
 *
 * Returns the number of bytes, or -EINVAL, -E2BIG.
 */
NUDGE_CHECK int b64_decode(const char *s, void *buf, size_t size);
