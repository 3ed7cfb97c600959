/* What a change was: its name and the rows it wrote, in words. */
#pragma once

#include "cli/run.h"

/* What a change {method, params} did, in a word or two: "signed", "done". */
const char *show_rows_change(const struct run *run, const json_t *change);

/* "plan 1 · follow-up 1–4" of [{table, id}]. */
void show_rows(struct str *s, const struct run *run, const json_t *rows);
