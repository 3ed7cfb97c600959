/* Lists of follow-ups. */
#pragma once

#include "cli/run.h"

/* A table of touchpoint objects, with headings; late ones are marked. */
void show_tp_table(struct run *run, const json_t *touchpoints);

/* A page of touchpoint.list, with owners where there are several; the exit
 * status. */
int show_tp_listing(struct run *run, const json_t *result);

/*
 * The table of a plan's steps: nominal day, due day with a mark for why it
 * is another, end of the window; then what the marks mean.
 */
void show_tp_plan(struct run *run, const json_t *touchpoints);

/* The reasons of "moved" in words, joined by commas. */
void show_tp_moved(struct str *s, const struct run *run, const json_t *tp);
