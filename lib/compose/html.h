/*
 * A page as one HTML document: no images, scripts or foreign fonts, inline
 * styles only, readable at phone width, by ear and in the dark.
 */
#pragma once

#include "compose/page.h"

/* Lines end in "\n". */
void html_add(struct str *out, const struct page *page);

/* s with the characters of which, some of & < > ", as entities;
 * HTML_ESCAPED for text and attribute values. */
void html_escape(struct str *out, const char *s, const char *which);
#define HTML_ESCAPED "&<>\""
