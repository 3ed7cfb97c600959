/* A page as plain text, to be read on a phone or in a terminal. */
#include "compose/plain.h"

/* What stands before a line, and whether an empty line does. */
static const struct {
	const char *indent;
	bool is_apart;
} forms[] = {
	[PAGE_TITLE] = {"", false},
	[PAGE_LEAD] = {"", true},
	[PAGE_SECTION] = {"", true},
	[PAGE_HEAD] = {"* ", true},
	[PAGE_LATE] = {"* ", true},
	[PAGE_TEXT] = {"  ", false},
	[PAGE_NOTE] = {"  ", false},
	[PAGE_ACT] = {"  > ", false},
	[PAGE_LINK] = {"  ", false},
	[PAGE_MORE] = {"  ", true},
	[PAGE_FOOT] = {"-- \n", true},
};

void plain_add(struct str *out, const struct page *page)
{
	for (size_t i = 0; i < page->n; i++) {
		const struct page_line *line = &page->lines[i];

		if (forms[line->kind].is_apart && i > 0)
			str_add_char(out, '\n');
		str_add(out, forms[line->kind].indent);
		str_add(out, line->text);
		str_add_char(out, '\n');
	}
}
