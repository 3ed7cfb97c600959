/* Doctor's look at the programs that belong to nudge: are they there, of this
 * version, and with which libraries? */
#pragma once

#include "api/finding.h"
#include "cli/run.h"

/*
 * doctor_programs_add - nudged, nudge-web and nudge-ical.
 *
 * ret_nudged  the path of a nudged of this version; NULL: there is none.
 *
 * Daemons are looked for beside nudge itself, so that a copy of all of them
 * works from any folder; then where they are installed.
 */
NUDGE_CHECK int doctor_programs_add(
	struct run *run, struct findings *found, char **ret_nudged);
