/* From pending rows to parcels on their way. */
#pragma once

#include "daemon/engine.h"

/*
 * claiming_run - read what is due if needed, claim what may leave, write what
 * came of those before, commit, send.
 *
 * Asks for another round where one is useful.  -EBUSY: somebody else is
 * writing, nothing was claimed.
 */
NUDGE_CHECK int claiming_run(struct deliver *d, struct err *err);
