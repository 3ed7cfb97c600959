/* Naming a style sheet in a Content-Security-Policy. */
#pragma once

/* "sha256-" and the base64 of the hash of style, a constant; the answer is
 * computed once and borrowed. */
const char *style_hash(const char *style);
