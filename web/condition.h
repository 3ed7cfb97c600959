/* Conditional requests and encodings (RFC 9110, 12.5.3 and 13). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { CONDITION_DATE = 32 };

/* "Sun, 22 Nov 2026 08:00:00 GMT" in buf, which is returned. */
char *condition_date(char buf[static CONDITION_DATE], int64_t at);

/* Is the field value of If-None-Match a list that holds the tag (with its
 * quotes; weak comparison), or "*"? */
bool condition_has_tag(const char *list, const char *tag);

/* Is the instant at not after the date of If-Modified-Since?  A malformed
 * date: no. */
bool condition_is_unchanged(const char *date, int64_t at);

/* Does Accept-Encoding allow gzip? */
bool condition_takes_gzip(const char *accept);
