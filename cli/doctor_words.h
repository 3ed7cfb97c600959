/* What came of trying a channel, in words. */
#pragma once

#include "api/finding.h"

/*
 * doctor_words_add - the finding of one line of nudged --try.
 *
 * tried    see daemon/trial.h.
 * kind     of the channel; "heartbeat".  NULL: only the secret file was
 *          looked at.
 * secrets  the folder of secret files.
 */
NUDGE_CHECK int doctor_words_add(struct findings *found, const json_t *tried,
	const char *kind, const char *secrets);
