/* Working calendars, and what a change of them moves. */
#pragma once

#include "cli/run.h"

/* "closed", "make-up", "open", "soft" of a stored name. */
const char *show_calendar_kind(const struct run *run, const char *kind);

/* "Sat 3 Oct" or "Thu 1 – Wed 7 Oct": the first and last day of a range. */
void show_calendar_range(
	struct str *s, const struct run *run, const json_t *range);

/* "2026" or "2026–2027": the years of a list; nothing for a week pattern
 * alone, which is for all years. */
void show_calendar_years(struct str *s, const json_t *calendar);

/* Prints each of "calendars"; the exit status: 1 where there is none. */
int show_calendar_each(struct run *run, const json_t *result,
	void (*print)(struct run *run, const json_t *calendar));

/*
 * show_calendar_ask - is what the change would move to be moved?
 *
 * Sets the parameter "move" by --yes, else by the answer of whoever sits at
 * the terminal, to whom the moves of a preview are shown first; nobody there:
 * nothing is moved.  For the prepare step of commands whose method moves.
 */
NUDGE_CHECK int show_calendar_ask(struct run *run);

/* The follow-ups that were moved, or would be; those whose chosen day is
 * closed now; how to have them moved. */
void show_calendar_moves(
	struct run *run, struct out *out, const json_t *result);
