/* Doctor's trial of the channels, done by nudged --try. */
#pragma once

#include "api/finding.h"
#include "cli/run.h"

struct doctor_trial {
	const char *nudged;  /* its path */
	const char *secrets; /* the folder of one that runs; "": none does */
	bool is_offline;     /* look at secret files only */
};

/* -ENOMEM, or run->error filled. */
NUDGE_CHECK int doctor_trial_add(struct run *run,
	const struct doctor_trial *trial, struct findings *found);
