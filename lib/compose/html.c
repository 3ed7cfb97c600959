/* A page as one HTML document. */
#include "compose/html.h"

#include <string.h>

/* Muted by opacity, not by a grey: legible on light and dark grounds. */
static const struct {
	const char *open, *close;
} forms[] = {
	[PAGE_TITLE] = {"<h1 style=\"font-size:1.2em;margin:0 0 .5em\">",
		"</h1>"},
	[PAGE_LEAD] = {"<p style=\"margin:.5em 0\">", "</p>"},
	[PAGE_SECTION] = {"<h2 style=\"font-size:1em;margin:1.5em 0 0\">",
		"</h2>"},
	[PAGE_HEAD] = {"<h3 style=\"font-size:1em;margin:0\">", "</h3>"},
	[PAGE_LATE] = {"<h3 style=\"font-size:1em;margin:0\">", "</h3>"},
	[PAGE_TEXT] = {"<p style=\"margin:.2em 0\">", "</p>"},
	[PAGE_NOTE] = {"<p style=\"margin:.2em 0;font-size:.9em;opacity:.8\">",
		"</p>"},
	[PAGE_ACT] = {"<p style=\"margin:.4em 0 0\"><code>", "</code></p>"},
	[PAGE_MORE] = {"<p style=\"margin:.8em 0\">", "</p>"},
	[PAGE_FOOT] = {"<p style=\"margin:2em 0 0;font-size:.85em;"
		       "opacity:.8\">",
		"</p>"},
};

void html_escape(struct str *out, const char *s, const char *which)
{
	static const char *const entities[] = {['&'] = "&amp;",
		['<'] = "&lt;",
		['>'] = "&gt;",
		['"'] = "&quot;"};

	while (*s) {
		size_t n = strcspn(s, which);

		str_add_n(out, s, n);
		s += n;
		if (*s)
			str_add(out, entities[(unsigned char)*s++]);
	}
}

static void add_escaped(struct str *out, const char *s)
{
	html_escape(out, s, HTML_ESCAPED);
}

/* Is the line part of the item begun by a head? */
static bool is_in_item(enum page_kind kind)
{
	return kind == PAGE_TEXT || kind == PAGE_NOTE || kind == PAGE_ACT ||
	       kind == PAGE_LINK;
}

/* A button to the thumb; the address itself is of no use to read. */
static void add_link(
	struct str *out, enum text_lang lang, const struct page_line *line)
{
	str_add(out, "<p style=\"margin:.5em 0\"><a href=\"");
	add_escaped(out, line->text);
	str_add(out, "\" style=\"display:inline-block;padding:.4em 1em;"
		     "border:1px solid #2b6cb0;border-radius:.4em\">");
	add_escaped(out, text_get(lang, N_("Done, later, move …")));
	str_add(out, "</a></p>\n");
}

static void add_line(struct str *out, enum text_lang lang,
	const struct page_line *line, bool *item)
{
	if (*item && !is_in_item(line->kind)) {
		str_add(out, "</div>\n");
		*item = false;
	}
	if (line->kind == PAGE_HEAD || line->kind == PAGE_LATE) {
		str_addf(out,
			"<div style=\"margin:.8em 0;padding:0 0 0 .7em;"
			"border-left:3px solid %s\">\n",
			line->kind == PAGE_LATE ? "#d64545" : "#2b6cb0");
		*item = true;
	}
	if (line->kind == PAGE_LINK) {
		add_link(out, lang, line);
		return;
	}
	str_add(out, forms[line->kind].open);
	add_escaped(out, line->text);
	str_add(out, forms[line->kind].close);
	str_add_char(out, '\n');
}

void html_add(struct str *out, const struct page *page)
{
	const char *lang = page->lang == TEXT_ZH_CN ? "zh-CN" : "en";
	bool item = false;

	str_addf(out,
		"<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
		"<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width\">\n"
		"<meta name=\"color-scheme\" content=\"light dark\">\n<title>",
		lang);
	add_escaped(out, page->subject);
	str_add(out, "</title>\n</head>\n"
		     "<body style=\"margin:0 auto;padding:1em;max-width:36em;"
		     "font:16px/1.45 system-ui,sans-serif;"
		     "overflow-wrap:anywhere\">\n");
	for (size_t i = 0; i < page->n; i++)
		add_line(out, page->lang, &page->lines[i], &item);
	if (item)
		str_add(out, "</div>\n");
	str_add(out, "</body>\n</html>\n");
}
