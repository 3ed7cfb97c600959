/* Whom to speak to, in words. */
#pragma once

#include "base/str.h"
#include "text/text.h"

#include <jansson.h>

/* Appends who is planned to be spoken to, else the account's main contact and
 * the number to dial; nothing where nobody is known. */
void page_people_add(
	struct str *line, enum text_lang lang, const json_t *touchpoint);
