/* Content-Security-Policy; the contract is in style_hash.h. */
#include "web/style_hash.h"

#include <openssl/evp.h>
#include <openssl/sha.h>
#include <string.h>

const char *style_hash(const char *style)
{
	static const char name[] = "sha256-";
	static char text[64];
	static const char *of;
	unsigned char hash[SHA256_DIGEST_LENGTH];

	if (of == style)
		return text;
	SHA256((const unsigned char *)style, strlen(style), hash);
	memcpy(text, name, sizeof(name));
	(void)EVP_EncodeBlock(
		(unsigned char *)text + strlen(name), hash, sizeof(hash));
	of = style;
	return text;
}
