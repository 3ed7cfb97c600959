/*
 * Finding words in text as people type them: without regard to case, to
 * full-width forms, to accents on Latin letters, and to how many blanks there
 * are.  A Chinese word is found inside others.
 */
#pragma once

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SEEK_WORDS = 8, SEEK_POINTS = 64 };

struct seek_word {
	int32_t point[SEEK_POINTS]; /* folded code points */
	size_t n;
};

struct seek {
	struct seek_word word[SEEK_WORDS];
	size_t n;
};

/* Where a word stands: bytes of the text. */
struct seek_hit {
	size_t start, end;
};

/* seek_words - the words of s, parted by blanks.  -EINVAL: there is none;
 * -E2BIG: more than SEEK_WORDS, or one longer than SEEK_POINTS. */
NUDGE_CHECK int seek_words(const char *s, struct seek *ret, struct err *err);

/* All of s as one word; likewise. */
NUDGE_CHECK int seek_phrase(
	const char *s, struct seek_word *ret, struct err *err);

/* The first place of word in text at or behind the byte from; ret_hit may be
 * NULL. */
bool seek_find(const struct seek_word *word, const char *text, size_t from,
	struct seek_hit *ret_hit);
