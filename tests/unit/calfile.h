/* For tests: a calendar of data/calendars as the planner takes it. */
#pragma once

#include "core/workcal.h"

struct calfile {
	struct workcal cal;
	struct workcal_day *days;
};

/* Reads data/calendars/NAME.txt; the test fails if that fails. */
void calfile_load(struct calfile *c, const char *name);
void calfile_done(struct calfile *c);
