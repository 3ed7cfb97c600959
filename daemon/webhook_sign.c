/* Signatures of Standard Webhooks. */
#include "daemon/webhook_sign.h"

#include "base/b64.h"
#include "daemon/hmac.h"

#include <errno.h>
#include <inttypes.h>
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

	str_addf(&signed_text, "%s.%" PRId64 ".", id, at);
	str_add_n(&signed_text, body->data, body->len);
	if (str_error(&signed_text) < 0) {
		out->error = -ENOMEM;
		return;
	}
	str_add(out, "v1,");
	hmac_add(out, key->bytes, (size_t)key->n, str_get(&signed_text),
		signed_text.len);
}
