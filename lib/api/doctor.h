/* doctor.get in parts: each check adds what it found. */
#pragma once

#include "api/call.h"
#include "api/finding.h"

struct doctor {
	struct call *call;
	struct findings found;
	bool is_damaged; /* what cannot be read is no news */
};

/* The file: damage, rights, engine. */
NUDGE_CHECK int doctor_file(struct doctor *doctor);
/* Where it lies: the files beside it, its folder, the disk. */
NUDGE_CHECK int doctor_place(struct doctor *doctor);
/* The clock, and whether nudged serves the database. */
NUDGE_CHECK int doctor_service(struct doctor *doctor);
/* Time zones in use: can they be read? */
NUDGE_CHECK int doctor_zones(struct doctor *doctor);
/* Reps: a way to reach them. */
NUDGE_CHECK int doctor_reps(struct doctor *doctor);
/* Calendars in use: are this and the next year there? */
NUDGE_CHECK int doctor_calendars(struct doctor *doctor);
/* Channels and messages that do not get through. */
NUDGE_CHECK int doctor_channels(struct doctor *doctor);
/* The last backup: is there one, and how old? */
NUDGE_CHECK int doctor_backup(struct doctor *doctor);
