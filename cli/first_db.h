/* What nudge init puts into a database, and a trial of its answers. */
#pragma once

#include "cli/run.h"

/* Fills the opened, empty database with the calendars. */
NUDGE_CHECK int first_db_seed(struct run *run, struct err *err);

/*
 * first_db_try - would rep.add take what was answered so far?
 *
 * It is said to a database of its own beside the one to be made, which is gone
 * again on return: so the method's rules are the only ones.  The folder must be
 * there.  Refused as rep.add does, in run->error.
 */
NUDGE_CHECK int first_db_try(struct run *run);
