/* A relay: where mail goes and how to log in there. */
#pragma once

#include "daemon/secret.h"

#include <curl/curl.h>

struct smtp_relay {
	char *url;       /* smtp://host:port/helo */
	char *mail_from; /* envelope sender, ASCII */
	char *username, *password, *token, *token_file;
	char *login_options; /* "AUTH=PLAIN"; NULL: curl chooses */
	char *ca_file;
	long timeout_s; /* for each answer */
	bool needs_tls, is_local_only;
};

void smtp_relay_done(struct smtp_relay *relay);

/* Refused with a sentence that names the key at fault. */
NUDGE_CHECK int smtp_relay_init(
	struct smtp_relay *relay, const struct secret *secret, struct err *err);

/* Sets everything that is the same for each mail of a session; reads the
 * token anew.  -EINVAL: the token cannot be read, or curl lacks something. */
NUDGE_CHECK int smtp_relay_apply(const struct smtp_relay *relay, CURL *easy);
