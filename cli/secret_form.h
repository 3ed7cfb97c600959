/*
 * Getting the secret of a channel from a person or a file: a JSON object.
 * Never from the command line, where everybody on the machine can read it.
 */
#pragma once

#include "cli/run.h"

/*
 * secret_form_get - the secret for a channel of this kind.
 *
 * file  "-" is standard input; NULL: asked for on a terminal, else standard
 *       input; a maildir needs neither and lies beside the database.
 *
 * On failure run->error is filled.
 */
NUDGE_CHECK int secret_form_get(
	struct run *run, const char *kind, const char *file, json_t **ret);
