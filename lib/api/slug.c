/* Slugs; the contract is in slug.h. */
#include "api/slug.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static bool is_letter(int32_t c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_digit(int32_t c)
{
	return c >= '0' && c <= '9';
}

static bool has_letter(const char *s)
{
	for (; *s; s++)
		if (is_letter(*s))
			return true;
	return false;
}

bool slug_is_valid(const char *s)
{
	size_t n = strlen(s);

	for (const char *p = s; *p; p++)
		if (!is_letter(*p) && !is_digit(*p) && *p != '-')
			return false;
	return n >= 1 && n <= SLUG_MAX && has_letter(s) && s[0] != '-' &&
	       s[n - 1] != '-';
}

/* The slug's character for a folded code point; "-" where it has none. */
static char character(int32_t c)
{
	return is_letter(c) || is_digit(c) ? (char)c : utf8_plain(c);
}

static void trim(char *buf, size_t n)
{
	while (n > 0 && buf[n - 1] == '-')
		n--;
	buf[n] = '\0';
}

void slug_make(char buf[static SLUG_MAX + 1], const char *name, char prefix,
	long long number)
{
	char raw[SLUG_MAX + 1];
	size_t n = 0;

	while (*name && n < SLUG_MAX) {
		int32_t cp = utf8_next(&name);
		char c = character(cp >= 'A' && cp <= 'Z' ? cp + 32 : cp);

		if (c != '-' || (n > 0 && raw[n - 1] != '-'))
			raw[n++] = c;
	}
	trim(raw, n);
	if (has_letter(raw))
		snprintf(buf, SLUG_MAX + 1, "%s", raw);
	else if (*raw)
		snprintf(
			buf, SLUG_MAX + 1, "%c%.*s", prefix, SLUG_MAX - 1, raw);
	else
		snprintf(buf, SLUG_MAX + 1, "%c%lld", prefix, number);
	trim(buf, strlen(buf));
}

void slug_next(char buf[static SLUG_MAX + 1], const char *slug, int n)
{
	char tail[16];
	int length = snprintf(tail, sizeof(tail), "-%d", n);

	snprintf(buf, SLUG_MAX + 1, "%.*s%s", SLUG_MAX - length, slug, tail);
}
