/* A refusal in words: the sentence, what was near, what to do. */
#pragma once

#include "cli/run.h"

/* Says run->error on standard error. */
void refusal_print(struct run *run);
