/* Notes, as lists and accounts show them. */
#pragma once

#include "cli/grid.h"
#include "cli/run.h"

extern const struct grid_column show_note_columns[6];

/* A row for each note of an array. */
void show_note_fill(
	struct grid *grid, const struct run *run, const json_t *notes);

/* "Wang Fang (user): never call before ten"; the text alone where it is about
 * nobody. */
void show_note_text(struct str *s, const struct run *run, const json_t *note);

/* "caution until Wed 2027-11-17 · shared": what kind of note it is. */
void show_note_flags(struct str *s, const struct run *run, const json_t *note);

/* "caution: Wang Fang (user): never call before ten (Li Wei, Tue 3 Nov)". */
void show_note_caution(
	struct str *s, const struct run *run, const json_t *note);

/* The notes of one account under a heading; nothing where there are none. */
void show_note_section(
	struct run *run, const char *heading, const json_t *notes);
