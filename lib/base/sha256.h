/*
 * SHA-256 (FIPS 180-4), for the CLI alone.
 *
 * The CLI makes feed tokens and may link no libcrypto: that costs each start
 * more than the command itself (DESIGN.md "The command line").  nudged and
 * nudge-web use libcrypto; a test holds the two against each other.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { SHA256_BYTES = 32, SHA256_HEX = 2 * SHA256_BYTES + 1 };

/* The digest of n bytes as lower-case hex in buf, which is returned. */
char *sha256_hex(char buf[static SHA256_HEX], const void *bytes, size_t n);
