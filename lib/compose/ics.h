/*
 * Lines of iCalendar: escaping and folding, nothing else.
 *
 * A line ends with CR LF and is folded at 75 octets, never inside a
 * character and, where it can be helped, not before a combining mark
 * (RFC 5545, 3.1 and 3.3.11).  What calendars must not see is taken out:
 * control characters, malformed UTF-8 (it becomes U+FFFD).
 */
#pragma once

#include "base/str.h"
#include "core/civil.h"

/* NAME:value, where value is written by the program: no escaping. */
void ics_line(struct str *out, const char *name, const char *value);

/* NAME:text, where text came from a person: \ ; , and line breaks are
 * escaped. */
void ics_text(struct str *out, const char *name, const char *text);

/* BEGIN:name and END:name. */
void ics_begin(struct str *out, const char *name);
void ics_end(struct str *out, const char *name);

/* NAME;VALUE=DATE:20261120 */
void ics_day(struct str *out, const char *name, struct civil_date day);

/* NAME:20261120T080000Z; at in seconds UTC. */
void ics_instant(struct str *out, const char *name, int64_t at);

/* NAME:42 */
void ics_number(struct str *out, const char *name, int64_t v);
