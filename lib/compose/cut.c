/* Shortening text where a person would. */
#include "compose/cut.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

enum { ZERO_WIDTH_JOINER = 0x200d, FLAG_FIRST = 0x1f1e6, FLAG_LAST = 0x1f1ff };

static bool is_flag_half(int32_t c)
{
	return c >= FLAG_FIRST && c <= FLAG_LAST;
}

/* Does the character at s (up to next) belong to the one before it? */
static bool is_mark(const char *s, const char *next)
{
	char one[8] = {0};

	memcpy(one, s, (size_t)(next - s));
	return utf8_width(one) == 0 ||
	       (one[0] == '\xf0' && one[1] == '\x9f' && one[2] == '\x8f' &&
		       (one[3] & 0xff) >= 0xbb);
}

/* The longest prefix of at most max code points that ends between
 * characters as people see them. */
static size_t safe_prefix(const char *s, size_t max)
{
	const char *p = s, *safe = s;
	int32_t before = 0;
	size_t n = 0, flags = 0;

	while (*p) {
		const char *next = p;
		int32_t c = utf8_next(&next);
		bool joined = before == ZERO_WIDTH_JOINER || is_mark(p, next) ||
			      (is_flag_half(c) && flags % 2);

		if (!joined)
			safe = p;
		if (n++ == max)
			return (size_t)(safe - s);
		flags = is_flag_half(c) ? flags + 1 : 0;
		before = c;
		p = next;
	}
	return (size_t)(p - s);
}

void cut_add(struct str *out, const char *s, size_t max)
{
	size_t len = strlen(s);
	/* Characters are no more than bytes: most texts need no counting. */
	size_t left = len <= max ? len : safe_prefix(s, max);
	const char *rest = s + left;

	while (left > 0) {
		size_t n = strcspn(s, "\n\r\t");

		if (n > left)
			n = left;
		str_add_n(out, s, n);
		if (n < left) {
			str_add_char(out, ' ');
			n++;
		}
		s += n;
		left -= n;
	}
	if (*rest)
		str_add(out, "…");
}
