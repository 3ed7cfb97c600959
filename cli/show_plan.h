/* A plan that has begun. */
#pragma once

#include "cli/run.h"

/*
 * show_plan - the result of plan.sign, plan.offer and plan.start: whose plan
 * it is, its steps, what it puts an end to, and the change.
 *
 * anchored  N_("signed %s"): what happened on its first day.
 */
void show_plan(struct run *run, const json_t *result, const char *anchored);
