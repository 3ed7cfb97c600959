/* Aligned columns; the contract is in grid.h. */
#include "cli/grid.h"

#include "base/utf8.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

enum { GAP = 2, FLEX_MIN = 8, BELOW_MIN = 30, BELOW_INDENT = 4 };

void grid_done(struct grid *grid)
{
	for (size_t i = 0; i < grid->n_cells; i++)
		free(grid->cells[i].text);
	free(grid->cells);
	*grid = (struct grid){0};
}

static int grow(struct grid *grid)
{
	size_t cap = grid->cap ? grid->cap * 2 : 64;
	struct grid_cell *cells;

	if (grid->n_cells < grid->cap)
		return 0;
	cells = reallocarray(grid->cells, cap, sizeof(*cells));
	if (!cells)
		return -ENOMEM;
	grid->cells = cells;
	grid->cap = cap;
	return 0;
}

void grid_add(struct grid *grid, enum out_style style, const char *text)
{
	AUTO_FREE char *clean = NULL;

	assert(grid->n_columns <= GRID_COLUMNS);
	if (grid->error == 0)
		grid->error = out_clean(text, &clean);
	if (grid->error == 0)
		grid->error = grow(grid);
	if (grid->error == 0)
		grid->cells[grid->n_cells++] =
			(struct grid_cell){TAKE(clean), style};
}

void grid_end_row(struct grid *grid)
{
	while (grid->error == 0 && grid->n_cells % grid->n_columns)
		grid_add(grid, OUT_PLAIN, "");
}

bool grid_is_empty(const struct grid *grid)
{
	return grid->n_cells == 0;
}

static const char *title(const struct grid *grid, struct out *out, size_t col)
{
	return text_get(out->lang, grid->columns[col].title);
}

static bool has_titles(const struct grid *grid)
{
	return grid->columns[0].title != NULL;
}

/* The natural widths; a column that holds nothing takes no room, and its
 * heading neither. */
static void measure(const struct grid *grid, struct out *out, size_t *width)
{
	memset(width, 0, grid->n_columns * sizeof(*width));
	for (size_t i = 0; i < grid->n_cells; i++) {
		size_t col = i % grid->n_columns;
		size_t w = utf8_width(grid->cells[i].text);

		if (w > width[col])
			width[col] = w;
	}
	for (size_t col = 0; has_titles(grid) && col < grid->n_columns; col++) {
		size_t w = utf8_width(title(grid, out, col));

		if (width[col] && w > width[col])
			width[col] = w;
	}
}

static size_t sum(const size_t *width, size_t n, size_t indent)
{
	size_t total = indent;

	for (size_t col = 0; col < n; col++)
		total += width[col] ? width[col] + GAP : 0;
	return total ? total - GAP : 0;
}

/* Takes from the widest flexible column until the grid fits. */
static void fit(
	const struct grid *grid, struct out *out, size_t indent, size_t *width)
{
	size_t total = sum(width, grid->n_columns, indent);

	while (out->width && total > out->width) {
		size_t widest = GRID_COLUMNS;

		for (size_t col = 0; col < grid->n_columns; col++)
			if ((grid->columns[col].flags & GRID_FLEX) &&
				width[col] > FLEX_MIN &&
				(widest == GRID_COLUMNS ||
					width[col] > width[widest]))
				widest = col;
		if (widest == GRID_COLUMNS)
			return;
		width[widest]--;
		total--;
	}
}

/* The last column leaves the grid where it would be too narrow; the others
 * then have room again. */
static void put_below(
	const struct grid *grid, struct out *out, size_t indent, size_t *width)
{
	size_t last = grid->n_columns - 1, wished;

	measure(grid, out, width);
	wished = width[last] < BELOW_MIN ? width[last] : BELOW_MIN;
	fit(grid, out, indent, width);
	if (!(grid->columns[last].flags & GRID_BELOW) || width[last] >= wished)
		return;
	measure(grid, out, width);
	width[last] = 0;
	fit(grid, out, indent, width);
}

/* What is still to be printed of each cell of a row. */
struct rest {
	const char *text[GRID_COLUMNS];
};

/* One cell's part of one line; pads only where something follows. */
static void print_part(struct out *out, const struct grid_column *column,
	const struct grid_cell *part, size_t width, bool last)
{
	size_t used = utf8_width(part->text);
	size_t room = width > used ? width - used : 0;

	if (column->flags & GRID_RIGHT)
		out_pad(out, room);
	out_text(out, part->style, part->text);
	if (!last)
		out_pad(out, GAP + (column->flags & GRID_RIGHT ? 0 : room));
}

/* The last column in which this line shows something. */
static size_t last_shown(const struct rest *rest, size_t n)
{
	while (n > 1 && (!rest->text[n - 1] || !*rest->text[n - 1]))
		n--;
	return n - 1;
}

static void print_line(const struct grid *grid, struct out *out,
	const size_t *width, const struct grid_cell *row, struct rest *rest)
{
	size_t last = last_shown(rest, grid->n_columns);

	for (size_t col = 0; col <= last; col++) {
		const char *text = rest->text[col] ? rest->text[col] : "";
		bool flex = grid->columns[col].flags & GRID_FLEX;
		AUTO_STR part = {0};
		const char *next = NULL;
		size_t n =
			flex ? out_wrap(text, width[col], &next) : strlen(text);

		str_add_n(&part, text, n);
		rest->text[col] = next;
		if (width[col])
			print_part(out, &grid->columns[col],
				&(struct grid_cell){
					part.data ? part.data : (char[]){0},
					row[col].style},
				width[col], col == last);
	}
	while (++last < grid->n_columns)
		rest->text[last] = NULL;
	out_newline(out);
}

static bool is_left(const struct rest *rest, size_t n)
{
	for (size_t col = 0; col < n; col++)
		if (rest->text[col])
			return true;
	return false;
}

static void print_titles(const struct grid *grid, struct out *out,
	const size_t *width, size_t indent)
{
	struct grid_cell row[GRID_COLUMNS] = {0};
	struct rest rest = {0};

	for (size_t col = 0; col < grid->n_columns; col++) {
		row[col].style = OUT_DIM;
		rest.text[col] = width[col] ? title(grid, out, col) : NULL;
	}
	out_pad(out, indent);
	print_line(grid, out, width, row, &rest);
}

static void print_row(const struct grid *grid, struct out *out,
	const size_t *width, const struct grid_cell *row, size_t indent)
{
	size_t last = grid->n_columns - 1;
	bool below = width[last] == 0;
	struct rest rest = {0};

	for (size_t col = 0; col < last + !below; col++)
		rest.text[col] = row[col].text;
	do {
		out_pad(out, indent);
		print_line(grid, out, width, row, &rest);
	} while (is_left(&rest, grid->n_columns));
	if (below && *row[last].text) {
		out_pad(out, indent + BELOW_INDENT);
		out_paragraph(out, indent + BELOW_INDENT, indent + BELOW_INDENT,
			row[last].text);
	}
}

void grid_print(const struct grid *grid, struct out *out, size_t indent)
{
	size_t width[GRID_COLUMNS];

	put_below(grid, out, indent, width);
	if (has_titles(grid) && !grid_is_empty(grid))
		print_titles(grid, out, width, indent);
	for (size_t i = 0; i + grid->n_columns <= grid->n_cells;
		i += grid->n_columns)
		print_row(grid, out, width, &grid->cells[i], indent);
}
