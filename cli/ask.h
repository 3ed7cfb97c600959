/* Asking on a terminal for what a command cannot do without. */
#pragma once

#include "cli/run.h"

/*
 * ask_missing - ask for each required argument and option that was not given,
 * where there is somebody to ask; with --preview, too, nobody is asked.
 *
 * Before the database is opened, so that Ctrl-C leaves nothing behind.
 * Refused as without a terminal where the answer is empty: -EINVAL.
 */
NUDGE_CHECK int ask_missing(struct run *run);
