/* Facts of one thing: a word and a value per line. */
#pragma once

#include "cli/grid.h"
#include "cli/run.h"

extern const struct grid_column show_facts_columns[2];

/* A line, unless text is empty. */
void show_facts_add(struct grid *grid, const struct run *run, const char *label,
	const char *text);

/* The value at path of an object, in words: text, numbers, dates, lists,
 * yes. */
void show_facts_value(struct grid *grid, const struct run *run,
	const char *label, const json_t *object, const char *path);

/* A line of a thing that can be changed. */
struct show_fact {
	const char *label, *path;
};

/* Each of facts (up to one without a label) that is there; where was is not
 * NULL, those that differ from it, as "old → new". */
void show_facts_all(struct grid *grid, const struct run *run,
	const struct show_fact *facts, const json_t *was, const json_t *now);

/* The last contacts made with an account, newest first. */
void show_facts_activities(struct run *run, const json_t *activities);

/* "holds": how many reps, accounts, ... by the counts of status.get. */
void show_facts_counts(
	struct grid *grid, const struct run *run, const json_t *counts);

/* A heading behind an empty line. */
void show_facts_heading(struct run *run, const char *label);
