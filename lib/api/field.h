/*
 * Parameters that become columns.
 *
 * All of them: an absent parameter leaves the field as it is, "" clears it
 * (where the column may be empty), and what is no good is refused with the
 * parameter's name.
 */
#pragma once

#include "api/call.h"

/* *field (owned) becomes a copy of s, which may be NULL. */
NUDGE_CHECK int field_set(char **field, const char *s);

NUDGE_CHECK int field_text(struct call *call, const char *param, char **field);

/* A name, which cannot be empty, and its folded form. */
NUDGE_CHECK int field_name(
	struct call *call, const char *param, char **name, char **fold);

/* One mail address. */
NUDGE_CHECK int field_mail(struct call *call, const char *param, char **field);

/* An IANA zone that can be loaded. */
NUDGE_CHECK int field_zone(struct call *call, const char *param, char **field);

/* Working calendars that are in the store, separated by commas, one of each
 * layer at most. */
NUDGE_CHECK int field_calendar(
	struct call *call, const char *param, char **field);

/* A day; "" gives none. */
NUDGE_CHECK int field_day(
	struct call *call, const char *param, struct civil_date *field);

/* A list of words, joined by commas. */
NUDGE_CHECK int field_words(struct call *call, const char *param,
	const struct call_words *words, char **field);

/* A time of the day: "08:00", "8am". */
NUDGE_CHECK int field_minute(
	struct call *call, const char *param, int64_t *field);

/* A length of time in minutes: "40m", "1h30"; "" gives 0. */
NUDGE_CHECK int field_span(
	struct call *call, const char *param, int64_t *field);

/* "22:00-07:00"; "" gives none (-1, -1). */
NUDGE_CHECK int field_hours(
	struct call *call, const char *param, int64_t *from, int64_t *to);

/* A row's name in another system: "external_source" and "external_id", both
 * or neither. */
#define FIELD_EXTERNAL_PARAMS                                                  \
	{"external_id", PARAM_TEXT, 0, N_("its number in another system")},    \
	{                                                                      \
		"external_source", PARAM_TEXT, 0,                              \
			N_("the other system, such as crm")                    \
	}
NUDGE_CHECK int field_external(struct call *call, char **source, char **id);
