/* Hashes; the contract is in secret_hash.h. */
#include "web/secret_hash.h"

#include <openssl/sha.h>

char *secret_hash(char buf[static SECRET_HASH], const void *bytes, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char hash[SHA256_DIGEST_LENGTH];

	SHA256(bytes, n, hash);
	for (size_t i = 0; i < sizeof(hash); i++) {
		buf[2 * i] = digits[hash[i] >> 4];
		buf[2 * i + 1] = digits[hash[i] & 15];
	}
	buf[SECRET_HASH - 1] = '\0';
	return buf;
}
