/* doctor.get in parts: each check adds what it found. */
#pragma once

#include "api/call.h"

enum doctor_level { DOCTOR_OK, DOCTOR_WARN, DOCTOR_BAD };

struct doctor {
	struct call *call;
	json_t *findings; /* array of {check, level, text, advice} */
};

/*
 * doctor_say - add a finding.
 *
 * check   "clock": what was looked at.
 * text    message id with one "%s" for subject, or without any.
 * advice  likewise, or NULL.
 */
struct doctor_finding {
	const char *check;
	enum doctor_level level;
	const char *text, *advice;
	const char *subject; /* NULL: "" */
};
NUDGE_CHECK int doctor_say(
	struct doctor *doctor, const struct doctor_finding *finding);

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
