/* What an earlier life left half sent. */
#pragma once

#include "daemon/engine.h"

/* Makes it outcomes and settles them. */
NUDGE_CHECK int recovering_run(struct deliver *d, struct err *err);
