/* From pending rows to queues in memory, one per channel. */
#pragma once

#include "daemon/engine.h"

/*
 * scanning_run - read what is due, or will be in a second, where that may have
 * changed or a queue has run dry; what has waited long enough for a paused
 * channel, or for one that was removed, goes another way first.
 *
 * Sets when the engine is to be woken next.
 */
NUDGE_CHECK int scanning_run(struct deliver *d, struct err *err);

/* Plans when a paused lane with something waiting is tried, or given up. */
void scanning_plan_paused(struct deliver *d);
