/* What doctor can see of this machine by itself: configuration, the clock, the
 * data of time zones. */
#pragma once

#include "api/finding.h"
#include "cli/run.h"

/* -ENOMEM, or run->error filled. */
NUDGE_CHECK int doctor_local_add(struct run *run, struct findings *found);
