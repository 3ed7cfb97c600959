/* Text between two tags of the page behind an action link. */
#pragma once

#include "base/str.h"
#include "text/text.h"

/* open and close as they are, text escaped. */
void action_html_add(
	struct str *out, const char *open, const char *text, const char *close);

/* The same for a line to be read, in which no weekday is broken in two: in
 * Chinese a line may end between any two letters. */
void action_html_line(
	struct str *out, const char *open, const char *text, const char *close);

/* action_html_add with a message in the reader's language. */
void action_html_word(struct str *out, enum text_lang lang, const char *open,
	const char *msgid, const char *close);
