/* An account and its people. */
#pragma once

#include "cli/grid.h"
#include "cli/run.h"

/* A result of account.show: facts, people, plans, what is open, what was. */
void show_account(struct run *run, const json_t *result);

/* The facts of an account object, below "Acme (key)"; was: only those that
 * differ from it, or NULL. */
void show_account_facts(
	struct run *run, const json_t *was, const json_t *account);

/* What the result of a hand-over says of open follow-ups, where there were
 * any. */
void show_account_handed(struct run *run, const json_t *result);

/* A table of contacts; with their accounts, where the list says those. */
extern const struct grid_column show_account_people_columns[8];
void show_account_people_fill(
	struct grid *grid, const struct run *run, const json_t *contacts);
