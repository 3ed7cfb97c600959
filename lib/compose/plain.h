/* A page as plain text, to be read on a phone or in a terminal. */
#pragma once

#include "compose/page.h"

/* Lines end in "\n" and are never broken: the reader's screen does that. */
void plain_add(struct str *out, const struct page *page);
