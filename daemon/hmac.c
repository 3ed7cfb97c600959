/* HMAC-SHA256 in base64. */
#include "daemon/hmac.h"

#include "base/b64.h"

#include <assert.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

void hmac_add(struct str *out, const void *key, size_t n_key, const void *text,
	size_t n)
{
	unsigned char mac[EVP_MAX_MD_SIZE];
	unsigned n_mac = 0;
	const unsigned char *ok =
		HMAC(EVP_sha256(), key, (int)n_key, text, n, mac, &n_mac);

	assert(ok);
	(void)ok;
	b64_add(out, mac, n_mac);
}
