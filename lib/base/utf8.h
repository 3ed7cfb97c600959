/*
 * UTF-8: the only encoding inside nudge.  Every string from outside passes
 * utf8_check_line() or utf8_check_text() before it is stored.
 */
#pragma once

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The code point at *s, moving *s behind it; -1 on malformed bytes, where
 * *s moves one byte.  Overlong forms and surrogates are malformed (RFC 3629,
 * 3).  *s must not be at the terminating NUL. */
int32_t utf8_next(const char **s);

/* Is the terminated string s well formed? */
bool utf8_valid(const char *s);

/* Copies s into buf (size >= 1), cut on a character border. */
void utf8_copy(char *buf, size_t size, const char *s);

/* The number of code points in well-formed s. */
size_t utf8_length(const char *s);

/* Could cp break a line, a header or the reading order: C0 and C1 controls,
 * DEL, line and paragraph separators, bidirectional overrides, a byte order
 * mark? */
bool utf8_is_harmful(int32_t cp);

/*
 * utf8_check_line - may s be stored as a one-line field?
 *
 * field  the parameter's name as the user knows it, for the sentence.
 * max    the longest allowed length in bytes.
 *
 * Refused with -EINVAL: malformed UTF-8, and what is harmful.  Longer than
 * max: -E2BIG.  utf8_check_text also allows line feed and tab.
 */
NUDGE_CHECK int utf8_check_line(
	const char *field, const char *s, size_t max, struct err *err);
NUDGE_CHECK int utf8_check_text(
	const char *field, const char *s, size_t max, struct err *err);

/*
 * utf8_fold - s in the form in which names are compared and searched.
 *
 * Lower case by Unicode's simple mapping, full-width Latin to ASCII, runs of
 * white space to one blank.  The caller frees *ret.  -ENOMEM.
 */
NUDGE_CHECK int utf8_fold(const char *s, char **ret);

/* The base letter of a Latin letter with an accent (U+00C0 to U+017F) in
 * lower case; "-" for every other code point. */
char utf8_plain(int32_t cp);

/* One code point as text is searched: in lower case, Latin full-width forms
 * and letters with accents as ASCII. */
int32_t utf8_fold_point(int32_t cp);

/* Terminal columns of s: 2 for East Asian wide characters, 0 for combining
 * ones. */
size_t utf8_width(const char *s);
