/* The channel a new database begins with. */
#pragma once

#include "cli/run.h"

/*
 * A Maildir beside the database, as the channel "maildir": first its secret
 * file, which may fail and then leaves nothing behind, then, with the database
 * open, its row; the rep in run->params gets it.
 *
 * Refused with run->error filled.
 */
NUDGE_CHECK int first_channel_secret(struct run *run);
NUDGE_CHECK int first_channel_add(struct run *run);
