/* What a brief says beyond its items. */
#pragma once

#include "cli/run.h"

/* Where nothing is due, what comes next; then how much becomes possible, what
 * customers owe, and what of the reader's team is late.  brief: brief.get's. */
void show_outlook(struct run *run, const json_t *brief);
