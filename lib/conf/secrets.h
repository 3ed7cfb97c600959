/*
 * Where the channels' secret files are; the CLI writes them, nudged reads
 * them.  Source: DESIGN.md "Channels and secrets".
 */
#pragma once

#include "base/err.h"
#include "core/domain.h"

/* The file that says where nudged's heartbeat goes. */
#define SECRETS_HEARTBEAT DOMAIN_HEARTBEAT

/*
 * secrets_folder - the folder of the secret files.
 *
 * configured  "secrets" of nudge.conf, or NULL: the first that exists of
 *             $CREDENTIALS_DIRECTORY, /etc/nudge/secrets and "secrets"
 *             beside the database, which is the answer if none does.
 *
 * The caller frees *ret.  -ENOMEM.
 */
NUDGE_CHECK int secrets_folder(
	const char *configured, const char *db_path, char **ret);

/*
 * secrets_write - a new file name in folder, mode 0600; the folder is made,
 * 0700, where it is missing.
 *
 * -EEXIST: there is such a file already.  Others with a sentence, too.
 */
NUDGE_CHECK int secrets_write(const char *folder, const char *name,
	const char *text, struct err *err);

/* Takes the file away again, as if it had not been written. */
void secrets_remove(const char *folder, const char *name);
