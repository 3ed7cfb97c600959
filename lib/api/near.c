/* Near misses; the contract is in near.h. */
#include "api/near.h"

#include "base/utf8.h"

#include <string.h>

static size_t min3(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;

	return m < c ? m : c;
}

/* The code points of s; more than NEAR_LENGTH_MAX if there are more. */
static size_t points(const char *s, int32_t out[static NEAR_LENGTH_MAX])
{
	size_t n = 0;

	while (*s && n < NEAR_LENGTH_MAX)
		out[n++] = utf8_next(&s);
	return *s ? NEAR_LENGTH_MAX + 1 : n;
}

/* Optimal string alignment over three rows: before[], row[], next[]. */
size_t near_distance(const char *a, const char *b)
{
	int32_t x[NEAR_LENGTH_MAX], y[NEAR_LENGTH_MAX];
	size_t rows[3][NEAR_LENGTH_MAX + 1];
	size_t n = points(a, x), m = points(b, y);

	if (n > NEAR_LENGTH_MAX || m > NEAR_LENGTH_MAX)
		return NEAR_LENGTH_MAX + 1;
	for (size_t j = 0; j <= m; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t *row = rows[i % 3], *above = rows[(i + 2) % 3];
		const size_t *before = rows[(i + 1) % 3];

		row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			row[j] = min3(above[j] + 1, row[j - 1] + 1,
				above[j - 1] + (x[i - 1] != y[j - 1]));
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] &&
				x[i - 2] == y[j - 1] &&
				before[j - 2] + 1 < row[j])
				row[j] = before[j - 2] + 1;
		}
	}
	return rows[n % 3][m];
}

bool near_enough(const char *a, const char *b)
{
	size_t n = utf8_length(a), m = utf8_length(b);
	size_t longer = n > m ? n : m, allowed = longer / 3;

	if (longer < 2 || longer > NEAR_LENGTH_MAX)
		return false;
	allowed = allowed < 1 ? 1 : allowed > 3 ? 3 : allowed;
	return near_distance(a, b) <= allowed;
}
