/*
 * The bell: DB.bell, written to after each COMMIT, so that nudged wakes.
 *
 * Source: DESIGN.md "The bell".
 */
#pragma once

#include <sys/types.h>

/*
 * bell_ring - one byte into the bell of the database at path.
 *
 * fd    kept open between rings; -1 at first.
 * mode  of the file, when it has to be made.
 *
 * The byte always goes to the same place: the file never grows.  Whatever
 * fails is forgotten: the commit has already happened, and nudged finds it
 * by the WAL.
 */
void bell_ring(const char *path, mode_t mode, int *fd);
