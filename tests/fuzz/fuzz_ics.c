/* Text of people in a calendar: whatever it is, lines stay lines, and a
 * reader gets back what was written. */
#include "base/utf8.h"
#include "compose/ics.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

enum { LINE_OCTETS = 75 };

/* Unfolds in place, looking at each line as a strict reader does. */
static void unfold(char *s)
{
	char *to = s, *end;

	while ((end = strstr(s, "\r\n")) != NULL) {
		size_t n = (size_t)(end - s);

		assert(n <= LINE_OCTETS);
		assert(!memchr(s, '\r', n) && !memchr(s, '\n', n));
		memmove(to, s, n);
		to += n;
		s = end + 2;
		if (*s) {
			assert(*s == ' ' && n > LINE_OCTETS - 30);
			s++;
			/* Never inside a character. */
			assert(((unsigned char)*s & 0xc0) != 0x80);
		}
	}
	assert(!*s);
	*to = '\0';
}

static void unescape(char *s)
{
	char *to = s;

	for (; *s; s++) {
		assert(*s != ',' && *s != ';');
		if (*s != '\\') {
			*to++ = *s;
			continue;
		}
		s++;
		assert(*s == '\\' || *s == ',' || *s == ';' || *s == 'n');
		*to++ = *s == 'n' ? '\n' : *s;
	}
	*to = '\0';
}

/* What calendars may see of the text. */
static void add_expected(struct str *out, const char *text)
{
	while (*text) {
		const char *from = text;
		int32_t c = utf8_next(&text);

		if (c < 0)
			str_add(out, "\xef\xbf\xbd");
		else if (c == '\n' || c == '\t' ||
			 (c >= ' ' && (c < 0x7f || c >= 0xa0)))
			str_add_n(out, from, (size_t)(text - from));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	AUTO_FREE char *text = malloc(size + 1);
	AUTO_STR line = {0}, expected = {0};

	assert(text);
	memcpy(text, bytes, size);
	text[size] = '\0';
	ics_text(&line, "X", text);
	assert(str_error(&line) == 0);
	assert(strlen(str_get(&line)) == line.len);
	unfold(line.data);
	assert(strncmp(line.data, "X:", 2) == 0);
	unescape(line.data + 2);
	add_expected(&expected, text);
	assert(strcmp(line.data + 2, str_get(&expected)) == 0);
	return 0;
}
