/*
 * For tests of planning and working, on the database of world.h: days go by,
 * touchpoints are looked up by name, changes are taken back.
 */
#pragma once

#include "tests/unit/world.h"

/* It is this day and minute in Shanghai now, and the new day was written at
 * midnight, as nudged does; life_clock only sets the clock. */
void life_at(const char *date, int minute);
void life_clock(const char *date, int minute);

/* A text of the touchpoint that id names ("acme/d1"); "" for null.  The last
 * result is replaced. */
const char *life_of(const char *id, const char *field);

/* The same as a number. */
json_int_t life_int(const char *id, const char *field);

/* Calls a method, takes its change back and checks that everything is as
 * before; then calls it again, so that the test can go on. */
json_t *life_undone(const char *method, const char *format, ...);

/* How many touchpoints of the account are in the state ("any": all). */
size_t life_count(const char *account, const char *state);
