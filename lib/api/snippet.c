/* A place in a text; the contract is in snippet.h. */
#include "api/snippet.h"

#include "base/str.h"

enum { SNIPPET_BEFORE = 30, SNIPPET_AFTER = 60 }; /* characters */

static bool is_inside(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

static void add_line(struct str *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		str_add_char(out, s[i] == '\n' || s[i] == '\t' ? ' ' : s[i]);
}

static void add_before(struct str *out, const char *text, size_t end)
{
	size_t start = end;

	for (int n = 0; start > 0 && n < SNIPPET_BEFORE; n++)
		do
			start--;
		while (start > 0 && is_inside(text[start]));
	if (start > 0)
		str_add(out, "…");
	add_line(out, text + start, end - start);
}

static void add_after(struct str *out, const char *text)
{
	size_t end = 0;

	for (int n = 0; text[end] && n < SNIPPET_AFTER; n++)
		do
			end++;
		while (is_inside(text[end]));
	add_line(out, text, end);
	if (text[end])
		str_add(out, "…");
}

json_t *snippet_view(const struct snippet *snippet)
{
	const struct seek_hit *hit = &snippet->hit;
	AUTO_STR before = {0}, found = {0}, after = {0};

	add_before(&before, snippet->text, hit->start);
	add_line(&found, snippet->text + hit->start, hit->end - hit->start);
	add_after(&after, snippet->text + hit->end);
	if (str_error(&before) < 0 || str_error(&found) < 0 ||
		str_error(&after) < 0)
		return NULL;
	return json_pack("{s:s, s:s, s:s}", "before", str_get(&before), "hit",
		str_get(&found), "after", str_get(&after));
}
