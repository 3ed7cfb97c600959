/* What doctor can see of this machine by itself: configuration, the clock, the
 * data of time zones. */
#pragma once

#include "api/finding.h"
#include "cli/run.h"

/* -ENOMEM, or run->error filled. */
NUDGE_CHECK int doctor_local_add(struct run *run, struct findings *found);

/*
 * doctor_local_closed - what run->error says of the database that could not be
 * opened, and whether one could be made there.  run->error is empty then.
 */
NUDGE_CHECK int doctor_local_closed(struct run *run, struct findings *found);
