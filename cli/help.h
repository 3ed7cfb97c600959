/* Help, from the descriptors of the commands. */
#pragma once

#include "cli/cmd.h"

/* Each prints to standard output and returns the exit status. */
int help_overview(struct run *run);
int help_command(struct run *run, const struct cmd *cmd);
int help_version(struct run *run);

/* "Look", "Plan"; a message id. */
const char *help_group_title(enum cmd_group group);

/* The commands that begin with word, such as "rep"; on standard error, since
 * a word was missing: the exit status of a wrong usage. */
int help_family(struct run *run, const char *word);
