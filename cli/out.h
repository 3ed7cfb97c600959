/*
 * What people read: text that fits their terminal, in colour where there is
 * one.
 *
 * Results go to data (standard output), talk goes to standard error.  Texts
 * from the database pass through here and lose what a terminal would obey:
 * control characters, escape sequences, changes of the reading direction.
 */
#pragma once

#include "base/str.h"
#include "text/text.h"

#include <stdio.h>

enum out_style {
	OUT_PLAIN,
	OUT_BOLD,
	OUT_DIM,
	OUT_GOOD,  /* green: done */
	OUT_WARN,  /* yellow: needs a look */
	OUT_ALARM, /* red: late, refused */
};

struct out {
	FILE *file;
	enum text_lang lang;
	size_t width; /* columns; 0: no limit */
	bool colour;
};

/*
 * out_init - for file, as the environment wishes.
 *
 * Width: the terminal's, else COLUMNS, else no limit.  Colour: on a terminal
 * unless NO_COLOR is set or TERM is "dumb".
 */
void out_init(struct out *out, FILE *file, enum text_lang lang);

/* Writes s in a style, cleaned. */
void out_text(struct out *out, enum out_style style, const char *s);

/* The translated sentence with its arguments (text_add), cleaned, at the
 * beginning of a line and wrapped; the last line is not ended. */
#define out_say(out, ...) out_say_(out, __VA_ARGS__, NULL)
void out_say_(struct out *out, const char *msgid, ...)
	__attribute__((sentinel));

void out_newline(struct out *out);

/* Spaces up to column. */
void out_pad(struct out *out, size_t n);

/* s without what a terminal would obey; the caller frees *ret. */
NUDGE_CHECK int out_clean(const char *s, char **ret);

/*
 * out_wrap - the length in bytes of the first line of s at most width
 * columns wide.
 *
 * Lines break at blanks, and between wide characters, but not before closing
 * punctuation.  A word that is too long is cut.  *ret_next is where the next
 * line begins (NULL: s ends here).  width 0: no limit.
 */
size_t out_wrap(const char *s, size_t width, const char **ret_next);

/* s wrapped, all lines but the first indented by n columns; ends the line. */
void out_paragraph(struct out *out, size_t first, size_t indent, const char *s);
