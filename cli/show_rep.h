/* A rep. */
#pragma once

#include "cli/run.h"

/* The facts of a rep object; was: only those that differ from it, or NULL. */
void show_rep(struct run *run, const json_t *was, const json_t *rep);
