/* Questions, asked on a terminal only. */
#pragma once

#include "cli/run.h"

/* Is there somebody to ask?  Not with --yes or --json, nor in a pipe. */
bool prompt_possible(const struct run *run);

/*
 * prompt_line - ask for one line.
 *
 * question   message id.
 * otherwise  what an empty line means, shown in brackets; or NULL: "".
 *
 * The caller frees *ret.  End of input is a refusal (run->error).
 */
NUDGE_CHECK int prompt_line(struct run *run, const char *question,
	const char *otherwise, char **ret);

/* Ask for one of choices, by number, name or word; an empty line is the
 * first.  *ret is the choice's name. */
NUDGE_CHECK int prompt_choice(struct run *run, const char *question,
	const struct opt_choice *choices, const char **ret);
