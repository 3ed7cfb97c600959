/* Who reads the page of a touchpoint that is somebody else's. */
#pragma once

#include "base/str.h"
#include "text/text.h"

#include <jansson.h>
#include <stdbool.h>

struct action_reader {
	enum text_lang lang;
	const json_t *shown;    /* touchpoint.show's result */
	const char *slug;       /* the reader's */
	const char *owner_name; /* NULL: not known */
};

/* Is it the reader's? */
bool action_reader_owns(const struct action_reader *reader);

/* What it is to a reader who does not own it: they come along, are asked for
 * help, or had it once.  Nothing where how it ended says enough. */
void action_reader_add(struct str *out, const struct action_reader *reader);
