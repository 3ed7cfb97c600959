/* What doctor can see only here, on this machine: configuration, secret
 * files, the clock, the data of time zones. */
#pragma once

#include "cli/run.h"

/* Adds findings {check, level, text, advice} to doctor.get's result, in front
 * of its own, and corrects its level.  -ENOMEM, or run->error filled. */
NUDGE_CHECK int doctor_local_add(struct run *run, json_t *result);
