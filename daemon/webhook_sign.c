/* Signatures of Standard Webhooks. */
#include "daemon/webhook_sign.h"

#include "base/b64.h"
#include "daemon/hmac.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#define PREFIX "whsec_"

int webhook_sign_open(const char *secret, EVP_MAC_CTX **ret, struct err *err)
{
	unsigned char key[WEBHOOK_KEY_MAX];
	int n = -EINVAL, r;

	*ret = NULL;
	if (!secret)
		return 0;
	if (strncmp(secret, PREFIX, strlen(PREFIX)) == 0)
		n = b64_decode(secret + strlen(PREFIX), key, sizeof(key));
	if (n < WEBHOOK_KEY_MIN)
		return err_set(err, -EINVAL,
			N_("a signing secret is whsec_ and the base64 of 24 to "
			   "64 random bytes"));
	r = hmac_open(key, (size_t)n, ret);
	explicit_bzero(key, sizeof(key));
	return r;
}

void webhook_sign(struct str *out, EVP_MAC_CTX *key, const char *id, int64_t at,
	const struct str *body)
{
	AUTO_STR head = {0};

	str_addf(&head, "%s.%" PRId64 ".", id, at);
	if (str_error(&head) < 0) {
		out->error = -ENOMEM;
		return;
	}
	str_add(out, "v1,");
	hmac_add_open(out, key, &head, body);
}
