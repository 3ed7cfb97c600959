/* What a change was: its name and the rows it wrote, in words. */
#pragma once

#include "cli/run.h"

/* What a method did, in a word or two: "signed", "done". */
const char *show_rows_method(const struct run *run, const char *method);

/* "plan 1 · follow-up 1–4" of [{table, id}]. */
void show_rows(struct str *s, const struct run *run, const json_t *rows);
