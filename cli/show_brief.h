/* A person's day: the brief, for today and brief. */
#pragma once

#include "cli/run.h"

/* Prints a result of brief.get. */
void show_brief(struct run *run, const json_t *brief);
