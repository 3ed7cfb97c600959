/*
 * A growing string.
 *
 * Invariants: a struct str set to zero is empty and valid; data is NULL or
 * terminated.  Failure to allocate is remembered (sticky) instead of being
 * returned by each call: build the whole text, then ask once, with
 * str_take() or str_error().
 */
#pragma once

#include "base/cleanup.h"

#include <stddef.h>
#include <stdint.h>

struct str {
	char *data;
	size_t len, cap;
	int error; /* 0 or -ENOMEM */
};

void str_done(struct str *s);
#define AUTO_STR CLEANUP(str_done) struct str

void str_add(struct str *s, const char *text);
void str_add_n(struct str *s, const void *bytes, size_t n);
void str_add_char(struct str *s, char c);
void str_addf(struct str *s, const char *format, ...) NUDGE_PRINTF(2, 3);

/* Makes s empty but keeps its memory. */
void str_reset(struct str *s);

/* 0, or -ENOMEM if anything was lost. */
NUDGE_CHECK int str_error(const struct str *s);

/* The text so far, never NULL; borrowed until the next change. */
const char *str_get(const struct str *s);

/* Hands the text to the caller, who frees it ("" for an empty one), and
 * empties s.  -ENOMEM. */
NUDGE_CHECK int str_take(struct str *s, char **ret);

/* strdup that accepts NULL (*ret = NULL).  -ENOMEM. */
NUDGE_CHECK int str_dup(const char *s, char **ret);

/* The number that s begins with; 0 where there is none, INT64_MAX where it has
 * more than 18 digits. */
int64_t str_digits(const char *s);

/* The decimal digits of v in buf, which is returned. */
char *str_int(char buf[static 24], int64_t v);
#define STR_INT(v) str_int((char[24]){0}, (v))
