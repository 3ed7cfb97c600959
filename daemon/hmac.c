/* HMAC-SHA256 in base64. */
#include "daemon/hmac.h"

#include "base/b64.h"

#include <assert.h>
#include <errno.h>
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

int hmac_open(const void *key, size_t n_key, EVP_MAC_CTX **ret)
{
	EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
	EVP_MAC_CTX *ctx = mac ? EVP_MAC_CTX_new(mac) : NULL;
	char digest[] = "SHA256";
	const OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string("digest", digest, 0),
		OSSL_PARAM_construct_end(),
	};

	EVP_MAC_free(mac);
	if (!ctx || !EVP_MAC_init(ctx, key, n_key, params)) {
		EVP_MAC_CTX_free(ctx);
		return -ENOMEM;
	}
	*ret = ctx;
	return 0;
}

void hmac_add_open(struct str *out, EVP_MAC_CTX *key, const struct str *head,
	const struct str *body)
{
	unsigned char bytes[EVP_MAX_MD_SIZE];
	size_t n = 0;
	int ok = EVP_MAC_init(key, NULL, 0, NULL) &&
		 EVP_MAC_update(key, (const void *)head->data, head->len) &&
		 EVP_MAC_update(key, (const void *)body->data, body->len) &&
		 EVP_MAC_final(key, bytes, &n, sizeof(bytes));

	assert(ok);
	(void)ok;
	b64_add(out, bytes, n);
}
