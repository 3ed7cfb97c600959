/* Signatures of Standard Webhooks. */
#include "daemon/webhook_sign.h"

#include "base/b64.h"

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#define PREFIX "whsec_"

int webhook_sign_parse(
	const char *s, struct webhook_sign_key *ret, struct err *err)
{
	int n = -EINVAL;

	*ret = (struct webhook_sign_key){.n = 0};
	if (!s)
		return 0;
	if (strncmp(s, PREFIX, strlen(PREFIX)) == 0)
		n = b64_decode(
			s + strlen(PREFIX), ret->bytes, sizeof(ret->bytes));
	if (n < WEBHOOK_KEY_MIN)
		return err_set(err, -EINVAL,
			N_("a signing secret is whsec_ and the base64 of 24 to "
			   "64 random bytes"));
	ret->n = n;
	return 0;
}

void webhook_sign(struct str *out, const struct webhook_sign_key *key,
	const char *id, int64_t at, const struct str *body)
{
	AUTO_STR signed_text = {0};
	unsigned char mac[EVP_MAX_MD_SIZE];
	unsigned n = 0;
	const unsigned char *ok;

	str_addf(&signed_text, "%s.%" PRId64 ".", id, at);
	str_add_n(&signed_text, body->data, body->len);
	if (str_error(&signed_text) < 0) {
		out->error = -ENOMEM;
		return;
	}
	ok = HMAC(EVP_sha256(), key->bytes, key->n,
		(const unsigned char *)signed_text.data, signed_text.len, mac,
		&n);
	assert(ok);
	str_add(out, "v1,");
	b64_add(out, mac, n);
}
