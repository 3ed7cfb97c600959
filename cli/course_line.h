/* What a change of an account's course did. */
#pragma once

#include "cli/run.h"

/*
 * Prints the account under label with its stage and phrase; then what was
 * cancelled, rests or was skipped, what comes next, and the change.  Returns
 * the exit status.
 */
int course_line_print(struct run *run, const json_t *result, const char *label,
	const char *phrase);
