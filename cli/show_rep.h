/* A rep. */
#pragma once

#include "cli/run.h"

/* The facts of a rep object. */
void show_rep(struct run *run, const json_t *rep);
