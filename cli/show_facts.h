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

struct show_fact {
	const char *label, *path;
};

/* Each of facts that is there. */
void show_facts_all(struct grid *grid, const struct run *run,
	const json_t *object, const struct show_fact *facts, size_t n);

/* The last contacts made with an account, newest first. */
void show_facts_activities(struct run *run, const json_t *activities);

/* A heading behind an empty line. */
void show_facts_heading(struct run *run, const char *label);
