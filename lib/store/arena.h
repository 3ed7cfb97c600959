/*
 * SQLite's memory in a program that ends soon.
 *
 * Every command parses the whole schema: 5 000 pieces of memory, most of
 * which live until the end or go in the order they came.  malloc() spends a
 * sixth of a short command's instructions on merging neighbours that nobody
 * asks for.  Here a piece that is freed waits in the list of its size for the
 * next one of that size, and nothing is given back.  Source: DESIGN.md "The
 * command line".
 */
#pragma once

/* From now on SQLite's memory comes from here; before the first handle is
 * opened, in a program with one thread.  Not for nudged or nudge-web, whose
 * memory would stay at the most that each size has ever needed. */
void arena_use(void);
