/*
 * A grid: cells in aligned columns, fitted into the terminal.
 *
 * Columns are as wide as their widest cell.  When that is more than the
 * terminal has, the flexible columns give way, widest first, and their cells
 * wrap; nothing is cut off.
 */
#pragma once

#include "cli/out.h"

enum { GRID_COLUMNS = 10 };

enum {
	GRID_FLEX = 1 << 0,  /* may wrap */
	GRID_RIGHT = 1 << 1, /* numbers */
	GRID_BELOW = 1 << 2, /* the last column only: goes below its row where
				it would become too narrow to read */
};

struct grid_column {
	const char *title; /* message id; NULL: no heading for any column */
	unsigned flags;
};

struct grid_cell {
	char *text;
	enum out_style style;
};

struct grid {
	const struct grid_column *columns;
	size_t n_columns;
	struct grid_cell *cells; /* rows after rows */
	size_t n_cells, cap;
	int error;
};

/* columns: a table that outlives the grid, at most GRID_COLUMNS. */
#define GRID(table)                                                            \
	{                                                                      \
		.columns = table, .n_columns = ARRAY_LEN(table)                \
	}
void grid_done(struct grid *grid);
#define AUTO_GRID CLEANUP(grid_done) struct grid

/* Appends the next cell, from left to right and top to bottom. */
void grid_add(struct grid *grid, enum out_style style, const char *text);

/* Appends empty cells up to the end of the row. */
void grid_end_row(struct grid *grid);

bool grid_is_empty(const struct grid *grid);

/* Prints it, each line behind indent blanks. */
void grid_print(const struct grid *grid, struct out *out, size_t indent);
